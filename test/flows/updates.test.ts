import { afterEach, describe, expect, it } from "vitest";
import type { Customer } from "../support/customer.ts";
import {
  beginTraveller,
  buy,
  choosePlan,
  fillTraveller,
  JASIM,
  reachConfirm,
  say,
} from "../support/purchase.ts";
import { newestOrder, ordersOf, readRows } from "./support/database.ts";
import { useShop } from "./support/use-shop.ts";

/** The bot's visible messages with this text. */
const count = (customer: Customer, text: string): number =>
  customer.messages().filter((message) => message.text?.includes(text)).length;

describe("Telegram in trouble", () => {
  const shop = useShop();
  afterEach(() => {
    shop().telegram.control.reset();
    shop().itt.control.clearFaults();
  });
  const posts = () => shop().itt.control.ledger().length;

  it("delivers every update twice: everything is said and ordered once", async () => {
    const before = posts();
    shop().telegram.control.duplicateUpdates(true);
    const nadia = shop().customer();
    await buy(nadia);
    await nadia.tap("Skip", { timeoutMs: 30_000 });
    await nadia.see("Keep these details for next time?");
    expect(posts()).toBe(before + 1);
    expect(count(nadia, "Last name")).toBe(1);
    expect(count(nadia, "Please check")).toBe(0);
    expect(nadia.messages().filter(({ photo }) => photo !== undefined)).toHaveLength(1);
  });

  it("delivers what came during a stop out of order: it is handled in the order in which it was written", async () => {
    const nadia = shop().customer();
    await choosePlan(nadia);
    await beginTraveller(nadia);
    await shop().stop();
    shop().telegram.control.reorderUpdates({ window: 5, seed: 7 });
    for (const typed of ["Jasim", "Karim", "Mr 30", "01712345678", JASIM.email]) await nadia.send(typed);
    await shop().start();
    const { text } = await nadia.see("Please check");
    expect(text).toContain("Mr Jasim Karim, 30");
    expect(text).toContain("+880 1712");
  });

  it("asks for a short pause (429): the answer comes after it, others do not wait", async () => {
    const nadia = shop().customer();
    const rafiq = shop().customer({ firstName: "Rafiq" });
    const fault = { kind: "too-many-requests", retryAfterS: 2 } as const;
    shop().telegram.control.failNext({ method: "sendMessage", chatId: nadia.id, fault });
    await nadia.send("Bangladesh");
    await say(rafiq, "Bangladesh", "How long");
    expect(count(nadia, "How long")).toBe(0);
    await nadia.see("How long");
    expect(count(nadia, "How long")).toBe(1);
  });

  it("asks for a long pause (429): the typed answer is handled once, after it", async () => {
    const nadia = shop().customer();
    await choosePlan(nadia);
    await beginTraveller(nadia);
    const fault = { kind: "too-many-requests", retryAfterS: 9 } as const;
    shop().telegram.control.failNext({ method: "sendMessage", chatId: nadia.id, fault });
    const sentAtMs = Date.now();
    await nadia.send("Jasim");
    await nadia.see("Last name", { timeoutMs: 20_000 });
    expect(Date.now() - sentAtMs).toBeGreaterThan(8_500);
    await say(nadia, "Karim", "Which title does Jasim use?");
  });

  it("says that the customer blocked the bot (403): what is due arrives when they come back", async () => {
    const nadia = shop().customer();
    await reachConfirm(nadia);
    shop().itt.control.addFault({ kind: "delayMs", operation: "create-booking", ms: 700 });
    await nadia.tap(/^✅ Confirm/);
    await nadia.see("⏳ Ordering your eSIM");
    await nadia.block();
    await expect.poll(() => newestOrder(shop(), nadia.id).state, { timeout: 10_000 }).toBe("issued");
    await nadia.unblock();
    await nadia.seePhoto();
    await nadia.see("✅ Your eSIM for");
    expect(newestOrder(shop(), nadia.id).state).toBe("delivered");
  });

  it("refuses a message with 403 before the bot was told: it waits, and the next message brings it", async () => {
    const nadia = shop().customer();
    await reachConfirm(nadia);
    const fault = {
      kind: "refuse",
      code: 403,
      description: "Forbidden: bot was blocked by the user",
    } as const;
    shop().telegram.control.failNext({ method: "sendPhoto", chatId: nadia.id, fault });
    await nadia.tap(/^✅ Confirm/);
    const blocked = () =>
      readRows<{ has_blocked: number }>(shop(), "select has_blocked from customers where id = ?", nadia.id);
    await expect.poll(blocked, { timeout: 10_000 }).toEqual([{ has_blocked: 1 }]);
    await nadia.send("/esims");
    await nadia.seePhoto();
  });

  it.each([
    ["answers 500", { kind: "server-error" }],
    ["answers with a proxy's page", { kind: "bad-gateway" }],
    ["resets before", { kind: "reset-before" }],
    ["resets after", { kind: "reset-after" }],
  ] as const)("%s a question is sent: the answer before it counts once", async (_how, fault) => {
    const nadia = shop().customer();
    await choosePlan(nadia);
    await beginTraveller(nadia);
    shop().telegram.control.failNext({ method: "sendMessage", chatId: nadia.id, fault });
    await nadia.send("Jasim");
    await nadia.see("Last name");
    const order = newestOrder(shop(), nadia.id).id;
    await expect
      .poll(() =>
        readRows(
          shop(),
          "select update_id from inbox where lane = ? and done_at_ms is null",
          `user ${nadia.id}`,
        ),
      )
      .toEqual([]);
    await say(nadia, "Karim", "Which title does Jasim use?");
    expect(newestOrder(shop(), nadia.id).id).toBe(order);
  });

  it.each([
    ["answers 500", { kind: "server-error" }, 1],
    ["resets before", { kind: "reset-before" }, 1],
    ["resets after", { kind: "reset-after" }, 2],
  ] as const)(
    "%s the picture is sent: it comes again, and one eSIM is bought",
    async (_how, fault, pictures) => {
      const before = posts();
      const nadia = shop().customer();
      await reachConfirm(nadia);
      shop().telegram.control.failNext({ method: "sendPhoto", chatId: nadia.id, fault });
      await nadia.tap(/^✅ Confirm/);
      await nadia.tap("Skip", { timeoutMs: 30_000 });
      await nadia.see("Keep these details");
      expect(nadia.messages().filter(({ photo }) => photo !== undefined)).toHaveLength(pictures);
      expect(newestOrder(shop(), nadia.id).state).toBe("delivered");
      expect(posts()).toBe(before + 1);
    },
  );

  it("fails in the very answer to the confirm tap: the order goes on, once", async () => {
    const before = posts();
    const nadia = shop().customer();
    await reachConfirm(nadia);
    shop().itt.control.addFault({ kind: "delayMs", operation: "update-customer", ms: 1_500 });
    const fault = { kind: "server-error" } as const;
    shop().telegram.control.failNext({ method: "editMessageText", chatId: nadia.id, fault });
    await nadia.tap(/^✅ Confirm/);
    await nadia.see("⏳ Ordering your eSIM");
    await nadia.see("✅ Your eSIM for");
    expect(nadia.transcript()).not.toContain("⏳");
    expect(posts()).toBe(before + 1);
  });

  it("refuses an answer once: it is tried again, and the order stays as it was", async () => {
    const nadia = shop().customer();
    await choosePlan(nadia);
    await fillTraveller(nadia);
    const fault = { kind: "refuse", code: 400, description: "Bad Request: something new" } as const;
    shop().telegram.control.failNext({ method: "sendMessage", chatId: nadia.id, fault });
    await nadia.send("/help");
    await nadia.see("How can we help?");
    expect(ordersOf(shop(), nadia.id).map(({ state }) => state)).toEqual(["ready"]);
  });
});

describe("outside of private chats", () => {
  const shop = useShop({ mode: "webhook" });
  const WHERE = "I sell eSIMs in a private chat";

  it("tells a group where to write, and nothing else", async () => {
    const nadia = shop().customer();
    const group = shop().telegram.control.addGroup({ title: "Trip", memberIds: [nadia.id] });
    const inGroup = nadia.inGroup(group);
    await inGroup.send("Bangladesh");
    await inGroup.send("/buy@some_other_bot");
    await inGroup.send("/buy");
    const told = await inGroup.see(WHERE);
    expect(told.reply_markup?.inline_keyboard.flat().map(({ url }) => url)).toEqual([
      "https://t.me/demo_travel_esim_bot",
    ]);
    await say(nadia, "/buy", "Where are you going?");
    const tap = await inGroup.tapData(told.message_id, "nonsense");
    await tap.answered();
    expect(inGroup.messages().filter(({ from }) => from.is_bot)).toHaveLength(1);
  });

  /** Posts to the webhook as Telegram would, or as somebody else. */
  async function post(body: object, secret = "canary-webhook-secret-77"): Promise<number> {
    const headers = { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret };
    const url = shop().environment["WEBHOOK_URL"] ?? "";
    return (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).status;
  }
  let nextUpdateId = 990_000_001;
  const callsInto = (chatId: number) =>
    shop()
      .telegram.control.calls({ chatId })
      .map(({ method }) => method);

  it("takes nothing with a wrong secret", async () => {
    const nadia = shop().customer();
    await say(nadia, "/buy", "Where are you going?");
    const before = callsInto(nadia.id).filter((method) => method === "sendMessage").length;
    const from = { id: nadia.id, is_bot: false, first_name: "Nadia" };
    const message = {
      message_id: 900,
      date: 1,
      chat: { id: nadia.id, type: "private" },
      from,
      text: "Japan",
    };
    expect(await post({ update_id: nextUpdateId, message }, "a-wrong-secret-of-24-chars")).toBe(401);
    expect(await post({ update_id: nextUpdateId, message }, "")).toBe(401);
    expect(await post({ update_id: nextUpdateId, message })).toBe(200);
    await nadia.see("Japan · How long");
    expect(callsInto(nadia.id).filter((method) => method === "sendMessage")).toHaveLength(before + 1);
    nextUpdateId += 1;
  });

  it("ignores edited messages, channel posts and whatever else an older setting may bring", async () => {
    const nadia = shop().customer();
    await choosePlan(nadia);
    await beginTraveller(nadia);
    const before = callsInto(nadia.id);
    const from = { id: nadia.id, is_bot: false, first_name: "Nadia" };
    const edited = { message_id: 900, date: 1, edit_date: 2, chat: { id: nadia.id, type: "private" }, from };
    const channel = { id: -100_123, type: "channel", title: "News" };
    const updates = [
      { edited_message: { ...edited, text: "Jasim" } },
      { channel_post: { message_id: 1, date: 1, chat: channel, text: "/start" } },
      { edited_channel_post: { message_id: 1, date: 1, chat: channel, text: "/start" } },
      { inline_query: { id: "1", from, query: "Japan", offset: "" } },
      { poll: { id: "1" } },
      { callback_query: { id: "123", from, inline_message_id: "abc", chat_instance: "1", data: "buy" } },
    ];
    for (const update of updates) {
      expect(await post({ update_id: nextUpdateId, ...update })).toBe(200);
      nextUpdateId += 1;
    }
    await expect
      .poll(() => readRows(shop(), "select update_id from inbox where done_at_ms is null"))
      .toEqual([]);
    expect(callsInto(nadia.id)).toEqual(before);
    expect(callsInto(channel.id)).toEqual([]);
    expect(shop().log()).not.toContain("update.failed");
    await nadia.edit(nadia.messages()[0]?.message_id ?? 0, "/help");
    await say(nadia, "Jasim", "Last name");
  });
});
