import { describe, expect, it } from "vitest";
import type { Customer } from "../support/customer.ts";
import { buy, say } from "../support/purchase.ts";
import { makeStaffRoom, type StaffRoom } from "../support/staff.ts";
import { textOf } from "../support/transcript.ts";
import { changeRows, newestOrder, readRows, sentAll } from "./support/database.ts";
import { useShop } from "./support/use-shop.ts";

const inLast = { inLast: true } as const;

describe("writing to a person", () => {
  let room: StaffRoom;
  const shop = useShop({
    prepare: (telegram) => {
      const made = makeStaffRoom(telegram);
      room = made.room;
      return made.environment;
    },
  });
  const staff = () => room.admin.inGroup(room.groupId);
  const letters = (customer: Customer) =>
    readRows<{ staff_id: number | null; order_id: string | null; body: string }>(
      shop(),
      "select * from support_messages where customer_id = ? order by created_at_ms",
      customer.id,
    );

  it("posts it with the order and what was tried, and brings the answer back", async () => {
    const nadia = shop().customer();
    await buy(nadia);
    await nadia.tap("Skip", { timeoutMs: 30_000 });
    await nadia.see("Keep these details");
    const { reference, id } = newestOrder(shop(), nadia.id);
    await say(nadia, "/esims", "Your eSIMs");
    await nadia.tap(/^1\. /, inLast);
    await nadia.see("Bought on", inLast);
    await nadia.tap("🆘 It doesn't work", inLast);
    await nadia.tap("Yes, I am here", inLast);
    await nadia.tap("No signal", inLast);
    await nadia.see("step 1 of", { timeoutMs: 20_000, inLast: true });
    await nadia.tap("💬 Talk to a person", inLast);
    await nadia.see("A person takes over.", inLast);
    await nadia.tap("💬 Write to us", inLast);
    await nadia.see(`Order ${reference} goes with it.`, inLast);
    await nadia.sendSticker();
    await nadia.see("Only text or a photo can be passed on.", inLast);
    await say(nadia, "[canary-letter] still nothing", `Passed on, with order ${reference}.`);

    const post = await staff().see("[canary-letter] still nothing");
    expect(textOf(post)).toContain(`Customer: ${nadia.id}\nOrder ${reference} · `);
    expect(textOf(post)).toMatch(/They say they are in .*\nTried: /);
    expect(textOf(post)).not.toMatch(/Jasim|330000|jasim@/);
    await staff().send("Switch the line off and on, please.", { replyToMessageId: post.message_id });
    const answer = await nadia.see("Switch the line off and on, please.");
    expect(textOf(answer)).toBe(
      `💬 Test Travel answers · order ${reference}\n\nSwitch the line off and on, please.`,
    );
    // Neither side's words are readable in the database or in the log, and the dialogue is over.
    expect(letters(nadia)).toMatchObject([
      { staff_id: null, order_id: id },
      { staff_id: room.admin.id, order_id: id },
    ]);
    for (const { body } of letters(nadia)) expect(body).toMatch(/^v1\./);
    expect(shop().log()).not.toContain("canary-letter");
    expect(
      readRows(shop(), "select action, order_id from audit where subject_id = ?", nadia.id),
    ).toContainEqual({ action: "support-reply", order_id: id });
    await nadia.tapOn(answer.message_id, "↩️ Write back");
    await nadia.see("What can we do for you?", inLast);
    await say(nadia, "It works, thank you", "Passed on");
    await staff().see("It works, thank you");
    // Words that look like data must not keep customers from their file.
    await say(nadia, "/export", /.*/);
    expect(shop().log()).not.toContain('"level":"error"');
  });

  it("passes photos on both ways, without an order too", async () => {
    const nadia = shop().customer();
    await say(nadia, "/help", "How can we help");
    await nadia.tap("💬 Write to us", inLast);
    await nadia.see("What can we do for you?", inLast);
    await nadia.sendPhoto({ caption: "x".repeat(501) });
    await nadia.see("The words under the photo are too long", inLast);
    await nadia.sendPhoto({ caption: "canary: is this my phone?" });
    await nadia.see("Passed on.", inLast);
    const post = await staff().see("canary: is this my phone?");
    expect(post.photo?.length).toBeGreaterThan(0);
    expect(textOf(post)).toContain("No order yet");
    await staff().send("y".repeat(3_001), { replyToMessageId: post.message_id });
    await staff().see("Not sent to the customer.");
    const inGroup = { chatId: room.groupId, replyToMessageId: post.message_id };
    shop().telegram.client.sendPhoto(room.admin.id, { caption: "It is." }, inGroup);
    const answer = await nadia.see("It is.");
    expect(textOf(answer)).toBe("💬 Test Travel answers\n\nIt is.");
    expect(answer.photo?.length).toBeGreaterThan(0);
  });

  it("takes five letters an hour of one customer, and says so plainly then", async () => {
    const nadia = shop().customer();
    for (const n of [1, 2, 3, 4, 5]) {
      await say(nadia, "/support", "What can we do for you?");
      await say(nadia, `Please hurry ${n}`, "Passed on");
    }
    const enough = await say(nadia, "/support", "You have written five times within an hour.");
    expect(enough.reply_markup?.inline_keyboard.flat().map(({ url }) => url)).toContain(
      "https://t.me/test_travel_help",
    );
    await nadia.send("Please hurry 6");
    await staff().see("Please hurry 5");
    expect(letters(nadia)).toHaveLength(5);
    changeRows(
      shop(),
      "update support_messages set created_at_ms = created_at_ms - 3600000 where customer_id = ?",
      nadia.id,
    );
    await say(nadia, "/support", "What can we do for you?");
    await say(nadia, "Please hurry 7", "Passed on");
    expect(staff().transcript()).not.toContain("Please hurry 6");
  });

  it("ignores a stranger's reply, and staff's replies to anything else", async () => {
    const nadia = shop().customer();
    await say(nadia, "/support", "What can we do for you?");
    await say(nadia, "for strangers", "Passed on.");
    const post = await staff().see("for strangers");
    const { length } = staff().messages();
    const guest = room.stranger.inGroup(room.groupId);
    const typed = await guest.send("Send me your codes", { replyToMessageId: post.message_id });
    await staff().send("between colleagues", { replyToMessageId: typed.message_id });
    await staff().send("in nobody's direction");
    await sentAll(shop());
    expect(nadia.transcript()).not.toMatch(/codes|colleagues|nobody/);
    expect(letters(nadia)).toHaveLength(1);
    expect(staff().messages()).toHaveLength(length + 3);
  });

  it("tells staff of a customer who has blocked the bot, and delivers when they come back", async () => {
    const nadia = shop().customer();
    await say(nadia, "/support", "What can we do for you?");
    await say(nadia, "then I left", "Passed on.");
    const post = await staff().see("then I left");
    await nadia.block();
    await staff().send("First answer", { replyToMessageId: post.message_id });
    const told = `Your answer has not reached the customer: ${nadia.id}`;
    const first = await staff().see(told);
    await staff().send("Second answer", { replyToMessageId: post.message_id });
    await staff().see(told, { afterId: first.message_id });
    expect(nadia.transcript()).not.toMatch(/First|Second/);
    await nadia.unblock();
    await nadia.send("/start");
    await nadia.see("First answer");
    await nadia.see("Second answer");
  });

  it("speaks Bengali", async () => {
    const nadia = shop().customer({ languageCode: "bn" });
    await say(nadia, "/language", "কোন ভাষা");
    await nadia.tap("বাংলা", inLast);
    await say(nadia, "/support", "আপনার জন্য কী করতে পারি?");
    await nadia.sendSticker();
    await nadia.see("শুধু লেখা বা ছবি পাঠানো যায়।", inLast);
    await say(nadia, "সিগন্যাল নেই", "জানিয়ে দিয়েছি।");
    const post = await staff().see("সিগন্যাল নেই");
    await staff().send("ফোনটি বন্ধ করে চালু করুন।", { replyToMessageId: post.message_id });
    expect(textOf(await nadia.see("ফোনটি বন্ধ করে চালু করুন।"))).toContain("Test Travel-এর উত্তর");
  });
});

describe("writing to a person without a support group", () => {
  const shop = useShop();

  it("names the contact instead, and takes no letter", async () => {
    const nadia = shop().customer();
    const { reply_markup: markup } = await say(nadia, "/support", "Write to us, a person will help.");
    expect(markup?.inline_keyboard[0]?.[0]).toMatchObject({ url: "https://t.me/test_travel_help" });
    // No dialogue waits: what is typed is a country.
    await say(nadia, "Japan", "How long");
    expect(readRows(shop(), "select id from support_messages")).toEqual([]);
  });
});
