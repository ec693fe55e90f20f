import { expect, it } from "vitest";
import { speakBengali } from "../support/care.ts";
import type { Customer } from "../support/customer.ts";
import { fillTraveller, say } from "../support/purchase.ts";
import { textOf } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";
import { sentAll } from "./support/database.ts";
import { ageEsims, hasBlocked, makeDue, sweepNow } from "./support/usage-rows.ts";
import { useShop } from "./support/use-shop.ts";

const DAY = 86_400_000;
const hour = new Date().getUTCHours();
/** Where it is day now, so that no quiet hours hold; the shop stands there too. */
const AWAKE =
  hour >= 3 && hour < 14
    ? { country: "Bangladesh", zone: "Asia/Dhaka" }
    : { country: "Mexico", zone: "America/Mexico_City" };

const shop = useShop({ environment: { SHOP_TIME_ZONE: AWAKE.zone } });

/** Buys an eSIM for where it is day and gives its ICCID. */
async function buyThere(customer: Customer): Promise<string> {
  const known = new Set(
    shop()
      .itt.control.bookings()
      .map(({ bookingId }) => bookingId),
  );
  await customer.send("/buy");
  await say(customer, AWAKE.country, "How long will you be there?");
  await customer.tap("A week");
  await customer.tap(/^[^∞]*GB · .* days · ৳/);
  await customer.see("Install within");
  await fillTraveller(customer);
  await customer.tap(/^✅ Confirm/);
  await customer.see("When do you travel", { timeoutMs: 30_000 });
  const booking = shop()
    .itt.control.bookings()
    .find(({ bookingId }) => !known.has(bookingId));
  return booking?.eSims[0]?.iccid ?? "";
}

const alertsIn = (customer: Customer): string[] =>
  customer
    .messages()
    .filter((message) => JSON.stringify(message.reply_markup ?? {}).includes("🔕"))
    .map((message) => textOf(message).split("\n")[0] ?? "");

it("tells each alert once, leads to the top-up with one tap, and keeps to the switches", async () => {
  const { control } = shop().itt;
  const nadia = shop().customer();
  const iccid = await buyThere(nadia);
  control.setUsage(iccid, { totalMb: 1000, usedMb: 910, expireAtMs: Date.now() + 2.5 * DAY });
  await sweepNow(shop(), nadia.id);
  await nadia.see("9 % left (90 MB of 1 GB)");
  await sweepNow(shop(), nadia.id);
  await nadia.tap(/^➕ Top up from ৳/);
  await nadia.see(/^Top up/, { inLast: true });
  const cheapest = nadia.buttons().find(({ text }) => text.includes("৳"))?.text ?? "";
  const told = nadia.allOldButtons().find(({ text }) => text.startsWith("➕ Top up from"))?.text ?? "";
  expect(cheapest.split(" · ").at(-1)).toBe(told.replace("➕ Top up from ", ""));

  await nadia.tap("🔕 Fewer alerts");
  await nadia.tap("🔔 Days left: on");
  await nadia.see("Alerts", { inLast: true });
  await nadia.tap("🔕 Days left: off", { inLast: true });
  await nadia.tap("🔔 Data: on", { inLast: true });
  await nadia.tap("🔕 Data: off", { inLast: true });
  await nadia.tap("🔔 Days left: on", { inLast: true });
  await nadia.tap("🔕 Days left: off", { inLast: true });
  await nadia.tap("🔔 Days left: on", { inLast: true });

  control.setUsage(iccid, { usedMb: 1000, expireAtMs: Date.now() + 0.9 * DAY });
  await sweepNow(shop(), nadia.id);
  await nadia.see("the data is used up.");
  await sentAll(shop());
  const alerts = alertsIn(nadia);
  expect(alerts.filter((alert) => alert.includes("% left"))).toHaveLength(1);
  expect(alerts.filter((alert) => alert.includes("ends in"))).toHaveLength(1);
});

it("reminds to install in time, tells an end, and offers the next trip, in Bengali", async () => {
  const { control } = shop().itt;
  const rafi = shop().customer({ firstName: "Rafi", phone: "+8801711111111" });
  const iccid = await buyThere(rafi);
  await speakBengali(rafi);
  const window = Number(/Install within: (\d+) days/.exec(rafi.transcript())?.[1] ?? "365");
  ageEsims(shop(), rafi.id, window - 10);
  await sweepNow(shop(), rafi.id);
  const install = await rafi.see(/-এর মধ্যে ইনস্টল করুন।\nসেই দিনের পর/);
  expect(install.reply_markup?.inline_keyboard.flat().map(({ text }) => text)).toContain("📲 ইনস্টল করুন");

  control.setUsage(iccid, { totalMb: 1000, usedMb: 750, expireAtMs: Date.now() + 20 * DAY });
  await sweepNow(shop(), rafi.id);
  await rafi.see("২৫% বাকি (১ জিবির মধ্যে ২৫০ এমবি)");
  await rafi.tap(/^➕ ৳.* থেকে টপ-আপ$/);
  await rafi.see(/টপ-আপ/, { inLast: true });

  control.setUsage(iccid, { status: "EXPIRED", expireAtMs: Date.now() - 3_600_000 });
  await sweepNow(shop(), rafi.id);
  const ended = await rafi.see("এই eSIM-এর মেয়াদ শেষ।");
  expect(textOf(ended)).toContain("এখন এটি ফোন থেকে মুছে ফেলতে পারেন।");
  await rafi.tapOn(ended.message_id, "🧳 পরের যাত্রার জন্য কিনুন");
  await rafi.see("কত দিন");
});

it("tells nothing to who blocked the bot, and goes on when they are back", async () => {
  const { control } = shop().itt;
  const mina = shop().customer({ firstName: "Mina", phone: "+8801722222222" });
  const iccid = await buyThere(mina);
  const looks = () =>
    control
      .calls()
      .filter(({ operation, body }) => operation === "data-usage" && body["eSim_iccid"] === iccid);
  await mina.block();
  await waitUntil(() => hasBlocked(shop(), mina.id), { what: "the shop to know of the block" });
  control.setUsage(iccid, { totalMb: 1000, usedMb: 760, expireAtMs: Date.now() + 20 * DAY });
  makeDue(shop(), mina.id);
  const other = shop().customer({ firstName: "Other", phone: "+8801733333333" });
  const others = await buyThere(other);
  control.setUsage(others, { totalMb: 1000, usedMb: 760, expireAtMs: Date.now() + 20 * DAY });
  await sweepNow(shop(), other.id);
  await other.see("24 % left");
  expect(looks()).toEqual([]);

  await mina.unblock();
  await say(mina, "/start", "Travel eSIMs by");
  await sweepNow(shop(), mina.id);
  await mina.see("24 % left");
  expect(alertsIn(mina)).toHaveLength(1);
});
