import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "../../../chaos/support/order-desk.ts";
import { openTopupDesk, type TopupDesk } from "../../../chaos/support/topup-desk.ts";

const onPost = { operation: "create-topup-booking" } as const;
const LOST = { kind: "resetBeforeCommit" } as const;
const REFUSED = { kind: "refused", reason: "The operator said something new" } as const;

type Fault = Parameters<TopupDesk["itt"]["control"]["addFault"]>[0];

/** A top-up that is `unknown`: its one POST met `fault`, or was answered with the bare success. */
async function anUnknownTopup(
  fault: Fault | null,
  options: Parameters<typeof openTopupDesk>[0] = {},
): Promise<{ desk: TopupDesk; id: string }> {
  const desk = await openTopupDesk(options);
  desk.itt.control.setUsage(desk.iccid, { usedMb: 100 });
  const id = await desk.confirm();
  if (fault) desk.itt.control.addFault({ ...fault, ...onPost });
  await desk.pass(0);
  expect((await desk.order(id)).state).toBe("unknown");
  return { desk, id };
}

function mute(desk: TopupDesk, operation: "topup-history" | "data-usage"): void {
  desk.itt.control.addFault({ kind: "status500Before", operation, times: "always" });
}

describe("a bare success", () => {
  it("is accepted at once, and done only when reading shows it, without a word of alarm", async () => {
    const { desk, id } = await anUnknownTopup(null, { itt: { topUpLagMs: 20 * MINUTE } });
    expect(desk.told(id)).toEqual(["topup-taken"]);
    await desk.pass(19 * MINUTE);
    expect((await desk.order(id)).state).toBe("unknown");
    await desk.pass(6 * MINUTE);
    const { state, topup, receiptNumber } = await desk.order(id);
    expect({ state, receiptNumber }).toEqual({ state: "issued", receiptNumber: 2 });
    expect(topup?.after?.figures?.dataTotalMb).toBeGreaterThan(topup?.before?.dataTotalMb ?? 0);
    // What /esims and /usage tell next is what the receipt tells.
    const known = await desk.storage.usage.getOwned(desk.customerId, desk.esimId);
    expect(known?.figures).toMatchObject({
      status: "ACTIVE",
      data: { total: topup?.after?.figures?.dataTotalMb },
    });
    expect(known?.asOfMs).toBe(topup?.after?.figures?.readAtMs);
    expect(desk.told(id)).toEqual(["topup-taken", "topup-done"]);
    expect(desk.topupPosts()).toBe(1);
  });

  it("that shows nothing takes longer after 30 minutes, once, is people's after a day, and may still come", async () => {
    const { desk, id } = await anUnknownTopup(null, { itt: { topUpLagMs: 3 * DAY } });
    await desk.pass(30 * MINUTE);
    expect(desk.told(id)).toEqual(["topup-taken"]);
    await desk.pass(10 * MINUTE);
    expect(desk.told(id)).toEqual(["topup-taken", "topup-late"]);
    await desk.pass(22 * HOUR);
    expect(await desk.order(id)).toMatchObject({ state: "unknown" });
    await desk.pass(4 * HOUR);
    expect(await desk.order(id)).toMatchObject({ state: "staff" });
    expect(desk.told(id)).toEqual(["topup-taken", "topup-late"]);
    await desk.pass(2 * DAY);
    expect((await desk.order(id)).state).toBe("issued");
    expect(desk.told(id)).toEqual(["topup-taken", "topup-late", "topup-done"]);
    expect(desk.topupPosts()).toBe(1);
  });

  it("is done by the total alone where the history tells nothing", async () => {
    const { desk, id } = await anUnknownTopup(null, { itt: { topUpHistoryShape: "bare" } });
    await desk.pass(5 * SECOND);
    expect(await desk.order(id)).toMatchObject({ state: "issued", topup: { after: { historyKey: null } } });
  });

  it("is done by the history while usage still tells the figures of twenty minutes ago", async () => {
    const { desk, id } = await anUnknownTopup(null, { itt: { usageCacheMs: 20 * MINUTE } });
    await desk.pass(5 * SECOND);
    expect(await desk.order(id)).toMatchObject({ state: "issued", topup: { after: { figures: null } } });
  });
});

describe("a lost answer", () => {
  it("is told at once, again within 15 minutes, and is void after a day of silence, not before", async () => {
    const { desk, id } = await anUnknownTopup(LOST);
    expect(desk.told(id)).toEqual(["order-unknown"]);
    await desk.pass(15 * MINUTE);
    expect(desk.told(id)).toEqual(["order-unknown", "order-still-unknown"]);
    await desk.pass(23 * HOUR);
    expect((await desk.order(id)).state).toBe("unknown");
    await desk.pass(3 * HOUR);
    expect(await desk.order(id)).toMatchObject({ state: "void", receiptNumber: null });
    expect(desk.told(id)).toEqual(["order-unknown", "order-still-unknown", "order-void"]);
    expect(desk.topupPosts()).toBe(1);
  });

  it("is never called void by a history that lists nothing: after a day people must look", async () => {
    const { desk, id } = await anUnknownTopup(LOST, { itt: { topUpHistoryShape: "bare" } });
    await desk.pass(30 * HOUR);
    expect((await desk.order(id)).state).toBe("staff");
    expect(desk.told(id)).not.toContain("order-void");
    expect(desk.topupPosts()).toBe(1);
  });

  it("is found by reading, without a second POST", async () => {
    const { desk, id } = await anUnknownTopup({ kind: "resetAfterCommit" });
    await desk.pass(5 * SECOND);
    expect((await desk.order(id)).state).toBe("issued");
    expect(desk.told(id)).toEqual(["order-unknown", "topup-done"]);
    expect([desk.topupPosts(), desk.topupCharges()]).toEqual([1, 1]);
  });

  it("that comes after it was believed void reopens the order and is told", async () => {
    const { desk, id } = await anUnknownTopup({ kind: "resetAfterCommit" }, { itt: { topUpLagMs: 4 * DAY } });
    await desk.pass(2 * DAY);
    expect((await desk.order(id)).state).toBe("void");
    await desk.pass(4 * DAY);
    expect((await desk.order(id)).state).toBe("issued");
    expect(desk.told(id).at(-1)).toBe("topup-done");
    expect(desk.log.map(({ event }) => event)).toContain("topup.found-late");
  });

  for (const operation of ["topup-history", "data-usage"] as const)
    it(`is never void while ${operation} is mute: after a day people look`, async () => {
      const { desk, id } = await anUnknownTopup(LOST);
      mute(desk, operation);
      await desk.pass(26 * HOUR);
      expect(await desk.order(id)).toMatchObject({ state: "staff", notFoundReads: 0 });
      expect(desk.log.map(({ event }) => event)).toContain("topup.staff");
    });

  for (const [what, operations] of [
    ["the history", ["topup-history"]],
    ["usage", ["data-usage"]],
    ["everything", ["topup-history", "data-usage"]],
  ] as const)
    it(`is never void when ${what} falls silent after reads that showed nothing`, async () => {
      const { desk, id } = await anUnknownTopup(LOST);
      await desk.pass(50 * MINUTE);
      expect((await desk.order(id)).notFoundReads).toBeGreaterThanOrEqual(3);
      for (const operation of operations) mute(desk, operation);
      await desk.pass(22 * HOUR);
      expect(await desk.order(id)).toMatchObject({ state: "unknown", notFoundReads: 0 });
      await desk.pass(4 * HOUR);
      expect((await desk.order(id)).state).toBe("staff");
      expect(desk.told(id)).not.toContain("order-void");
    });

  it("is void only after a whole day of silence since a read that proved nothing", async () => {
    const { desk, id } = await anUnknownTopup(LOST);
    await desk.pass(2 * HOUR);
    mute(desk, "data-usage");
    await desk.pass(2 * HOUR);
    expect((await desk.order(id)).notFoundReads).toBe(0);
    desk.itt.control.clearFaults();
    await desk.pass(22 * HOUR);
    expect((await desk.order(id)).state).toBe("unknown");
    await desk.pass(4 * HOUR);
    expect((await desk.order(id)).state).toBe("void");
  });

  it("takes no late entry of an earlier top-up of the same plan for its own", async () => {
    // The total tells of the first one before the history does.
    let total: number | null = 1_024;
    const desk = await openTopupDesk({
      itt: { topUpLagMs: HOUR },
      around: ({ dataUsage }) => ({
        async dataUsage(key) {
          const answer = await dataUsage(key);
          if (!answer.ok) return answer;
          const data = { ...answer.value.data, total };
          return { ok: true, value: { ...answer.value, data } };
        },
      }),
    });
    const first = await desk.confirm();
    await desk.pass(0);
    total += (await desk.order(first)).package.dataMb ?? 0;
    await desk.pass(10 * MINUTE);
    expect(await desk.order(first)).toMatchObject({
      state: "issued",
      topup: { after: { historyKey: null } },
    });
    const second = await desk.confirm();
    desk.itt.control.addFault({ ...LOST, ...onPost });
    await desk.pass(2 * HOUR);
    expect((await desk.order(second)).state).toBe("unknown");
    expect([desk.topupPosts(), desk.topupCharges()]).toEqual([2, 1]);
  });
});

describe("an explicit refusal that is on no list", () => {
  it("is not void when everything falls silent after three reads that showed nothing", async () => {
    const { desk, id } = await anUnknownTopup(REFUSED);
    await desk.pass(36 * MINUTE);
    expect((await desk.order(id)).notFoundReads).toBeGreaterThanOrEqual(3);
    mute(desk, "topup-history");
    await desk.pass(2 * HOUR);
    expect(await desk.order(id)).toMatchObject({ state: "unknown", notFoundReads: 0 });
  });

  it("is void once three reads past the upstream cache show nothing, 40 minutes on, and the next one may be sent", async () => {
    const { desk, id } = await anUnknownTopup(REFUSED);
    await desk.pass(39 * MINUTE);
    expect((await desk.order(id)).state).toBe("unknown");
    await desk.pass(10 * MINUTE);
    expect((await desk.order(id)).state).toBe("void");
    expect(desk.told(id).at(-1)).toBe("order-void");
    const next = await desk.confirm();
    await desk.pass(10 * SECOND);
    expect((await desk.order(next)).state).toBe("issued");
    expect((await desk.order(id)).state).toBe("void");
    expect(desk.topupCharges()).toBe(1);
  });
});

describe("a top-up whose lease runs out while it is being sent", () => {
  it("is unknown, and accepted after all when the answer comes", async () => {
    const desk = await openTopupDesk({ itt: { topUpLagMs: 3 * DAY } });
    const id = await desk.confirm();
    desk.itt.control.addFault({ kind: "delayMs", ms: 300, ...onPost });
    const fulfilled = desk.topupFulfilment.fulfil(id);
    await expect.poll(() => desk.topupPosts()).toBe(1);
    expect(desk.onDisk(id)).toEqual({ state: "sending", attempts: 1 });
    desk.sleep(9 * SECOND);
    await desk.reconciliation.sweep();
    expect(desk.onDisk(id)).toEqual({ state: "unknown", attempts: 1 });
    await fulfilled;
    expect((await desk.order(id)).topup?.acknowledgedAtMs).not.toBeNull();
    expect(desk.told(id)).toEqual(["order-unknown", "topup-taken"]);
    // What the supplier has accepted is never believed void.
    await desk.pass(26 * HOUR);
    expect((await desk.order(id)).state).toBe("staff");
    expect(desk.topupPosts()).toBe(1);
  });
});

it("has the alerts start anew, though usage still says for twenty minutes that all is used up", async () => {
  const desk = await openTopupDesk({ itt: { usageCacheMs: 20 * MINUTE } });
  const alerts = () =>
    desk.log.flatMap(({ event, fields }) => (event === "usage.alert" ? [fields?.["reason"]] : []));
  const watch = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 5 * MINUTE) {
      await desk.pass(5 * MINUTE);
      await desk.usageWatch.sweep();
    }
  };
  desk.setTotal(1_024, 1_024);
  await watch(12 * HOUR);
  expect(alerts()).toEqual(["used-up"]);
  const id = await desk.confirm();
  await watch(2 * HOUR);
  expect((await desk.order(id)).state).toBe("issued");
  const total = 1_024 + ((await desk.order(id)).package.dataMb ?? 0);
  desk.setTotal(total, Math.ceil(total * 0.8));
  await watch(14 * HOUR);
  expect(alerts()).toEqual(["used-up", "data-75"]);
});
