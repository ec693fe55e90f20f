import { expect, it } from "vitest";
import type { Storage } from "../../../src/storage/index.ts";
import { T0, anEsim, openNew, orderIn, type NewEsim } from "./fixtures.ts";

async function issue(storage: Storage, nowMs: number, customerId: number, iccids: readonly string[]) {
  const order = await orderIn(storage, "sending", { customerId, chatId: customerId });
  const esims: NewEsim[] = iccids.map((iccid, index) => anEsim(order, { iccid, position: index + 1 }));
  await storage.orders.transition({
    orderId: order.id,
    from: ["sending"],
    to: "issued",
    detail: "test",
    nowMs,
    esims,
  });
  return storage.esims.listOfOrder(order.id);
}

it("lists the customer's eSIMs newest first, and those of one order by position", async () => {
  const storage = await openNew();
  await issue(storage, T0, 1001, ["890000000000000001"]);
  await issue(storage, T0 + 5, 1001, ["890000000000000002", "890000000000000003"]);
  const owned = await storage.esims.listOwned(1001);
  expect(owned.map((esim) => esim.iccid)).toEqual([
    "890000000000000002",
    "890000000000000003",
    "890000000000000001",
  ]);
});

it("shows an eSIM only to its owner", async () => {
  const storage = await openNew();
  const [esim] = await issue(storage, T0, 1001, ["890000000000000001"]);
  if (!esim) throw new Error("one eSIM was to be issued");
  expect(await storage.esims.get(esim.id)).toEqual(esim);
  expect(await storage.esims.getOwned(1001, esim.id)).toEqual(esim);
  expect(await storage.esims.getOwned(2002, esim.id)).toBeUndefined();
  expect(await storage.esims.listOwned(2002)).toEqual([]);
});

it("remembers when an eSIM was first delivered", async () => {
  const storage = await openNew();
  const [esim] = await issue(storage, T0, 1001, ["890000000000000001"]);
  if (!esim) throw new Error("one eSIM was to be issued");
  await storage.esims.markDelivered(esim.id, T0 + 1);
  await storage.esims.markDelivered(esim.id, T0 + 2);
  expect((await storage.esims.get(esim.id))?.deliveredAtMs).toBe(T0 + 1);
});

it("keeps what the supplier did not tell as not told", async () => {
  const storage = await openNew();
  const order = await orderIn(storage, "sending");
  const bare = { confirmationCode: null, apnType: null, apnValue: null, isRoaming: null, msisdn: null };
  await storage.orders.transition({
    orderId: order.id,
    from: ["sending"],
    to: "issued",
    detail: "test",
    nowMs: T0,
    esims: [
      anEsim(order, bare),
      anEsim(order, { iccid: "890000000000000009", position: 2, isRoaming: false }),
    ],
  });
  expect(await storage.esims.listOfOrder(order.id)).toMatchObject([bare, { isRoaming: false }]);
});
