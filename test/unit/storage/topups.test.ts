import { expect, it } from "vitest";
import { IN_FLIGHT_STATES, type OrderState } from "../../../src/domain/order.ts";
import { TopupIsOpen } from "../../../src/services/ports/index.ts";
import type { Storage } from "../../../src/storage/index.ts";
import { aDraft, openNew, orderIn, T0 } from "./fixtures.ts";

const ofEsim = (esimId: string) => ({
  kind: "topup" as const,
  topup: { esimId, parentOrderId: "parent-1" },
});

async function move(storage: Storage, orderId: string, from: OrderState, to: OrderState) {
  return storage.orders.transition({ orderId, from: [from], to, detail: "step", nowMs: T0 + 9 });
}

it("keeps what was read before a top-up and how it showed", async () => {
  const storage = await openNew();
  const { id } = await orderIn(storage, "accepted", ofEsim("esim-1"));
  const figures = {
    dataTotalMb: 1024,
    dataRemainingMb: 12,
    isUnlimited: false,
    expireAtMs: null,
    readAtMs: T0,
  };
  const topup = {
    esimId: "esim-1",
    parentOrderId: "parent-1",
    before: { ...figures, historyKeys: ["a", "b"], pendingMb: 0 },
    after: { historyKey: "c", figures: { ...figures, dataTotalMb: 2048 } },
    acknowledgedAtMs: T0 + 5,
  };
  await storage.orders.transition({
    orderId: id,
    from: ["accepted"],
    to: "sending",
    patch: { topup },
    detail: "sending",
    nowMs: T0,
  });
  expect((await storage.orders.get(id))?.topup).toEqual(topup);
});

it("refuses a second open top-up of one eSIM, whatever state the first is in, and lets other eSIMs be", async () => {
  for (const state of IN_FLIGHT_STATES) {
    const storage = await openNew();
    const first = await orderIn(storage, "accepted", ofEsim("esim-1"));
    if (state !== "accepted") await move(storage, first.id, "accepted", "sending");
    if (state === "unknown" || state === "staff") await move(storage, first.id, "sending", "unknown");
    if (state === "staff") await move(storage, first.id, "unknown", "staff");
    const second = await orderIn(storage, "ready", ofEsim("esim-1"));
    await expect(move(storage, second.id, "ready", "accepted")).rejects.toThrow(TopupIsOpen);
    expect((await storage.orders.get(second.id))?.state).toBe("ready");
    const other = await orderIn(storage, "ready", ofEsim("esim-2"));
    expect(await move(storage, other.id, "ready", "accepted")).toBe(true);
  }
});

it("takes the next top-up once the first is settled", async () => {
  const storage = await openNew();
  await orderIn(storage, "issued", ofEsim("esim-1"));
  const second = await orderIn(storage, "ready", ofEsim("esim-1"));
  expect(await move(storage, second.id, "ready", "accepted")).toBe(true);
  const listed = await storage.orders.listTopups(1001, "esim-1", ["issued", "accepted"]);
  expect(listed).toHaveLength(2);
  expect(await storage.orders.listTopups(2002, "esim-1", ["issued", "accepted"])).toEqual([]);
});

it("keeps a draft of an eSIM and one of a top-up beside each other", async () => {
  const storage = await openNew();
  const esim = await orderIn(storage, "quoted");
  const topup = await orderIn(storage, "ready", ofEsim("esim-1"));
  expect((await storage.orders.getOpenDraft(1001))?.id).toBe(esim.id);
  await storage.orders.createDraft(aDraft(ofEsim("esim-1")), T0);
  expect((await storage.orders.get(topup.id))?.state).toBe("cancelled");
  expect((await storage.orders.get(esim.id))?.state).toBe("quoted");
});

it("numbers receipts without a gap, in the order of issue, and each once", async () => {
  const storage = await openNew();
  const [a, b, c] = [
    await orderIn(storage, "sending", { customerId: 1, chatId: 1 }),
    await orderIn(storage, "sending", { customerId: 2, chatId: 2 }),
    await orderIn(storage, "sending", { ...ofEsim("esim-1"), customerId: 3, chatId: 3 }),
  ];
  await move(storage, b.id, "sending", "issued");
  await move(storage, a.id, "sending", "failed");
  await move(storage, c.id, "sending", "issued");
  await move(storage, b.id, "issued", "issued");
  const numbers = await Promise.all(
    [a, b, c].map(async ({ id }) => (await storage.orders.get(id))?.receiptNumber),
  );
  expect(numbers).toEqual([null, 1, 2]);
  expect((await storage.orders.get(b.id))?.issuedAtMs).toBe(T0 + 9);
});
