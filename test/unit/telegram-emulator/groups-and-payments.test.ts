import { describe, expect, it } from "vitest";
import type { Update } from "../../../src/sandbox/telegram-emulator/index.ts";
import { call, emulatorWithCustomer, result } from "./bot-caller.ts";

const invoice = {
  title: "Thailand 3 GB",
  description: "Travel eSIM",
  payload: "order-1",
  currency: "XTR",
  prices: [{ label: "eSIM", amount: 55 }],
};

describe("groups", () => {
  it("have topics that the bot opens, and people who write in them", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const group = emulator.control.addGroup({ title: "Support", memberIds: [chatId], isForum: true });
    expect(group).toBeLessThan(-1_000_000_000_000);
    const { message_thread_id } = await result<{ message_thread_id: number }>(emulator, "createForumTopic", {
      chat_id: group,
      name: "Nadia",
    });
    const card = await result(emulator, "sendMessage", { chat_id: group, message_thread_id, text: "Card" });
    expect(card).toMatchObject({ message_thread_id, is_topic_message: true });
    emulator.client.sendText(chatId, "Hello", {
      chatId: group,
      threadId: message_thread_id,
      replyToMessageId: card.message_id,
    });
    const updates = await result<Update[]>(emulator, "getUpdates");
    expect(updates.at(-1)?.message).toMatchObject({
      chat: { id: group, type: "supergroup", is_forum: true },
      from: { id: chatId },
      message_thread_id,
      reply_to_message: { text: "Card" },
    });
  });

  it("refuse what the bot has no rights for", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const plain = emulator.control.addGroup({ title: "Plain", memberIds: [chatId], bot: { isAdmin: false } });
    const forum = emulator.control.addGroup({
      title: "F",
      memberIds: [],
      isForum: true,
      bot: { canManageTopics: false },
    });
    const topic = async (chat_id: number) =>
      (await call(emulator, "createForumTopic", { chat_id, name: "x" })).description;
    expect(await topic(plain)).toBe("Bad Request: the chat is not a forum");
    expect(await topic(forum)).toBe("Bad Request: not enough rights to create a topic");
    emulator.control.removeBotFrom(plain);
    expect((await call(emulator, "sendMessage", { chat_id: plain, text: "x" })).description).toBe(
      "Forbidden: bot was kicked from the supergroup chat",
    );
  });

  it("show a bot that is no admin only commands, replies and its name", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const group = emulator.control.addGroup({ title: "Plain", memberIds: [chatId], bot: { isAdmin: false } });
    for (const text of ["private talk", "/help", "@demo_travel_esim_bot hi"]) {
      emulator.client.sendText(chatId, text, { chatId: group });
    }
    const updates = await result<Update[]>(emulator, "getUpdates");
    expect(updates.slice(1).map(({ message }) => message?.text)).toEqual([
      "/help",
      "@demo_travel_esim_bot hi",
    ]);
  });

  it("tell who is who", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const outsider = emulator.client.addUser({ firstName: "Out" }).id;
    const group = emulator.control.addGroup({ title: "Support", memberIds: [], adminIds: [chatId] });
    const status = async (user_id: number) =>
      (await result<{ status: string }>(emulator, "getChatMember", { chat_id: group, user_id })).status;
    expect(await status(chatId)).toBe("administrator");
    expect(await status(outsider)).toBe("left");
    expect(await result(emulator, "getChat", { chat_id: group })).toMatchObject({
      id: group,
      title: "Support",
    });
  });
});

describe("payments in Stars", () => {
  it("ask the bot first, then tell it of the payment, and can be refunded once", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const sent = await result(emulator, "sendInvoice", { chat_id: chatId, ...invoice });
    expect(sent).toMatchObject({ reply_markup: { inline_keyboard: [[{ text: "Pay ⭐️55", pay: true }]] } });
    const paying = emulator.client.pay(chatId, sent.message_id);
    const asked = (await result<Update[]>(emulator, "getUpdates")).at(-1)?.pre_checkout_query;
    expect(asked).toMatchObject({ currency: "XTR", total_amount: 55, invoice_payload: "order-1" });
    await result(emulator, "answerPreCheckoutQuery", { pre_checkout_query_id: asked?.id, ok: true });
    const [charge] = emulator.control.charges();
    expect(await paying).toEqual({ isPaid: true, chargeId: charge?.payment.telegram_payment_charge_id });
    const paid = (await result<Update[]>(emulator, "getUpdates")).at(-1)?.message?.successful_payment;
    expect(paid).toEqual(charge?.payment);

    const refund = { user_id: chatId, telegram_payment_charge_id: paid?.telegram_payment_charge_id };
    expect((await call(emulator, "refundStarPayment", refund)).ok).toBe(true);
    expect((await call(emulator, "refundStarPayment", refund)).description).toBe(
      "Bad Request: CHARGE_ALREADY_REFUNDED",
    );
  });

  it("come to nothing when the bot declines", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const { message_id } = await result(emulator, "sendInvoice", { chat_id: chatId, ...invoice });
    const paying = emulator.client.pay(chatId, message_id);
    const asked = (await result<Update[]>(emulator, "getUpdates")).at(-1)?.pre_checkout_query;
    const answer = { pre_checkout_query_id: asked?.id, ok: false, error_message: "Sold out" };
    await result(emulator, "answerPreCheckoutQuery", answer);
    expect(await paying).toEqual({ isPaid: false, errorMessage: "Sold out" });
    expect(emulator.control.charges()).toEqual([]);
  });

  it.each([
    [{ title: "x".repeat(33) }, "INVOICE_TITLE_INVALID"],
    [{ payload: "ক".repeat(43) }, "INVOICE_PAYLOAD_INVALID"],
    [{ provider_token: "x" }, "PAYMENT_PROVIDER_INVALID"],
    [{ prices: [...invoice.prices, ...invoice.prices] }, "STARS_INVOICE_INVALID"],
  ])("refuse an invoice with %j", async (changes, problem) => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const answer = await call(emulator, "sendInvoice", { chat_id: chatId, ...invoice, ...changes });
    expect(answer.description).toBe(`Bad Request: ${problem}`);
  });
});
