import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  startTelegramEmulator,
  type PaymentOutcome,
  type TelegramEmulator,
  type Update,
} from "../../../src/sandbox/telegram-emulator/index.ts";
import { call, emulatorWithCustomer, result } from "./bot-caller.ts";

const invoice = {
  title: "Thailand 3 GB",
  description: "Travel eSIM",
  payload: "order-1",
  currency: "XTR",
  prices: [{ label: "eSIM", amount: 55 }],
};

interface Transactions {
  transactions: readonly Record<string, unknown>[];
}

async function newestUpdate(emulator: TelegramEmulator): Promise<Update> {
  const update = (await result<Update[]>(emulator, "getUpdates")).at(-1);
  if (update === undefined) throw new Error("There is no update.");
  return update;
}

/** Agrees to the pre-checkout query that came last. */
async function agree(emulator: TelegramEmulator): Promise<void> {
  const { pre_checkout_query: asked } = await newestUpdate(emulator);
  await result(emulator, "answerPreCheckoutQuery", { pre_checkout_query_id: asked?.id, ok: true });
}

async function sendInvoice(emulator: TelegramEmulator, chatId: number): Promise<number> {
  return (await result(emulator, "sendInvoice", { chat_id: chatId, ...invoice })).message_id;
}

async function paid(emulator: TelegramEmulator, chatId: number, messageId: number): Promise<string> {
  const paying = emulator.client.pay(chatId, messageId);
  await agree(emulator);
  return chargeOf(await paying);
}

function chargeOf(outcome: PaymentOutcome): string {
  if (!outcome.isPaid) throw new Error(`Not paid: ${outcome.errorMessage}`);
  return outcome.chargeId;
}

describe("a customer's Stars", () => {
  it("go down with a payment and come back with its refund", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    emulator.control.setStarBalance(chatId, 100);
    const chargeId = await paid(emulator, chatId, await sendInvoice(emulator, chatId));
    expect(emulator.control.starBalance(chatId)).toBe(45);
    expect(await result(emulator, "getMyStarBalance")).toEqual({ amount: 55 });
    await result(emulator, "refundStarPayment", { user_id: chatId, telegram_payment_charge_id: chargeId });
    expect(emulator.control.starBalance(chatId)).toBe(100);
    expect(await result(emulator, "getMyStarBalance")).toEqual({ amount: 0 });
    expect((await newestUpdate(emulator)).message?.refunded_payment).toMatchObject({
      telegram_payment_charge_id: chargeId,
      total_amount: 55,
    });
  });

  it("must reach, or the bot is not even asked", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const messageId = await sendInvoice(emulator, chatId);
    emulator.control.setStarBalance(chatId, 54);
    expect(await emulator.client.pay(chatId, messageId)).toEqual({
      isPaid: false,
      errorMessage: "You need 1 more Stars.",
    });
    expect((await newestUpdate(emulator)).pre_checkout_query).toBeUndefined();
  });

  it("are listed for the bot, payments and refunds, oldest first", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const chargeId = await paid(emulator, chatId, await sendInvoice(emulator, chatId));
    await result(emulator, "refundStarPayment", { user_id: chatId, telegram_payment_charge_id: chargeId });
    const partner = {
      type: "user",
      transaction_type: "invoice_payment",
      invoice_payload: "order-1",
      user: { id: chatId },
    };
    const all = await result<Transactions>(emulator, "getStarTransactions");
    expect(all.transactions).toMatchObject([
      { id: chargeId, amount: 55, source: partner },
      { id: chargeId, amount: 55, receiver: partner },
    ]);
    const second = await result<Transactions>(emulator, "getStarTransactions", { offset: 1, limit: 1 });
    expect(second.transactions).toEqual(all.transactions.slice(1));
  });

  it("outlive a restart, and no charge id comes twice", async () => {
    const folder = mkdtempSync(join(tmpdir(), "telegram-emulator-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const stateFile = join(folder, "telegram.json");
    const first = await startTelegramEmulator({ stateFile });
    const { id } = first.client.addUser({ firstName: "Nadia" });
    first.client.start(id);
    const messageId = await sendInvoice(first, id);
    const chargeId = await paid(first, id, messageId);
    const balance = first.control.starBalance(id);
    await first.close();

    const second = await startTelegramEmulator({ stateFile });
    onTestFinished(() => second.close());
    expect(second.control.starBalance(id)).toBe(balance);
    expect(await paid(second, id, messageId)).not.toBe(chargeId);
  });
});

describe("an invoice", () => {
  it("can be paid twice, each time with a charge of its own", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const messageId = await sendInvoice(emulator, chatId);
    const one = await paid(emulator, chatId, messageId);
    expect(emulator.client.chat(chatId).messages.some(({ receipt }) => receipt === one)).toBe(true);
    const two = await paid(emulator, chatId, messageId);
    expect(two).not.toBe(one);
    expect(emulator.control.charges().map(({ payment }) => payment.invoice_payload)).toEqual([
      "order-1",
      "order-1",
    ]);
  });

  it("can be paid from a phone that still shows it after the bot deleted it", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const message_id = await sendInvoice(emulator, chatId);
    await result(emulator, "deleteMessage", { chat_id: chatId, message_id });
    expect(await paid(emulator, chatId, message_id)).toMatch(/^stx/);
    expect((await newestUpdate(emulator)).message?.successful_payment?.invoice_payload).toBe("order-1");
  });

  it("can be paid without the bot hearing of it for a while", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const release = emulator.control.holdSuccessfulPayments();
    const chargeId = await paid(emulator, chatId, await sendInvoice(emulator, chatId));
    expect((await newestUpdate(emulator)).message?.successful_payment).toBeUndefined();
    release();
    expect((await newestUpdate(emulator)).message?.successful_payment).toMatchObject({
      telegram_payment_charge_id: chargeId,
    });
  });

  it("has an address as well, which anybody can pay", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const link = await result<string>(emulator, "createInvoiceLink", invoice);
    expect(link).toMatch(/^https:\/\/t\.me\/\$/);
    expect(emulator.client.invoiceAt(link)).toEqual({
      title: "Thailand 3 GB",
      description: "Travel eSIM",
      stars: 55,
    });
    const paying = emulator.client.payLink(chatId, link);
    await agree(emulator);
    const chargeId = chargeOf(await paying);
    expect((await newestUpdate(emulator)).message).toMatchObject({
      chat: { id: chatId },
      successful_payment: { telegram_payment_charge_id: chargeId },
    });
  });

  it("is not paid when the bot answers too late, and the bot is told so", async () => {
    const { emulator, chatId } = await emulatorWithCustomer({ checkoutTimeoutMs: 1 });
    const outcome = await emulator.client.pay(chatId, await sendInvoice(emulator, chatId));
    expect(outcome).toEqual({ isPaid: false, errorMessage: "The bot did not answer in time." });
    const { pre_checkout_query: asked } = await newestUpdate(emulator);
    const late = await call(emulator, "answerPreCheckoutQuery", {
      pre_checkout_query_id: asked?.id,
      ok: true,
    });
    expect(late.description).toBe(
      "Bad Request: query is too old and response timeout expired or query ID is invalid",
    );
    expect(emulator.control.charges()).toEqual([]);
  });

  it("reaches the bot twice where updates are duplicated, with one charge id", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const chargeId = await paid(emulator, chatId, await sendInvoice(emulator, chatId));
    emulator.control.duplicateUpdates(true);
    const payments = (await result<Update[]>(emulator, "getUpdates"))
      .map(({ message }) => message?.successful_payment?.telegram_payment_charge_id)
      .filter((id) => id !== undefined);
    expect(payments).toEqual([chargeId, chargeId]);
  });

  it.each([
    [{ title: "" }, 'parameter "title" is required'],
    [{ description: undefined }, 'parameter "description" is required'],
    [{ description: "x".repeat(256) }, "INVOICE_DESCRIPTION_INVALID"],
    [{ payload: "" }, 'parameter "payload" is required'],
    [{ prices: [] }, "there must be at least one price"],
    [
      { prices: [{ label: "", amount: 1 }] },
      "can't parse labeled price: LabeledPrice label must be non-empty",
    ],
    [{ prices: [{ label: "eSIM", amount: 0 }] }, "CURRENCY_TOTAL_AMOUNT_INVALID"],
    [{ max_tip_amount: 5 }, "STARS_INVOICE_INVALID"],
  ])("is refused with %j, as a link too", async (changes, problem) => {
    const { emulator, chatId } = await emulatorWithCustomer();
    for (const method of ["sendInvoice", "createInvoiceLink"]) {
      const answer = await call(emulator, method, { chat_id: chatId, ...invoice, ...changes });
      expect(answer.description).toBe(`Bad Request: ${problem}`);
    }
  });
});

it("refuses to refund what is not this customer's", async () => {
  const { emulator, chatId } = await emulatorWithCustomer();
  const chargeId = await paid(emulator, chatId, await sendInvoice(emulator, chatId));
  const other = emulator.client.addUser({ firstName: "Other" }).id;
  const refund = async (user_id: number | undefined, telegram_payment_charge_id: string) =>
    (await call(emulator, "refundStarPayment", { user_id, telegram_payment_charge_id })).description;
  expect(await refund(other, chargeId)).toBe("Bad Request: CHARGE_ID_INVALID");
  expect(await refund(chatId, "stx0")).toBe("Bad Request: CHARGE_ID_INVALID");
  expect(await refund(undefined, chargeId)).toBe("Bad Request: invalid user_id specified");
  expect(await refund(chatId, "")).toBe('Bad Request: parameter "telegram_payment_charge_id" is required');
});
