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
import { newestOrder, ordersOf } from "./support/database.ts";
import { useShop } from "./support/use-shop.ts";

const STALE = "This menu is from earlier. Here is the current one.";

const shop = useShop();
afterEach(() => {
  shop().telegram.control.refuseEdits(false);
  shop().itt.control.clearFaults();
});

/** The bookings that were asked for under a traveller's name. */
const postsFor = (email: string) =>
  shop()
    .itt.control.calls()
    .filter(({ operation, body }) => operation === "create-booking" && body["email_address"] === email);

const answersTo = (queryId: string): number =>
  shop()
    .telegram.control.calls({ method: "answerCallbackQuery" })
    .filter(({ params }) => params["callback_query_id"] === queryId).length;

async function tapTwice(customer: Customer, label: string | RegExp): Promise<string[]> {
  const first = await customer.tap(label);
  const data = customer.allOldButtons().findLast(({ messageId, text }) => {
    const fits = typeof label === "string" ? text === label : label.test(text);
    return fits && messageId === first.messageId;
  })?.callback_data;
  const second = await customer.tapData(first.messageId, data ?? "");
  await second.answered();
  return [first.queryId, second.queryId];
}

describe("a double tap", () => {
  it("on every card of a purchase makes one order and one booking, and each tap is answered once", async () => {
    const nadia = shop().customer();
    const email = "double@example.com";
    const taps: string[] = [];
    const twice = async (label: string | RegExp) => taps.push(...(await tapTwice(nadia, label)));
    await nadia.send("/buy");
    await twice("🌏 By region");
    await twice("Asia");
    await twice(/Bangladesh$/);
    await twice("A week");
    await twice(/ · .* · ৳/);
    await twice("➕");
    await nadia.see("2 × ৳");
    await twice("Continue");
    await twice("Nadia Rahman, as on Telegram");
    await nadia.see("Which title", { inLast: true });
    await twice("Ms");
    await say(nadia, "30", "phone number");
    await say(nadia, "01712345678", "e-mail address");
    await say(nadia, "double@gmial.com", "Did you mean");
    await nadia.tap("No, it is right");
    await nadia.see("Please check");
    await twice("✏️ Traveller");
    await twice("✏️ E-mail");
    await say(nadia, email, "Tap what you want");
    await twice("✅ All correct");
    await nadia.see("Please check", { inLast: true });
    await twice(/^✅ Confirm/);
    await nadia.tap("Skip", { timeoutMs: 30_000 });
    await nadia.see("Keep these details", { timeoutMs: 30_000 });
    await twice("Yes, keep them");
    await say(nadia, "/profile", email);
    expect(postsFor(email)).toHaveLength(1);
    expect(ordersOf(shop(), nadia.id).map(({ state }) => state)).toEqual(["delivered"]);
    expect(taps.map(answersTo)).toEqual(taps.map(() => 1));
    expect(nadia.transcript()).not.toContain("⏳");
    expect(nadia.transcript()).not.toContain("Sorry, that did not work");
  });

  it("on a confirm button with its edit refused says that it is being ordered, and orders once", async () => {
    const nadia = shop().customer();
    await reachConfirm(nadia, { ...JASIM, email: "refused-edit@example.com" });
    shop().telegram.control.refuseEdits(true);
    shop().itt.control.addFault({ kind: "delayMs", operation: "update-customer", ms: 1_000 });
    await tapTwice(nadia, /^✅ Confirm/);
    await nadia.see("This order is placed.");
    await nadia.seePhoto();
    const confirm = nadia.allOldButtons().findLast(({ text }) => text.startsWith("✅ Confirm"));
    const late = await nadia.tapData(confirm?.messageId ?? 0, confirm?.callback_data ?? "");
    const { reference } = newestOrder(shop(), nadia.id);
    expect((await late.answered()).text).toBe(
      `Order ${reference} is placed, once. This tap changes nothing.`,
    );
    expect(postsFor("refused-edit@example.com")).toHaveLength(1);
  });
});

describe("an old button", () => {
  it("of any card, tapped after a purchase with all edits refused, ends with one order and one booking", async () => {
    const nadia = shop().customer();
    const email = "old-buttons@example.com";
    shop().telegram.control.refuseEdits(true);
    await nadia.start();
    await nadia.tap("🛒 Buy an eSIM");
    await nadia.tap("🔤 A–Z");
    await nadia.see("All countries, A to Z");
    await nadia.tap("‹ Back");
    await reachConfirm(nadia, { ...JASIM, email });
    await nadia.tap("✏️ Traveller");
    await nadia.tap("✅ All correct");
    await nadia.see("Please check", { inLast: true });
    await nadia.tap(/^✅ Confirm/);
    await nadia.tap("Skip", { timeoutMs: 30_000 });
    await nadia.see("Keep these details");
    // The same button on several messages counts once; the one that changes the language would change the texts below.
    const byData = new Map(nadia.allOldButtons().map((button) => [button.callback_data, button]));
    const old = [...byData.values()].filter(({ text }) => text !== "🌐 বাংলা");
    expect(old.length).toBeGreaterThan(60);
    const taps: string[] = [];
    for (const { messageId, callback_data } of old) {
      const tap = await nadia.tapData(messageId, callback_data);
      taps.push(tap.queryId);
      await tap.answered();
    }
    await say(nadia, "/esims", "Your eSIMs");
    expect(taps.map(answersTo)).toEqual(taps.map(() => 1));
    expect(postsFor(email)).toHaveLength(1);
    expect(ordersOf(shop(), nadia.id).map(({ state }) => state)).toEqual(["delivered"]);
  });

  it("of a former purchase brings the question that is open now", async () => {
    const nadia = shop().customer();
    await choosePlan(nadia);
    const old = nadia.allOldButtons().findLast(({ text }) => text === "Continue");
    await say(nadia, "/buy", "Where are you going?");
    await choosePlan(nadia, { ...JASIM, country: "Thailand" });
    await beginTraveller(nadia);
    const { message_id: afterId } = await say(nadia, "Jasim", "Last name");
    const tap = await nadia.tapData(old?.messageId ?? 0, old?.callback_data ?? "");
    expect((await tap.answered()).text).toBe(STALE);
    await nadia.see("Last name", { inLast: true });
    await say(nadia, "Karim", "Which title");
    expect(nadia.lastMessage().message_id).toBeGreaterThan(afterId);
    expect(newestOrder(shop(), nadia.id).country_code).toBe("TH");
  });

  it("with data that nobody understands is answered, and brings the current screen", async () => {
    const nadia = shop().customer();
    const { message_id } = await say(nadia, "/buy", "Where are you going?");
    for (const data of ["", "nonsense", "confirm", "x".repeat(64), "plan;drop table orders"]) {
      const tap = await nadia.tapData(message_id, data);
      expect((await tap.answered()).text).toBe(STALE);
    }
  });

  it("of the notice that an order failed leads on, not back", async () => {
    const nadia = shop().customer();
    await reachConfirm(nadia);
    shop().itt.control.addFault({ kind: "soldOut", operation: "create-booking" });
    await nadia.tap(/^✅ Confirm/);
    await nadia.see("The plan is sold out at the operator.");
    const tap = await nadia.tap("🔎 See similar plans");
    expect((await tap.answered()).text).toBeUndefined();
    await nadia.see(/plans?.*, from/);
  });
});

describe("somebody else's button", () => {
  it("confirms nothing, and shows the one who tapped where they are", async () => {
    const nadia = shop().customer();
    await reachConfirm(nadia, { ...JASIM, email: "foreign@example.com" });
    const confirm = nadia.buttons().find(({ text }) => text.startsWith("✅ Confirm"))?.callback_data ?? "";
    const rafiq = shop().customer({ firstName: "Rafiq" });
    const { message_id } = await say(rafiq, "/buy", "Where are you going?");
    const first = await rafiq.tapData(message_id, confirm);
    expect((await first.answered()).text).toBe(STALE);
    await rafiq.see("Where are you going?", { inLast: true });

    // The same in the middle of a dialogue, which goes on at its question.
    await choosePlan(rafiq);
    await beginTraveller(rafiq);
    const second = await rafiq.tapData(message_id, confirm);
    expect((await second.answered()).text).toBe(STALE);
    await rafiq.see("First name", { inLast: true });
    await say(rafiq, "Rafiq", "Last name");

    expect(newestOrder(shop(), nadia.id).state).toBe("ready");
    expect(postsFor("foreign@example.com")).toEqual([]);
    await nadia.tap(/^✅ Confirm/);
    await nadia.seePhoto();
  });

  it("shows no eSIM and keeps no traveller", async () => {
    const nadia = shop().customer();
    await buy(nadia);
    await nadia.tap("Skip", { timeoutMs: 30_000 });
    await nadia.see("Keep these details");
    const rafiq = shop().customer({ firstName: "Rafiq" });
    const { message_id } = await say(rafiq, "/buy", "Where are you going?");
    const buttons = nadia
      .allOldButtons()
      .filter(({ text }) => /Step by step|doesn't work|Yes, keep/.test(text));
    await say(nadia, "/esims", "Your eSIMs");
    await nadia.tap(/^1\. /);
    await nadia.see("Bought on");
    buttons.push(...nadia.allOldButtons().filter(({ text }) => /^1\. |Send the QR/.test(text)));
    expect(buttons).toHaveLength(5);
    for (const { callback_data } of buttons)
      await (await rafiq.tapData(message_id, callback_data)).answered();
    await say(rafiq, "/profile", "No traveller is saved");
    await say(rafiq, "/esims", "You have no eSIM yet.");
    expect(rafiq.transcript()).not.toContain("ICCID");
    expect(rafiq.messages().some(({ photo }) => photo !== undefined)).toBe(false);
  });
});

describe("words typed at the confirm card", () => {
  it("are answered by the confirm card again, where its buttons are due", async () => {
    const nadia = shop().customer();
    await reachConfirm(nadia, { ...JASIM, email: "typed-yes@example.com" });
    await say(nadia, "yes", "Please check");
    await say(nadia, "ok, buy it", "Please check");
    await nadia.tap(/^✅ Confirm/);
    await nadia.seePhoto();
    expect(postsFor("typed-yes@example.com")).toHaveLength(1);
  });
});

describe("two dialogues at once", () => {
  it("are one: the newer purchase takes over, and the texts are its answers", async () => {
    const nadia = shop().customer();
    await choosePlan(nadia);
    await beginTraveller(nadia);
    await say(nadia, "Jasim", "Last name");
    await say(nadia, "/buy", "Where are you going?");
    await say(nadia, "Thailand", "How long");
    await nadia.tap("Show all");
    await nadia.tap(/ · ৳/);
    await nadia.tap("Continue");
    await nadia.see("Last name", { inLast: true });
    expect(ordersOf(shop(), nadia.id).map(({ state }) => state)).toEqual(["cancelled", "draft"]);
    await say(nadia, "Islam", "Which title does Jasim use?");
    await nadia.tap("‹ Back");
    await nadia.see("First name", { inLast: true });
    await say(nadia, "Anika", "Last name");
    await say(nadia, "Islam", "Which title does Anika use?");
  });

  it("do not swallow a text: with the order confirmed by an old button it is a country again", async () => {
    const nadia = shop().customer();
    await choosePlan(nadia);
    await fillTraveller(nadia);
    const confirm = nadia.buttons().find(({ text }) => text.startsWith("✅ Confirm"));
    await nadia.tap("✏️ Traveller");
    await nadia.tap("✏️ Age");
    await nadia.see("How old", { inLast: true });
    await nadia.tapData(confirm?.messageId ?? 0, confirm?.callback_data ?? "");
    await nadia.seePhoto();
    await say(nadia, "Thailand", "Thailand · How long");
  });

  it("of two customers do not meet", async () => {
    const nadia = shop().customer();
    const rafiq = shop().customer({ firstName: "Rafiq", lastName: "Islam" });
    const scripts = [
      { ...JASIM, firstName: "Nadia", email: "nadia-2@example.com" },
      { ...JASIM, firstName: "Rafiq", email: "rafiq-2@example.com" },
    ] as const;
    await Promise.all([buy(nadia, scripts[0]), buy(rafiq, scripts[1])]);
    for (const { firstName, email } of scripts) {
      const [booking, ...more] = postsFor(email);
      expect(more).toEqual([]);
      const update = shop()
        .itt.control.calls()
        .filter(({ operation }) => operation === "update-customer")
        .find(({ body }) => body["booking_tracking_id"] === booking?.body["booking_tracking_id"]);
      expect(JSON.stringify(update?.body)).toContain(firstName);
    }
  });
});
