import { describe, expect, it, test } from "vitest";
import { createCareSpeech } from "../../../../conversations/care.ts";
import { createTranslator } from "../../../../src/i18n/index.ts";
import { createCustomers, createEsims, createTrips } from "../../../../src/services/index.ts";
import { isAbout, type Intent } from "../../../../src/services/ports/index.ts";
import type { Storage } from "../../../../src/storage/index.ts";
import { drawOfflineCard, layOutOfflineCard } from "../../../../src/telegram/pictures/offline-card.ts";
import { readQr } from "../../../browser/read-qr.ts";
import { readText } from "../../screens/read-screen.ts";
import { anEsim, openNew, orderIn, silent } from "../../storage/fixtures.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Saturday, 21 November 2026, three in the afternoon in Dhaka. */
const NOW = Date.UTC(2026, 10, 21, 9);
const OWNER = 1001;

/** A delivered order with two eSIMs, and the care for its trip on a clock of its own. */
async function tripOf({ timeZone = "Asia/Dhaka", nowMs = NOW } = {}) {
  const storage: Storage = await openNew();
  const clock = { now: () => nowMs };
  const order = await orderIn(storage, "sending");
  const ids = ["8910300000005133881", "8910300000005133882"];
  const esims = ids.map((iccid, n) =>
    anEsim(order, { iccid, position: n + 1, lpa: `LPA:1$smdp.example.com$CODE-${n + 1}` }),
  );
  const move = { orderId: order.id, detail: "", nowMs };
  await storage.orders.transition({ ...move, from: ["sending"], to: "issued", esims });
  await storage.orders.transition({ ...move, from: ["issued"], to: "delivered" });
  const trips = createTrips({
    trips: storage.trips,
    orders: storage.orders,
    esims: storage.esims,
    jobs: storage.jobs,
    outbox: storage.outbox,
    clock,
    timeZone,
    wake: () => undefined,
  });
  const speech = createCareSpeech({
    esims: createEsims({ esims: storage.esims, orders: storage.orders, clock, logger: silent }),
    customers: createCustomers({ customers: storage.customers, orders: storage.orders }),
    trips,
    tripStore: storage.trips,
    trouble: { report: async () => undefined },
    translatorFor: (chosen) => createTranslator(chosen === "bn" ? "bn" : "en"),
    supportContact: "https://t.me/test_travel_help",
    shopTimeZone: timeZone,
  });
  return {
    storage,
    order,
    trips,
    speech,
    jumpTo: (ms: number) => {
      nowMs = ms;
    },
    say: (date: string) => trips.answer(OWNER, order.id, { kind: "date", date }),
    /** Runs the trip's job as the runner would, where it is due. */
    async runDueJob(): Promise<boolean> {
      const [job] = await storage.jobs.claim("test", nowMs, nowMs + 1, 1);
      if (!job) return false;
      const next = await trips.run(job.key);
      if ("again" in next) await storage.jobs.postpone(job, "test", next.again, null);
      else await storage.jobs.finish(job, "test");
      return true;
    },
    /** What was queued since the last look; it is taken as sent. */
    async queued(): Promise<readonly Intent[]> {
      const all: Intent[] = [];
      for (;;) {
        const [intent] = await storage.outbox.claim("test", nowMs, nowMs + 1, 1);
        if (!intent) return all;
        all.push(intent);
        await storage.outbox.markSent(intent.id, "test", nowMs);
      }
    },
  };
}

const kinds = (intents: readonly Intent[]) => intents.map(({ kind }) => kind);

describe("a date", () => {
  it("is remembered, and the day before at ten one picture of each eSIM comes, once", async () => {
    const trip = await tripOf();
    const remindAtMs = Date.UTC(2026, 11, 23, 4);
    expect(await trip.say("2026-12-24")).toMatchObject({
      kind: "later",
      travelsOn: "2026-12-24",
      remindAtMs,
    });
    expect(kinds(await trip.queued())).toEqual(["after-delivery"]);
    trip.jumpTo(remindAtMs - 1);
    expect(await trip.runDueJob()).toBe(false);
    trip.jumpTo(remindAtMs);
    expect(await trip.runDueJob()).toBe(true);
    await trip.trips.run(trip.order.id);
    expect(kinds(await trip.queued())).toEqual(["offline-card", "offline-card"]);
    trip.jumpTo(remindAtMs + 30 * DAY);
    expect(await trip.runDueJob()).toBe(false);
  });

  test.each([
    ["en", "You travel to 🇹🇷 Türkiye on 24 Dec 2026.", "When you arrive:", "2. Turn data roaming on"],
    ["bn", "২৪ ডিসে", "পৌঁছানোর পর:", "ডেটা রোমিং চালু করুন"],
  ])("is told with the picture, whose QR code and codes are this eSIM's (%s)", async (language, ...said) => {
    const [caption, arrive, roaming] = said;
    const trip = await tripOf();
    await trip.storage.customers.update(OWNER, { chosenLanguage: language });
    await trip.say("2026-12-24");
    await trip.queued();
    trip.jumpTo(Date.UTC(2026, 11, 23, 4));
    await trip.runDueJob();
    const [, second] = await trip.queued();
    const telling = second && isAbout(second, "care") ? await trip.speech.tell(second) : undefined;
    const card = telling?.screen.offlineCard;
    if (!telling || !card) throw new Error("no picture is told");
    expect(readText(telling.screen)).toContain(caption);
    expect(readQr(Buffer.from(await drawOfflineCard(card)))).toBe("LPA:1$smdp.example.com$CODE-2");
    const lines = layOutOfflineCard(card).lines.map(({ text }) => text);
    expect(lines).toEqual(expect.arrayContaining(["smdp.canary.example", "MATCHING-ID-CANARY", arrive]));
    expect(lines.join(" ")).toContain(roaming);
    expect(lines.join(" ")).toContain("internet");
    expect(lines.join(" ")).toContain("Turkcell");
    expect(lines.join(" ")).toContain("t.me/test_travel_help");
  });

  it("may be moved earlier and later, or taken back", async () => {
    const trip = await tripOf();
    await trip.say("2026-12-24");
    await trip.say("2026-12-10");
    await trip.queued();
    trip.jumpTo(Date.UTC(2026, 11, 9, 3));
    await trip.say("2026-12-20");
    trip.jumpTo(Date.UTC(2026, 11, 9, 4));
    await trip.runDueJob();
    expect(await trip.queued()).toEqual([]);
    trip.jumpTo(Date.UTC(2026, 11, 19, 4));
    await trip.runDueJob();
    expect(kinds(await trip.queued())).toEqual(["offline-card", "offline-card"]);

    const other = await tripOf();
    await other.say("2026-12-24");
    await other.trips.answer(OWNER, other.order.id, { kind: "skip" });
    await other.queued();
    other.jumpTo(Date.UTC(2026, 11, 23, 4));
    await other.runDueJob();
    expect(await other.queued()).toEqual([]);
  });

  it("of tomorrow brings the picture now, unless it is not ten yet", async () => {
    const afternoon = await tripOf();
    expect(await afternoon.say("2026-11-22")).toMatchObject({ kind: "now" });
    expect(kinds(await afternoon.queued())).toEqual(["offline-card", "offline-card", "after-delivery"]);
    const morning = await tripOf({ nowMs: NOW - 6 * HOUR });
    expect(await morning.say("2026-11-22")).toMatchObject({ kind: "later", remindAtMs: NOW - 5 * HOUR });
  });

  it("counts by the shop's calendar, also where its clocks change in the night before", async () => {
    // 23:30 UTC is the next morning in Dhaka: "today" is the 22nd there.
    const night = await tripOf({ nowMs: Date.UTC(2026, 10, 21, 23, 30) });
    expect(night.trips.today()).toBe("2026-11-22");
    expect(await night.say("2026-11-21")).toMatchObject({ kind: "not-a-day" });
    const berlin = await tripOf({ timeZone: "Europe/Berlin", nowMs: Date.UTC(2026, 9, 1) });
    expect(await berlin.say("2026-10-26")).toMatchObject({ remindAtMs: Date.UTC(2026, 9, 25, 9) });
    expect(await berlin.say("2026-10-25")).toMatchObject({ remindAtMs: Date.UTC(2026, 9, 24, 8) });
  });

  it("that is none, is over or is too far away is refused, and nothing is noted", async () => {
    const trip = await tripOf();
    for (const date of ["2026-11-20", "2027-11-23", "2027-02-29", "2026-13-01", "24-12-2026", "", "tomorrow"])
      expect(await trip.say(date), date).toMatchObject({ kind: "not-a-day" });
    expect(await trip.storage.trips.get(trip.order.id)).toBeUndefined();
    expect(await trip.queued()).toEqual([]);
  });

  it("that is over when the shop wakes up brings no picture any more", async () => {
    const trip = await tripOf();
    await trip.say("2026-12-24");
    await trip.queued();
    trip.jumpTo(Date.UTC(2026, 11, 25, 4));
    await trip.runDueJob();
    expect(await trip.queued()).toEqual([]);
  });
});

test.each(["today", "this-week"] as const)(
  "%s brings the picture at once, and only then the next question",
  async (kind) => {
    const trip = await tripOf();
    expect(await trip.trips.answer(OWNER, trip.order.id, { kind })).toMatchObject({ kind: "now" });
    const intents = await trip.queued();
    expect(kinds(intents)).toEqual(["offline-card", "offline-card", "after-delivery"]);
    // No date was given, so none is repeated.
    const [first] = intents;
    const telling = first && isAbout(first, "care") ? await trip.speech.tell(first) : undefined;
    expect(telling && readText(telling.screen)).toMatch(/^Save this picture now\./);
  },
);

it("takes a typed date for every trip that is open or to come, and for nobody else's", async () => {
  // The orders of the fixtures are of June 2025.
  const nowMs = Date.UTC(2025, 10, 21, 9);
  const trip = await tripOf({ nowMs });
  const { trips, storage, order } = trip;
  const second = await orderIn(storage, "delivered", { countryCode: "JP" });
  const meant = async (typed: string, customerId = OWNER) =>
    (await trips.readTyped(customerId, typed))?.orders.map(({ id }) => id).sort();
  expect(await meant("৩০ নভেম্বর")).toEqual([order.id, second.id].sort());
  expect(await trips.readTyped(OWNER, "Thailand")).toBeUndefined();
  expect(await meant("30 November", OWNER + 1)).toBeUndefined();
  await trips.answer(OWNER, order.id, { kind: "today" });
  await trips.answer(OWNER, second.id, { kind: "date", date: "2025-12-24" });
  trip.jumpTo(nowMs + DAY);
  expect(await meant("30 November")).toEqual([second.id]);
  trip.jumpTo(nowMs + 60 * DAY);
  expect(await meant("30 November")).toBeUndefined();
});

it("asks the next question by itself where this one is never answered", async () => {
  const trip = await tripOf();
  await trip.storage.jobs.enqueue({ kind: "trip", key: trip.order.id, runAtMs: NOW + DAY });
  trip.jumpTo(NOW + DAY);
  await trip.runDueJob();
  expect(kinds(await trip.queued())).toEqual(["after-delivery"]);
});

it("gives the same answer for somebody else's order as for an absent one, and tells no other chat", async () => {
  const trip = await tripOf();
  const answer = { kind: "today" } as const;
  expect(await trip.trips.answer(OWNER + 1, trip.order.id, answer)).toEqual({ kind: "no-order" });
  expect(await trip.trips.answer(OWNER, "absent", answer)).toEqual({ kind: "no-order" });
  expect(await trip.queued()).toEqual([]);
  await trip.trips.answer(OWNER, trip.order.id, answer);
  const [intent] = await trip.queued();
  if (!intent || !isAbout(intent, "care")) throw new Error("the picture was to be queued");
  expect(await trip.speech.tell({ ...intent, chatId: OWNER + 1 })).toBeUndefined();
});
