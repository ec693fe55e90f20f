import { describe, expect, it } from "vitest";
import { createRefusals, createRoles } from "../../../src/services/index.ts";
import { openNew, orderIn, T0 } from "../storage/fixtures.ts";

const ADMIN = 11_000;
const AGENT = 22_000;
const STRANGER = 33_000;
const HOUR = 3_600_000;

async function open() {
  const storage = await openNew();
  let nowMs = T0;
  const clock = { now: () => nowMs };
  const roles = createRoles({ adminIds: [ADMIN], staff: storage.staff, clock });
  const { audit, orders, payments } = storage;
  const refusals = createRefusals({ audit, orders, payments, clock });
  const rowsOf = async (staffId: number) => (await audit.list({ staffId }, 99)).toReversed();
  return { storage, roles, refusals, rowsOf, sleep: (ms: number) => (nowMs += ms) };
}

describe("what was refused", () => {
  it("stands in the log with who, what, on whom, and what they typed", async () => {
    const { storage, refusals, rowsOf } = await open();
    const order = await orderIn(storage, "paid", { reference: "T7K-4QX", customerId: 1001 });
    await refusals.noteAgent(AGENT, { action: "credit", typed: "t7k-4qx 500 a gift" });
    await refusals.noteAgent(AGENT, { action: "grant", typed: `${STRANGER} my friend` });
    await refusals.noteAgent(AGENT, { action: "export", typed: "2026-11" });
    await refusals.noteAgent(AGENT, { action: "release-brake", typed: "restored" });
    const outcome = "refused: only an admin may";
    expect(await rowsOf(AGENT)).toMatchObject([
      { action: "credit", orderId: order.id, subjectId: 1001, outcome, reason: "t7k-4qx 500 a gift" },
      { action: "grant", orderId: null, subjectId: STRANGER, outcome },
      { action: "export", subjectId: null, outcome, reason: "2026-11" },
      { action: "release-brake", orderId: null, outcome, reason: "restored" },
    ]);
  });

  it("is noted of somebody whose role was taken away, by the order under the button too", async () => {
    const { storage, roles, refusals, rowsOf } = await open();
    const order = await orderIn(storage, "paid", { customerId: 1001 });
    await roles.grant(ADMIN, AGENT, "night shift");
    await roles.revoke(ADMIN, AGENT, "left us");
    await refusals.noteOutsider(AGENT, { action: "staff-details", typed: "", order: order.id });
    await refusals.noteOutsider(AGENT, { action: "staff-paid", typed: "", payment: "nobody's" });
    const outcome = "refused: no member of staff any more";
    expect(await rowsOf(AGENT)).toMatchObject([
      { action: "staff-details", orderId: order.id, subjectId: 1001, outcome, reason: null },
      { action: "staff-paid", orderId: null, subjectId: null, outcome },
    ]);
  });

  it("is noted of an admin whom the settings name no more", async () => {
    const { storage, refusals, rowsOf } = await open();
    const act = { staffId: 44_000, action: "find", orderId: null, subjectId: null, reason: null };
    await storage.audit.add({ ...act, outcome: "1 found" }, T0);
    await refusals.noteOutsider(44_000, { action: "credit", typed: "" });
    expect(await rowsOf(44_000)).toHaveLength(2);
  });

  it("fills the log with nobody who never was staff, though one of them wanted to make them staff", async () => {
    const { refusals, rowsOf } = await open();
    await refusals.noteAgent(AGENT, { action: "grant", typed: `${STRANGER} my friend` });
    await refusals.noteOutsider(STRANGER, { action: "find", typed: "Nadia" });
    expect(await rowsOf(STRANGER)).toEqual([]);
  });

  it("keeps nothing that a former member typed, since a name would outlive the customer who is forgotten", async () => {
    const { storage, roles, refusals, rowsOf } = await open();
    const order = await orderIn(storage, "paid", { reference: "T7K-4QX", customerId: 1001 });
    await roles.grant(ADMIN, AGENT, "night shift");
    await roles.revoke(ADMIN, AGENT, "left us");
    await refusals.noteOutsider(AGENT, { action: "find", typed: "Nadia Rahman" });
    await refusals.noteOutsider(AGENT, { action: "order", typed: "T7K-4QX" });
    expect(await rowsOf(AGENT)).toMatchObject([
      { action: "find", orderId: null, subjectId: null, reason: null },
      { action: "order", orderId: order.id, subjectId: 1001, reason: null },
    ]);
  });

  it("is bounded for whoever goes on trying: twenty rows in a day", async () => {
    const { roles, refusals, rowsOf, sleep } = await open();
    await roles.grant(ADMIN, AGENT, "night shift");
    await roles.revoke(ADMIN, AGENT, "left us");
    const attempt = { action: "find", typed: "Nadia" };
    for (let count = 0; count < 30; count += 1) await refusals.noteOutsider(AGENT, attempt);
    expect(await rowsOf(AGENT)).toHaveLength(20);
    sleep(25 * HOUR);
    await refusals.noteOutsider(AGENT, attempt);
    expect(await rowsOf(AGENT)).toHaveLength(21);
  });

  it("keeps no more of what was typed than a line", async () => {
    const { refusals, rowsOf } = await open();
    await refusals.noteAgent(AGENT, { action: "credit", typed: "ক".repeat(3_000) });
    expect((await rowsOf(AGENT))[0]?.reason).toHaveLength(200);
  });
});
