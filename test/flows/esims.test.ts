import { expect, it } from "vitest";
import { readQr } from "../browser/read-qr.ts";
import { speakBengali } from "../support/care.ts";
import type { Customer } from "../support/customer.ts";
import { buy, choosePlan, decodeQr, fillTraveller, JASIM, say } from "../support/purchase.ts";
import { textOf } from "../support/transcript.ts";
import { newestOrder, readRows } from "./support/database.ts";
import { useShop } from "./support/use-shop.ts";

const shop = useShop();

/** What the supplier issued for the purchases under an e-mail address, as the booking asked for it. */
function issuedTo(email: string) {
  const { control } = shop().itt;
  const trackingIds = control
    .calls()
    .filter(({ operation, body }) => operation === "create-booking" && body["email_address"] === email)
    .map(({ body }) => body["booking_tracking_id"]);
  return control.bookings().filter(({ trackingId }) => trackingIds.includes(trackingId));
}

/** The LPA strings of every picture in the chat. */
function scanAll(customer: Customer): string[] {
  const photos = customer.messages().flatMap(({ photo }) => photo?.at(-1)?.file_id ?? []);
  return photos.map((id) => readQr(shop().telegram.client.file(id)?.bytes ?? Buffer.alloc(0)));
}

const iccidsOf = (chatId: number): string[] =>
  readRows<{ iccid: string }>(
    shop(),
    "select iccid from esims where chat_id = ? order by position",
    chatId,
  ).map(({ iccid }) => iccid);

async function buyThree(customer: Customer, email: string): Promise<void> {
  await choosePlan(customer);
  await customer.tap("➕");
  await customer.see("2 × ৳");
  await customer.tap("➕");
  await customer.see("3 × ৳");
  await fillTraveller(customer, { ...JASIM, email });
  expect(customer.lastMessage().text).toContain("× 3");
  await customer.tap(/^✅ Confirm/);
}

it("lists the ICCIDs of a chat from the database after a restart", async () => {
  const email = "restart@example.com";
  const nadia = shop().customer();
  await buy(nadia, { ...JASIM, email });
  await nadia.tap("Skip", { timeoutMs: 30_000 });
  await nadia.see("Keep these details");
  await shop().stop();
  const issued = issuedTo(email).flatMap(({ eSims }) => eSims.map(({ iccid }) => iccid));
  expect(issued).toHaveLength(1);
  expect(iccidsOf(nadia.id)).toEqual(issued);
  await shop().start();
  await say(nadia, "/esims", `…${issued[0]?.slice(-4)}`);
});

it("shows an eSIM again: its QR image, its steps and first aid", async () => {
  const nadia = shop().customer();
  await buy(nadia);
  await nadia.tap("Skip", { timeoutMs: 30_000 });
  await nadia.see("Keep these details");
  const lpa = decodeQr(nadia);
  await say(nadia, "/esims", "Your eSIMs");
  const { message_id: afterId } = nadia.lastMessage();
  await nadia.tap(/^1\. /);
  await nadia.see("Bought on", { inLast: true });
  await nadia.tap("📲 Install");
  await nadia.tap(/iPhone or iPad/);
  const steps = await nadia.see("With the QR code");
  expect(steps.text).toContain("iPhone");
  expect(steps.text).not.toMatch(/<\w+|airalo|support@/i);
  await nadia.tap("🆘 It doesn't work");
  await nadia.see("Are you in");
  await nadia.tap("Yes, I am here");
  await nadia.tap("💬 Talk to a person");
  const person = await nadia.see("Write to us, a person will help.");
  expect(person.text).toContain(newestOrder(shop(), nadia.id).reference);
  await nadia.tap("‹ Back");
  await nadia.see("Bought on");
  await nadia.tap("🔁 Send the QR again");
  await nadia.seePhoto({ afterId });
  expect(decodeQr(nadia)).toBe(lpa);
  expect(newestOrder(shop(), nadia.id).attempts).toBe(1);
});

it("tells the steps in its own words where the supplier does not answer", async () => {
  const nadia = shop().customer();
  await buy(nadia);
  shop().itt.control.addFault({ kind: "refused", operation: "installation-instructions" });
  const tap = await nadia.tap("📖 Step by step");
  await tap.answered();
  await nadia.tap(/iPhone or iPad/);
  await nadia.see("Settings › Cellular (or Mobile Service) › Add eSIM");
});

it("shows no eSIM to somebody else", async () => {
  const nadia = shop().customer();
  await buy(nadia);
  const rafiq = shop().customer({ firstName: "Rafiq" });
  await say(rafiq, "/esims", "You have no eSIM yet.");
});

it("delivers three for three times the price, charged once", async () => {
  const email = "three@example.com";
  const nadia = shop().customer();
  await buyThree(nadia, email);
  await nadia.see("⏳ Ordering your 3 eSIMs");
  await nadia.see("✅ Your 3 eSIMs for");
  const [booking, ...more] = issuedTo(email);
  expect(more).toEqual([]);
  const wanted = booking?.eSims.map(({ matchingId }) => `LPA:1$lpa.airalo.com$${matchingId}`) ?? [];
  expect(wanted).toHaveLength(3);
  await expect.poll(() => scanAll(nadia), { timeout: 10_000 }).toEqual(wanted);
  expect(new Set(iccidsOf(nadia.id)).size).toBe(3);
  const charges = shop()
    .itt.control.ledger()
    .filter(({ bookingId }) => bookingId === booking?.bookingId);
  expect(charges.map(({ amountMinor }) => amountMinor)).toEqual([3 * (booking?.purchaseMinor ?? 0)]);
  expect(newestOrder(shop(), nadia.id).charged_minor).toBe(3 * (booking?.sellMinor ?? 0));

  // Each is named on its own card, and the name can be changed.
  const second = await nadia.see("eSIM 2 of 3 for");
  await nadia.tapOn(second.message_id, "🏷 Name it");
  await nadia.see(/^2 of 3 · .*\nWhose is it\?/, { inLast: true });
  await say(nadia, "for my daughter", /2 of 3 · 🏷 for my daughter/);
  await nadia.tap("🏷 Name it", { inLast: true });
  await nadia.see("Its name now: for my daughter", { inLast: true });
  await say(nadia, "for Anika", /2 of 3 · 🏷 for Anika/);
  expect(textOf(await say(nadia, "/esims", "Your eSIMs"))).toMatch(/\n2\. .*, for Anika · /);
});

it("lists many eSIMs in pages, in Bengali", async () => {
  const nadia = shop().customer();
  await choosePlan(nadia);
  for (let quantity = 2; quantity <= 7; quantity += 1) {
    await nadia.tap("➕");
    await nadia.see(`${quantity} × ৳`);
  }
  await fillTraveller(nadia);
  await nadia.tap(/^✅ Confirm/);
  await nadia.see("When do you travel", { timeoutMs: 30_000 });
  await speakBengali(nadia);
  const first = await say(nadia, "/esims", "আপনার eSIM");
  expect(textOf(first)).toContain("৬. ");
  expect(textOf(first)).not.toContain("৭. ");
  await nadia.tap("›", { inLast: true });
  await nadia.tap(/^৭\. /, { inLast: true });
  await nadia.see("৭টির মধ্যে ৭ নম্বর", { inLast: true });
});

it("delivers what came where fewer came, says that the rest is checked, and delivers it later", async () => {
  const email = "short@example.com";
  const nadia = shop().customer();
  shop().itt.control.addFault({ kind: "shortIssue", operation: "create-booking" });
  await buyThree(nadia, email);
  await nadia.see("2 of your 3 eSIMs came.");
  await expect.poll(() => scanAll(nadia), { timeout: 10_000 }).toHaveLength(2);
  expect(newestOrder(shop(), nadia.id).state).toBe("unknown");
  const [booking] = issuedTo(email);
  shop().itt.control.completeBooking(booking?.bookingId ?? "");
  await nadia.see("✅ Your 3 eSIMs for", { timeoutMs: 20_000 });
  expect(new Set(scanAll(nadia)).size).toBe(3);
  expect(scanAll(nadia)).toHaveLength(3);
  await nadia.tap("Skip", { timeoutMs: 30_000 });
  await nadia.see("Keep these details");
  expect(newestOrder(shop(), nadia.id).state).toBe("delivered");
  expect(issuedTo(email)).toHaveLength(1);
});
