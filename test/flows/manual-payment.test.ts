import { describe, expect, it } from "vitest";
import { say } from "../support/purchase.ts";
import { makeStaffRoom, type StaffRoom } from "../support/staff.ts";
import { textOf } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";
import { changeRows, newestOrder, readRows } from "./support/database.ts";
import { createTransfers } from "./support/transfers.ts";
import { useShop } from "./support/use-shop.ts";

const inLast = { inLast: true } as const;
const PAYMENT_TEXT = "bKash 01700-000000 (merchant), reference: your order";

describe("paying by transfer", () => {
  let room: StaffRoom;
  const shop = useShop({
    environment: { PAYMENT_METHODS: "manual", PAYMENT_TEXT },
    prepare: (telegram) => {
      const made = makeStaffRoom(telegram);
      room = made.room;
      return made.environment;
    },
  });
  const staff = () => room.admin.inGroup(room.groupId);
  const { state, settled, ledgerOf, sum, postsFor, order, claim, press } = createTransfers(shop, staff);

  it("issues the eSIM once staff have seen the number's money", async () => {
    const nadia = shop().customer();
    const reference = await order(nadia);
    const due = await nadia.see("Please pay for order");
    expect(textOf(due)).toContain(PAYMENT_TEXT);
    expect(textOf(due)).toMatch(/We keep this order until .*\d\d:\d\d/);
    expect(state(nadia)).toBe("awaiting_payment");
    await nadia.tap("✅ I have paid");
    await nadia.see("What is the transaction number", inLast);
    await say(nadia, "I paid 500 taka yesterday", "That is not a transaction number.");
    await say(nadia, "TrxID: 8n7a 5b2c-1d", "We are looking for your payment");

    const { post } = await press(nadia, "✅ Paid, issue");
    expect(textOf(post)).toContain("Transaction number: 8N7A5B2C1D");
    expect(textOf(post)).toContain(reference);
    await nadia.see("Your payment is here.");
    await nadia.seePhoto({ timeoutMs: 30_000 });
    await settled(nadia, "delivered");
    expect(postsFor(nadia).map(textOf)).toEqual([
      expect.stringContaining(`is paid: Nasrin (${room.admin.id}) has seen the money`),
    ]);
    expect(ledgerOf(nadia).map(({ kind }) => kind)).toEqual(["payment", "sale"]);
    expect(sum(ledgerOf(nadia))).toBe(0);
    // An old button decides nothing more.
    const payment = readRows<{ id: string }>(
      shop(),
      "select id from payments where customer_id = ?",
      nadia.id,
    );
    const again = await staff().tapData(post.message_id, `staff-decline-for:${payment[0]?.id}`);
    await again.answered();
    expect(shop().itt.control.ledger()).toHaveLength(1);
  });

  it("takes a photo, shows it to staff, and tells the customer where it stands meanwhile", async () => {
    const nadia = shop().customer();
    const reference = await order(nadia);
    await say(nadia, "/orders", reference);
    await nadia.tap(/^1\. /, inLast);
    await nadia.tap("💰 How to pay", inLast);
    await nadia.see("Please pay for order", inLast);
    await nadia.tap("✅ I have paid", inLast);
    await nadia.see("What is the transaction number", inLast);
    await nadia.sendPhoto();
    await nadia.see("We are looking for your payment", inLast);

    const { post } = await press(nadia, "❌ Decline");
    expect(post.photo?.length).toBeGreaterThan(0);
    expect(textOf(post)).toContain("Proof: the photo above");
    await staff().see("Why not? The customer reads it");
    await press(nadia, "‹ Back");
    await say(nadia, "/orders", "we are looking for your payment");
    await nadia.tap(/^1\. /, inLast);
    await nadia.see("· we are looking for your payment", inLast);
    await nadia.see("a colleague is looking for it", inLast);
    await say(nadia, "/cancel", "We are looking for your payment");
    await nadia.tapOn((await nadia.see("Please pay for order")).message_id, "✖️ Cancel the order");
    await nadia.seeAnswer("This menu is from earlier");
    expect(state(nadia)).toBe("awaiting_payment");

    await press(nadia, "✅ Paid, issue");
    await nadia.see("is ready", { timeoutMs: 30_000 });
    await settled(nadia, "delivered");
  });

  it.each(["KCW-ADK", "4T7-29X"])(
    "knows the order by its reference, letters alone too: %s",
    async (reference) => {
      const [nadia, karim] = [shop().customer(), shop().customer({ firstName: "Karim" })];
      const drawn = await order(nadia);
      changeRows(shop(), "update orders set reference = ? where reference = ?", reference, drawn);
      await say(nadia, "Thailand", "How long");
      await say(nadia, reference.replace("-", " ").toLowerCase(), "Please pay for order");
      await nadia.tap("✅ I have paid", inLast);
      await say(nadia, reference, "That is not a transaction number.");
      await say(karim, reference, "I did not find that country.");
      await say(nadia, "/help", "How can we help");
      await say(nadia, "is it ready?", "Please pay for order");
      await say(karim, "is it ready?", "I did not find that country.");
    },
  );

  it("takes a number or a photo that comes without the button", async () => {
    const [typing, showing] = [shop().customer(), shop().customer({ firstName: "Karim" })];
    await order(typing);
    await say(typing, "10GB", "What is the transaction number");
    await say(typing, "/help", "How can we help");
    await say(typing, "TrxID 9K2L5M7N1P", "We are looking for your payment");
    const { post } = await press(typing, "✅ Paid, issue");
    expect(textOf(post)).toContain("Transaction number: 9K2L5M7N1P");
    await order(showing);
    await say(showing, "9K2L5M7N1P", "That number was already sent for another order.");
    await say(showing, "/help", "How can we help");
    await showing.sendPhoto();
    await showing.see("We are looking for your payment", inLast);
    expect((await press(showing, "❌ Decline")).post.photo?.length).toBeGreaterThan(0);
  });

  it("loses no proof while staff are looking: caption, further photo, number and words reach them", async () => {
    const nadia = shop().customer();
    await order(nadia);
    await nadia.sendPhoto({ caption: "TrxID 7K8A5B2C1D" });
    await nadia.see("We are looking for your payment");
    const { post } = await press(nadia, "❌ Decline");
    expect(textOf(post)).toContain("Transaction number: 7K8A5B2C1D");
    expect(textOf(post)).toContain("Proof: the photo above");
    await press(nadia, "‹ Back");
    await nadia.tapOn((await nadia.see("Please pay for order")).message_id, "✅ I have paid");
    await nadia.seeAnswer("You have told us. A colleague is looking for your payment.");
    await nadia.sendPhoto({ caption: "from my brother's phone" });
    await nadia.see("Passed on.");
    const letter = await staff().see("from my brother's phone");
    expect(letter.photo?.length).toBeGreaterThan(0);
    expect(textOf(letter)).toContain(newestOrder(shop(), nadia.id).reference);

    const karim = shop().customer({ firstName: "Karim" });
    await order(karim);
    await say(karim, "88888TT", "88888TT looks too short for a transaction number.");
    await karim.sendPhoto();
    await karim.see("We are looking for your payment", inLast);
    await say(karim, "6P5A5B2C1D", "Passed on.");
    await staff().see("The customer has sent more");
    expect(textOf((await press(karim, "✅ Paid, issue")).post)).toContain("Transaction number: 6P5A5B2C1D");
  });

  it("says that a photo could not be shown where Telegram refuses it, and writes the decision there", async () => {
    const nadia = shop().customer();
    await order(nadia);
    shop().telegram.control.failNext({
      method: "sendPhoto",
      fault: { kind: "refuse", code: 400, description: "Bad Request: wrong file identifier" },
    });
    await nadia.sendPhoto();
    await staff().see("a photo that Telegram did not let us show here");
    const { post } = await press(nadia, "❌ Decline");
    expect(textOf(post)).not.toContain("the photo above");
    await press(nadia, "Unreadable");
    await staff().see(`declined by Nasrin (${room.admin.id}) (Unreadable)`);
    await nadia.see("We could not read it.");
  });

  it("says why it was declined, and takes the right number then", async () => {
    const nadia = shop().customer();
    await order(nadia);
    await claim(nadia, "WRONG12345");
    await press(nadia, "❌ Decline");
    await press(nadia, "Another amount");
    await nadia.see("We could not accept this payment.");
    const declined = await nadia.see(/You sent another amount than ৳[\d,.]+\. Write to us/);
    await staff().see(`declined by Nasrin (${room.admin.id}) (Another amount)`);
    expect(postsFor(nadia)).toHaveLength(1);
    await nadia.tapOn(declined.message_id, "✅ I have paid");
    await nadia.see("What is the transaction number", inLast);
    await say(nadia, "RIGHT12345", "We are looking for your payment");
    await press(nadia, "✅ Paid, issue");
    await nadia.see("is ready", { timeoutMs: 30_000 });
    await settled(nadia, "delivered");
    const rows = readRows<{ state: string; decided_by: number }>(
      shop(),
      "select state, decided_by from payments where customer_id = ? order by created_at_ms",
      nadia.id,
    );
    expect(rows).toEqual([
      { state: "declined", decided_by: room.admin.id },
      { state: "received", decided_by: room.admin.id },
    ]);
  });

  it("counts a number once over all orders", async () => {
    const [first, second] = [shop().customer(), shop().customer({ firstName: "Karim" })];
    await order(first);
    await claim(first, "ONCE-1234");
    await order(second);
    await second.tap("✅ I have paid");
    await second.see("What is the transaction number", inLast);
    await say(second, "trxid once1234", "That number was already sent for another order.");
    await press(first, "❌ Decline");
    await press(first, "No such payment");
    await first.see("We could not find this payment.");
    // Declined, it is free again: whoever mistyped it must not keep it from its owner.
    await say(second, "once1234", "We are looking for your payment");
    await waitUntil(() => postsFor(second).length === 1, { what: "the second customer's post" });
  });

  it("answers a stranger's press as a button that does not exist", async () => {
    const nadia = shop().customer();
    await order(nadia);
    await claim(nadia, "STRANGER99");
    const guest = room.stranger.inGroup(room.groupId);
    const { post, tap } = await press(nadia, "✅ Paid, issue", guest);
    const unknown = await guest.tapData(post.message_id, "no-such-button");
    const [answer, other] = [await tap.answered(), await unknown.answered()];
    expect({ ...answer, queryId: "" }).toEqual({ ...other, queryId: "" });
    expect(state(nadia)).toBe("awaiting_payment");
    // Nor does it help to press it elsewhere, staff or not.
    const paid = post.reply_markup?.inline_keyboard[0]?.[0]?.callback_data ?? "";
    for (const who of [nadia, room.admin]) {
      const { message_id } = await say(who, "/help", "How can we help");
      await (await who.tapData(message_id, paid)).answered();
    }
    expect(state(nadia)).toBe("awaiting_payment");
    expect(postsFor(nadia).map(textOf)).toEqual([textOf(post)]);
  });

  it("never ends while a claim is open, and ends when none is", async () => {
    const [patient, silent] = [shop().customer(), shop().customer({ firstName: "Karim" })];
    await order(patient);
    await claim(patient, "PATIENT123");
    await order(silent);
    for (const { id } of [patient, silent].map(({ id }) => newestOrder(shop(), id))) {
      changeRows(shop(), "update orders set payment_due_at_ms = 1 where id = ?", id);
      changeRows(shop(), "update jobs set run_at_ms = 0 where kind = 'payment-deadline' and key = ?", id);
    }
    await silent.see("has ended: no payment came in time");
    expect(state(silent)).toBe("expired");
    expect(state(patient)).toBe("awaiting_payment");
    const { message_id } = await silent.see("Please pay for order");
    await silent.tapOn(message_id, "✅ I have paid");
    await silent.see("Did you pay after all?", inLast);
    await say(silent, "/help", "How can we help");
    await say(silent, "LATE55555", "Did you pay after all?");
    expect(silent.transcript()).not.toContain("This order was cancelled");
    expect(readRows(shop(), "select id from payments where customer_id = ?", silent.id)).toEqual([]);
    await press(patient, "✅ Paid, issue");
    await patient.see("is ready", { timeoutMs: 30_000 });
  });

  it("lets the customer give up before paying", async () => {
    const nadia = shop().customer();
    await order(nadia);
    await nadia.tap("✖️ Cancel the order");
    await nadia.see("is cancelled", inLast);
    expect(state(nadia)).toBe("cancelled");
    expect(ledgerOf(nadia)).toEqual([]);
  });

  it("speaks Bengali all the way", async () => {
    const nadia = shop().customer();
    await order(nadia);
    await say(nadia, "/language", "Which language");
    await nadia.tap("বাংলা", inLast);
    const due = await nadia.see("Please pay for order");
    await nadia.tapOn(due.message_id, "✅ I have paid");
    await nadia.see("ট্রানজ্যাকশন নম্বর কত?", inLast);
    await say(nadia, "টাকা দিয়েছি", "এটি ট্রানজ্যাকশন নম্বর নয়।");
    await say(nadia, "BN১২৩৪৫", "আমরা আপনার পাঠানো টাকা খুঁজে দেখছি।");
    await press(nadia, "❌ Decline");
    await press(nadia, "Unreadable");
    await nadia.see("এটি পড়া যায়নি।");
    await nadia.tap("💰 কীভাবে টাকা দেব");
    await nadia.see(PAYMENT_TEXT, inLast);
    await nadia.tap("✅ টাকা পাঠিয়েছি", inLast);
    await nadia.see("ট্রানজ্যাকশন নম্বর কত?", inLast);
    await say(nadia, "BN67890", "আমরা আপনার পাঠানো টাকা খুঁজে দেখছি।");
    await press(nadia, "✅ Paid, issue");
    await nadia.see("আপনার টাকা পেয়েছি।");
    await nadia.seePhoto({ timeoutMs: 30_000 });
  });
});
