import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { CONTRADICTIONS } from "../../../src/domain/order.ts";
import { createAlarms, createIncidentWatch } from "../../../src/services/index.ts";
import { MOST_EVIDENCE } from "../../../src/services/ports/index.ts";
import type { Storage } from "../../../src/storage/index.ts";
import { MINUTE, openNew, orderIn, silent, T0 } from "./fixtures.ts";

/** An order of a customer of its own; gives its id. */
async function newOrder(storage: Storage, state: "unknown" | "staff", customerId: number): Promise<string> {
  const id = randomBytes(8).toString("hex");
  await orderIn(storage, "sending", { id, reference: id, customerId, chatId: customerId });
  const move = { orderId: id, detail: "by the test", nowMs: T0 };
  await storage.orders.transition({ ...move, from: ["sending"], to: "unknown" });
  if (state === "staff") await storage.orders.transition({ ...move, from: ["unknown"], to: "staff" });
  return id;
}

const note = (storage: Storage, orderId: string, detail: string) =>
  storage.orders.transition({ orderId, from: ["unknown"], to: "unknown", detail, nowMs: T0 });

it("finds what needs a person however many outcomes are unknown", async () => {
  const storage = await openNew();
  for (let count = 1; count <= MOST_EVIDENCE + 5; count += 1) await newOrder(storage, "unknown", count);
  const contradicting = await newOrder(storage, "unknown", 900);
  await note(storage, contradicting, CONTRADICTIONS[0]);
  const waiting = await newOrder(storage, "staff", 901);
  expect(await storage.incidentEvidence.listForStaff(true)).toEqual([contradicting]);
  expect(await storage.incidentEvidence.listForStaff(false)).toEqual([waiting]);
});

it("calls nothing over while there is more than is listed", async () => {
  const storage = await openNew();
  const clock = { now: () => T0 + MINUTE };
  const alarms = createAlarms({
    ...{ incidents: storage.incidents, outbox: storage.outbox, supportChatId: -1, clock, logger: silent },
    wake: () => undefined,
  });
  const watch = createIncidentWatch({
    ...{ alarms, clock, evidence: storage.incidentEvidence, incidents: storage.incidents },
    brakes: { holding: async () => undefined },
    health: { state: () => undefined, lastCallMs: () => 0, lastAnswerMs: () => 0 },
    supplier: { compatibleDevices: () => Promise.reject(new Error("nobody asks")) },
    shopTimeZone: "Asia/Dhaka",
  });
  const subjects = async () => {
    await watch.run();
    return (await storage.incidents.listOpen()).map(({ subject }) => subject);
  };
  const ids: string[] = [];
  for (let count = 0; count < MOST_EVIDENCE; count += 1)
    ids.push(await newOrder(storage, "staff", count + 1));
  expect((await subjects()).toSorted()).toEqual(ids.toSorted());
  for (let count = 0; count < 5; count += 1) await newOrder(storage, "staff", 800 + count);
  expect(await subjects()).toEqual(expect.arrayContaining(ids));
});
