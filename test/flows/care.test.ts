import { afterEach, describe, expect, it } from "vitest";
import { readQr } from "../browser/read-qr.ts";
import { buyEsim, speakBengali } from "../support/care.ts";
import { waitUntil } from "../support/wait-until.ts";
import { startShop, type Shop, type ShopOptions } from "../support/shop.ts";
import { sentAll } from "./support/database.ts";
import { ageUsage } from "./support/usage-rows.ts";

let shop: Shop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

async function openShop(options: ShopOptions = {}): Promise<Shop> {
  shop = await startShop(options);
  return shop;
}

describe("installing", () => {
  it("asks for the phone, then shows the supplier's steps, links and codes of this eSIM", async () => {
    const { itt, ...open } = await openShop({ itt: { apn: "manual", confirmationCode: "4711" } });
    const nadia = open.customer();
    await buyEsim(nadia);
    await nadia.send("/install");
    await nadia.tap(/iPhone or iPad/);
    const card = await nadia.see("With the QR code");
    const lpa = `LPA:1$lpa.airalo.com$${itt.control.bookings()[0]?.eSims[0]?.matchingId}`;
    const buttons = card.reply_markup?.inline_keyboard.flat() ?? [];
    expect(buttons.find(({ text }) => text === "Install on iPhone")?.url).toContain(`carddata=${lpa}`);
    expect(buttons.find(({ text }) => text === "Copy SM-DP+")?.copy_text?.text).toBe("lpa.airalo.com");
    expect(card.text).toContain("For iOS 12 to 17.4");
    expect(card.text).toContain("globaldata");
    expect(card.text).toContain("Turn data roaming on for this line.");
    expect(card.text).toContain("Is the QR code on this very phone?");
    expect(card.text).not.toContain("Chat with us");
    expect(buttons.flatMap(({ copy_text }) => copy_text?.text ?? [])).toContain("4711");
    await nadia.tap("📱 Another phone");
    await nadia.see("Which phone will the eSIM");
    await nadia.tap("📱 Another phone");
    const other = await nadia.see("The operator has no steps for this phone");
    expect(other.text).toContain("Open the QR code on another screen");
    expect(JSON.stringify(other.reply_markup)).not.toContain("esimsetup");
  });

  it("says in Bengali when the supplier has its steps in English only", async () => {
    const { itt, ...open } = await openShop();
    const nadia = open.customer();
    await buyEsim(nadia);
    await speakBengali(nadia);
    await nadia.send("/install");
    await nadia.tap(/অ্যান্ড্রয়েড/);
    await nadia.see("শুধু ইংরেজিতে");
    expect(nadia.lastMessage().text).toContain("Galaxy");
    const asked = itt.control.calls().filter(({ operation }) => operation === "installation-instructions");
    expect(asked.map(({ body }) => body["preferred_language"])).toEqual(["bn"]);
  });

  it("shows the shop's own steps while the supplier is down, and the supplier's in Bengali once it answers", async () => {
    const { itt, ...open } = await openShop({ itt: { languages: ["en", "bn"] } });
    const nadia = open.customer();
    await buyEsim(nadia);
    itt.control.addFault({
      kind: "status500Before",
      operation: "installation-instructions",
      times: "always",
    });
    await nadia.send("/install");
    await nadia.tap(/Android/);
    await nadia.see("does not answer right now", { timeoutMs: 30_000 });
    await speakBengali(nadia);
    itt.control.clearFaults();
    await nadia.send("/install");
    await nadia.tap(/অ্যান্ড্রয়েড/);
    const { text } = await nadia.see("সিম ম্যানেজার");
    expect(text).toContain("ডেটা রোমিং চালু করুন");
    expect(text).not.toContain("শুধু ইংরেজিতে");
  });
});

describe("before the trip", () => {
  it("sends the picture at once to whoever travels today, and asks only then about the details", async () => {
    const { itt, ...open } = await openShop();
    const nadia = open.customer();
    await buyEsim(nadia);
    expect(nadia.transcript()).not.toContain("Keep these details");
    await nadia.tap("Today");
    await nadia.see("Save this picture now");
    await nadia.see("Keep these details");
    expect(readQr(nadia.photo())).toBe(
      `LPA:1$lpa.airalo.com$${itt.control.bookings()[0]?.eSims[0]?.matchingId}`,
    );
  });

  it("notes a day and says when the picture comes, in both languages", async () => {
    const nadia = (await openShop()).customer();
    await buyEsim(nadia);
    await nadia.tap("📅 Pick a date");
    await nadia.see("In which month");
    const months = nadia.buttons().filter(({ text }) => /\d{4}$/.test(text));
    expect(months).toHaveLength(12);
    await nadia.tap(months[1]?.text ?? "");
    await nadia.tap("15");
    await nadia.see("Noted: 15 ");
    await nadia.see("Keep these details");
    await speakBengali(nadia);
    await nadia.send("/install");
    await nadia.tap("💾 যাত্রার জন্য রাখুন");
    await nadia.see("ছবিটি এখনই সেভ করুন");
    expect(readQr(nadia.photo())).toMatch(/^LPA:1\$/);
  });
});

describe("a typed travel date", () => {
  it("is the answer to the open question, can be changed from the eSIM's card, and is no country", async () => {
    const nadia = (await openShop()).customer();
    await buyEsim(nadia);
    await nadia.tap("📅 Pick a date");
    const day = new Date(Date.now() + 20 * 86_400_000);
    const date = `${day.getUTCDate()} ${day.toLocaleString("en", { month: "long", timeZone: "UTC" })}`;
    await nadia.send(date);
    await nadia.see(`Noted: ${day.getUTCDate()} `);
    await nadia.see("Keep these details");
    expect(nadia.transcript()).not.toContain("did not find");
    await nadia.send("/esims");
    await nadia.tap(/^1\./);
    await nadia.tap("🗓 Travel date");
    await nadia.see("When do you travel");
    await nadia.send("01.01.2020");
    await nadia.see("within a year");
    await nadia.send("Today");
    await nadia.see("Save this picture now");
  });

  it("is understood in Bengali, digits and all, also a month alone", async () => {
    const nadia = (await openShop()).customer();
    await buyEsim(nadia);
    await speakBengali(nadia);
    const day = new Date(Date.now() + 20 * 86_400_000);
    const month = day.toLocaleString("bn", { month: "long", timeZone: "UTC" });
    await nadia.send(month);
    await nadia.see("কোন দিন?");
    await nadia.send(`${day.getUTCDate().toLocaleString("bn")} ${month}`);
    await nadia.see(`মনে রাখলাম: ${day.getUTCDate().toLocaleString("bn")} `);
    await nadia.send("/esims");
    await nadia.tap(/^১\./);
    await nadia.tap("🗓 যাত্রার তারিখ");
    await nadia.see("কবে যাচ্ছেন");
  });
});

describe("a machine that cannot draw", () => {
  it("gives everything in words, in both languages, and tells the operator", async () => {
    // The drawing library's own switch: where it is to load its native part from.
    const open = await openShop({ environment: { NAPI_RS_NATIVE_LIBRARY_PATH: "/absent/canvas.node" } });
    const nadia = open.customer();
    await buyEsim(nadia);
    await nadia.tap("Today");
    const { text, photo } = await nadia.see("When you arrive:");
    expect(photo).toBeUndefined();
    expect(text).toContain("lpa.airalo.com");
    expect(text).toContain(open.itt.control.bookings()[0]?.eSims[0]?.matchingId);
    await nadia.send("/usage");
    await nadia.see("As of");
    await speakBengali(nadia);
    await nadia.send("/install");
    await nadia.tap("💾 যাত্রার জন্য রাখুন");
    expect((await nadia.see("পৌঁছানোর পর:")).text).toContain("lpa.airalo.com");
    expect(open.log()).toContain("pictures.unavailable");
  });
});

describe("first aid", () => {
  it("reads the eSIM's own data, goes on until it helps, and passes what was tried to a person once", async () => {
    const open = await openShop({ itt: { apn: "manual" } });
    const { itt, telegram } = open;
    const staffId = telegram.control.addGroup({ title: "Support", memberIds: [] });
    open.environment["SUPPORT_CHAT_ID"] = String(staffId);
    await open.restart();
    const nadia = open.customer();
    await buyEsim(nadia);
    const iccid = itt.control.bookings()[0]?.eSims[0]?.iccid ?? "";
    itt.control.setUsage(iccid, { usedMb: 10 });
    await nadia.tap("🆘 It doesn't work");
    await nadia.tap("Yes, I am here");
    await nadia.tap("It won't install");
    await nadia.see("this eSIM is installed already");
    const offered = nadia.buttons().map(({ text }) => text);
    expect(offered).toEqual(["✅ Yes, it works", "💬 Talk to a person", "‹ Back"]);
    await nadia.tap("‹ Back");
    await nadia.tap("No data");
    await nadia.see("choose the new line for data");
    expect(nadia.lastMessage().text).toContain("Status at the operator: Active");
    await nadia.tap("➡️ No, what next?");
    await nadia.see("data roaming on");
    await nadia.tap("➡️ No, what next?");
    await nadia.see("globaldata");
    const { messageId } = await nadia.tap("💬 Talk to a person");
    await nadia.see("A person takes over.");
    // Staff have a group here: the letter goes there, with what was tried.
    expect(nadia.buttons()[0]?.text).toBe("💬 Write to us");
    expect(nadia.buttons()[0]?.callback_data).toBeTypeOf("string");
    const staff = await staffHears(telegram, staffId, "does not work");
    expect(staff).toContain(
      "Tried: looking for the installed line, line chosen for data, data roaming on, APN set by hand",
    );
    expect(staff).toContain(iccid.slice(-4));
    expect(staff).not.toContain(itt.control.bookings()[0]?.eSims[0]?.matchingId);
    const old = nadia.allOldButtons().filter(({ text }) => text === "💬 Talk to a person");
    await (await nadia.tapData(messageId, old.at(-1)?.callback_data ?? "")).answered();
    await sentAll(open);
    expect(staffMessages(telegram, staffId)).toHaveLength(1);
  });

  it("has installed first what the operator has not seen yet, in both languages", async () => {
    const nadia = (await openShop()).customer();
    await buyEsim(nadia);
    await nadia.tap("🆘 It doesn't work");
    await nadia.tap("Yes, I am here");
    await nadia.tap("No data");
    await nadia.see("Install it first.");
    await nadia.tap("➡️ No, what next?");
    await nadia.see("switch the new line on");
    await speakBengali(nadia);
    await nadia.send("/esims");
    await nadia.tap(/^১\./);
    await nadia.tap("🆘 কাজ করছে না");
    await nadia.tap("হ্যাঁ, এখানেই");
    await nadia.tap("সিগন্যাল নেই");
    await nadia.see("আগে ইনস্টল করুন");
    await nadia.tap("📲 ইনস্টল করুন", { inLast: true });
    await nadia.see("কোন ফোনে");
  });

  it("tells whoever is not there yet that no signal is as it should be, in Bengali", async () => {
    const nadia = (await openShop()).customer();
    await buyEsim(nadia);
    await speakBengali(nadia);
    await nadia.send("/esims");
    await nadia.tap(/^১\./);
    await nadia.tap("🆘 কাজ করছে না");
    await nadia.tap("না, এখনো নয়");
    await nadia.tap("সিগন্যাল নেই");
    await nadia.see("এটাই স্বাভাবিক");
    await nadia.tap("✅ হ্যাঁ, চলছে");
    await nadia.see("যাত্রা শুভ");
  });

  it("gives general advice while the supplier is down, and leads to a top-up where nothing is left", async () => {
    const shop = await openShop();
    const { itt } = shop;
    const nadia = shop.customer();
    await buyEsim(nadia);
    itt.control.addFault({ kind: "status500Before", operation: "data-usage", times: "always" });
    await nadia.tap("🆘 It doesn't work");
    await nadia.tap("Yes, I am here");
    await nadia.tap("Used up?");
    await nadia.see("so this is general advice", { timeoutMs: 30_000 });
    itt.control.clearFaults();
    itt.control.setUsage(itt.control.bookings()[0]?.eSims[0]?.iccid ?? "", { usedMb: 999_999 });
    // A silent supplier is asked again a minute later at the earliest.
    ageUsage(shop, nadia.id, 2);
    await nadia.tap("‹ Back");
    await nadia.tap("Used up?");
    await nadia.see("The data of this plan is used up");
    await nadia.tap("➕ Top up", { inLast: true });
    await nadia.see("Pick a top-up", { timeoutMs: 30_000 });
  });
});

type Telegram = Shop["telegram"];

function staffMessages(telegram: Telegram, chatId: number): readonly string[] {
  const { messages } = telegram.client.chat(chatId);
  return messages.flatMap(({ text, from }) => (from.is_bot && text ? [text] : []));
}

function staffHears(telegram: Telegram, chatId: number, words: string): Promise<string> {
  return waitUntil(() => staffMessages(telegram, chatId).find((text) => text.includes(words)), {
    what: "the staff to hear",
  });
}
