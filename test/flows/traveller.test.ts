import { describe, expect, it } from "vitest";
import { beginTraveller, buy, choosePlan, JASIM, say } from "../support/purchase.ts";
import { packAction } from "../../src/telegram/callback-data.ts";
import { newestOrder, readRows } from "./support/database.ts";
import { createForm } from "./support/traveller-form.ts";
import { useShop } from "./support/use-shop.ts";

const shop = useShop();

const { atFirstName, atPhone, atEmail } = createForm(shop);

describe("an answer that does not fit", () => {
  it("is told what is wrong with a name, and the question stays", async () => {
    const nadia = await atFirstName();
    await say(nadia, "জসিম", /Latin letters.*For example: Jasim/s);
    await say(nadia, "12345", "A name has letters only");
    await say(nadia, "x".repeat(41), "longer than a passport takes (40 letters)");
    await say(nadia, "😀😀", "A name has letters only");
    await say(nadia, "x".repeat(4096), "That message is too long");
    await nadia.sendSticker();
    await nadia.see("Please type the name, letters only", { inLast: true });
    const { message_id: afterId } = await nadia.sendPhoto();
    await nadia.see("Please type the name, letters only", { inLast: true, afterId });
    await say(nadia, "Md.", "Last name");
    await say(nadia, "O'Neil-José", "Which title does Md. use?");
  });

  it("is told what is wrong with a title or an age", async () => {
    const nadia = await atFirstName();
    await say(nadia, "Jasim", "Last name");
    await say(nadia, "Karim", "Which title");
    await say(nadia, "Professor", "tap one of the titles");
    await say(nadia, "mr.", "How old");
    await say(nadia, "thirty", "type the age as a number of years. For example: 34");
    await say(nadia, "7", "must be 12 or older");
    await say(nadia, "300", "Please check the age. For example: 34");
    await say(nadia, "30.5", "type the age as a number");
    await say(nadia, "৩০", "phone number");
    await say(nadia, "+8801712345678", "e-mail address");
    expect((await say(nadia, JASIM.email, "Please check")).text).toContain("Mr Jasim Karim, 30");
  });

  it("is told what is wrong with a phone number", async () => {
    const nadia = await atPhone();
    await say(nadia, "ask my wife", "That is not a phone number. For example: +880 1712 345678");
    await say(nadia, "+880 1", "That is not a phone number. For example: +880 1712 345678");
    await say(nadia, "12345", "its country code is missing");
    await nadia.sendSticker();
    await nadia.see("I can only read text here", { inLast: true });
    await say(nadia, "01712 345678", "e-mail address");
    await nadia.see("✓ Phone: +880 1712");
  });

  it("is told what is wrong with an e-mail address", async () => {
    const nadia = await atEmail();
    await say(nadia, "nadia", "needs an @ and a domain");
    await say(nadia, "nadia@example", "needs an @ and a domain");
    await say(nadia, `${"x".repeat(290)}@example.com`, /too long|longer than|does not look like/);
    await say(nadia, "nadia@example.com", "Please check");
  });
});

describe("what people type is understood", () => {
  it("reads Bengali digits in ages and phone numbers", async () => {
    const nadia = await atFirstName();
    await say(nadia, "Jasim", "Last name");
    await say(nadia, "Karim", "Which title");
    await say(nadia, "Ms ৪২", "phone number");
    await say(nadia, "০১৭১২৩৪৫৬৭৮", "e-mail address");
    const { text } = await say(nadia, "jasim@example.com", "Please check");
    expect(text).toContain("Ms Jasim Karim, 42");
    expect(text).toContain("+880 1712");
  });

  it("takes one name, and the Telegram name for both", async () => {
    const nadia = await atFirstName();
    await say(nadia, "Sukarno", "Last name");
    await nadia.tap("I have only one name");
    await nadia.see("Which title does Sukarno use?");
    await nadia.tap("‹ Back");
    await nadia.see("First name", { inLast: true });
    await nadia.tap("Nadia Rahman, as on Telegram");
    await nadia.see("Which title does Nadia use?");
  });

  it("does not offer a Telegram name that no passport holds", async () => {
    const nadia = await atFirstName({ firstName: "🌸ফুল🌸", lastName: "1" });
    expect(nadia.buttons().map(({ text }) => text)).toEqual(["‹ Back", "✖️ Cancel"]);
  });

  it("takes the customer's own number from the keyboard, and the keyboard goes", async () => {
    const nadia = await atPhone();
    await nadia.press("📱 Share my number");
    await nadia.see("✓ Phone: +880 1966");
    await nadia.see("e-mail address", { inLast: true });
    expect(nadia.keyboardLabels()).toEqual([]);
  });

  it("asks about a contact that is somebody else's", async () => {
    const nadia = await atPhone();
    const foreign = { phoneNumber: "+8801812345678", firstName: "Rafiq" };
    await nadia.shareContact(foreign);
    await nadia.see("somebody else's: +880 1812");
    await nadia.tap("No, another number");
    const again = await nadia.see("phone number with its country code", { inLast: true });
    await nadia.shareContact({ ...foreign, userId: 4711 });
    await nadia.see("somebody else's", { afterId: again.message_id });
    await nadia.tap("Yes, use it");
    await nadia.see("e-mail address", { inLast: true });
    expect((await say(nadia, JASIM.email, "Please check")).text).toContain("+880 1812");
  });

  it.each([
    ["Yes, use that", "nadia@gmail.com"],
    ["No, it is right", "nadia@gmial.com"],
  ])("asks about an e-mail domain that looks mistyped: %s", async (label, expected) => {
    const nadia = await atEmail();
    await say(nadia, "nadia@gmial.com", "Did you mean nadia@gmail.com?");
    await nadia.tap(label);
    expect((await nadia.see("Please check")).text).toContain(expected);
  });

  it("takes another address instead of an answer to that question", async () => {
    const nadia = await atEmail();
    await say(nadia, "nadia@gmial.com", "Did you mean nadia@gmail.com?");
    expect((await say(nadia, "n.rahman@example.com", "Please check")).text).toContain("n.rahman@example.com");
  });
});

describe("changing the traveller from the confirm card", () => {
  it("changes each answer, and the confirm card has all of them", async () => {
    const nadia = await atEmail();
    await say(nadia, JASIM.email, "Please check");
    const edit = async (field: string, ...answers: readonly [string, string][]): Promise<void> => {
      await nadia.tap(`✏️ ${field}`);
      await nadia.see("Change the traveller", { inLast: true });
      for (const [typed, expected] of answers) await say(nadia, typed, expected);
      await nadia.see("Tap what you want to change", { inLast: true });
    };
    await nadia.tap("✏️ Traveller");
    await nadia.see("Tap what you want to change");
    await edit("First name", ["Nadia", "Last name"], ["Rahman", "The traveller"]);
    await edit("Last name", ["Rahman-Haque", "The traveller"]);
    await edit("Title", ["Ms", "How old"], ["29", "The traveller"]);
    await edit("Title", ["Mrs 30", "Title: Mrs"]);
    await nadia.tap("✏️ First name");
    await nadia.tap("Nadia Rahman, as on Telegram");
    await nadia.see("Tap what you want to change", { inLast: true });
    expect(nadia.lastMessage().text).toContain("Last name: Rahman\nTitle: Mrs\nAge: 30");
    await edit("Last name", ["Rahman-Haque", "The traveller"]);
    await edit("Title", ["Ms", "How old"], ["29", "The traveller"]);
    await edit("Age", ["31", "The traveller"]);
    await edit("Phone", ["+8801812345678", "The traveller"]);
    await edit("E-mail", ["nadia@example.com", "The traveller"]);
    await nadia.tap("✏️ Age");
    await nadia.see("How old", { inLast: true });
    await nadia.tap("‹ Back");
    await nadia.see("Tap what you want to change", { inLast: true });
    await nadia.tap("✅ All correct");
    const { text } = await nadia.see("Please check", { inLast: true });
    expect(text).toContain("Ms Nadia Rahman-Haque, 31");
    expect(text).toContain("+880 1812");
    expect(text).toContain("nadia@example.com");
  });

  it("makes the confirm button of before the change worthless", async () => {
    const nadia = await atEmail();
    const card = await say(nadia, JASIM.email, "Please check");
    const confirm = nadia.buttons().find(({ text }) => text.startsWith("✅ Confirm"))?.callback_data ?? "";
    await nadia.tap("✏️ Traveller");
    await nadia.tap("✏️ Age");
    await say(nadia, "44", "The traveller");
    const tap = await nadia.tapData(card.message_id, confirm);
    expect((await tap.answered()).text).toBe("This menu is from earlier. Here is the current one.");
    expect((await nadia.see("Please check", { inLast: true })).text).toContain(", 44");
    expect(newestOrder(shop(), nadia.id).state).toBe("ready");
  });
});

describe("the next purchase", () => {
  it("asks for consent once, and then needs no typing at all", async () => {
    const nadia = shop().customer();
    await buy(nadia);
    await nadia.tap("Skip", { timeoutMs: 30_000 });
    await nadia.see("Keep these details for next time?");
    await nadia.tap("Yes, keep them");
    await nadia.seeAnswer("Kept for next time");
    await say(nadia, "/profile", "Jasim");

    const { message_id: afterId } = nadia.lastMessage();
    await choosePlan(nadia);
    await beginTraveller(nadia);
    await nadia.tap("✅ Mr Jasim Karim, 30 · as before");
    await nadia.see("Please check", { inLast: true });
    await nadia.tap(/^✅ Confirm/);
    await nadia.seePhoto({ afterId });
    await nadia.see("✅ Your eSIM for", { afterId });
    const unsent = "select id from outbox where chat_id = ? and sent_at_ms is null";
    await expect.poll(() => readRows(shop(), unsent, nadia.id)).toEqual([]);
    expect(nadia.messages().filter(({ text }) => text?.includes("Keep these details"))).toHaveLength(1);

    await say(nadia, "/profile", "Saved traveller");
    await nadia.tap("🗑 Forget these details");
    await nadia.see("No traveller is saved", { inLast: true });
  });

  it("says of a button that belongs to no order of theirs nothing but that it is not current", async () => {
    const nadia = shop().customer();
    await say(nadia, "/buy", "Where are you going?");
    const forged = nadia.buttons().find(({ callback_data: data }) => data !== undefined);
    const data = packAction({ do: "keep-traveller", order: "0123456789abcdef", keep: true });
    const tap = await nadia.tapData(forged?.messageId ?? 0, data);
    expect((await tap.answered()).text).toBe("This menu is from earlier. Here is the current one.");
    await say(nadia, "/profile", "No traveller is saved");
  });

  it("keeps nothing where the customer says no", async () => {
    const nadia = shop().customer();
    await buy(nadia);
    await nadia.tap("Skip");
    await nadia.tap("No, don't keep");
    await nadia.seeAnswer("Not kept.");
    await say(nadia, "/profile", "No traveller is saved");
  });
});
