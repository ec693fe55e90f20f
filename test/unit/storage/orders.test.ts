import { expect, it } from "vitest";
import { ReferenceTaken } from "../../../src/services/ports/index.ts";
import { MINUTE, T0, aDraft, openNew, orderIn, somePackage, someTraveller } from "./fixtures.ts";

it("keeps a new draft with everything else empty", async () => {
  const { orders } = await openNew();
  const draft = aDraft({ source: "hajj", quantity: 3, traveller: { firstName: "José" } });
  const order = await orders.createDraft(draft, T0);
  expect(order).toEqual({
    ...draft,
    kind: "esim",
    state: "draft",
    quote: null,
    nonce: null,
    invoiceMessageId: null,
    purchase: null,
    paidAtMs: null,
    paymentDueAtMs: null,
    paymentUrl: null,
    sell: null,
    charged: null,
    attempts: 0,
    leaseUntilMs: null,
    bookingId: null,
    supplierConfirmationId: null,
    failure: null,
    statusMessageId: null,
    notFoundReads: 0,
    explicitRefusal: false,
    topup: null,
    shortfall: null,
    receiptNumber: null,
    issuedAtMs: null,
    createdAtMs: T0,
    acceptedAtMs: null,
    sentAtMs: null,
    updatedAtMs: T0,
  });
  expect(await orders.get(draft.id)).toEqual(order);
  expect(await orders.getByReference(draft.reference)).toEqual(order);
  expect(await orders.getOpenDraft(draft.customerId)).toEqual(order);
  expect(await orders.events(draft.id)).toEqual([
    { orderId: draft.id, from: null, to: "draft", detail: "chosen", atMs: T0 },
  ]);
});

it("cancels the customer's other open draft with an event, whatever its state, and nobody else's", async () => {
  const storage = await openNew();
  const other = await orderIn(storage, "ready", { customerId: 2002 });
  for (const state of ["draft", "quoted", "ready"] as const) {
    const former = await orderIn(storage, state);
    const next = await storage.orders.createDraft(aDraft(), T0 + MINUTE);
    expect((await storage.orders.get(former.id))?.state).toBe("cancelled");
    expect((await storage.orders.events(former.id)).at(-1)).toMatchObject({ from: state, to: "cancelled" });
    expect((await storage.orders.getOpenDraft(next.customerId))?.id).toBe(next.id);
  }
  expect((await storage.orders.get(other.id))?.state).toBe("ready");
});

it("leaves an accepted order alone when the next draft is made", async () => {
  const storage = await openNew();
  const accepted = await orderIn(storage, "accepted");
  await storage.orders.createDraft(aDraft(), T0);
  expect((await storage.orders.get(accepted.id))?.state).toBe("accepted");
});

it("throws ReferenceTaken for a taken reference, and the former draft stays open", async () => {
  const { orders } = await openNew();
  const former = await orders.createDraft(aDraft({ reference: "T7K-4QX" }), T0);
  await expect(orders.createDraft(aDraft({ reference: "T7K-4QX" }), T0)).rejects.toThrow(ReferenceTaken);
  expect((await orders.get(former.id))?.state).toBe("draft");
});

it("shows an order only to its owner", async () => {
  const storage = await openNew();
  await orderIn(storage, "accepted");
  const draft = await orderIn(storage, "quoted");
  await storage.orders.transition({
    orderId: draft.id,
    from: ["quoted"],
    to: "ready",
    patch: { nonce: "nonce-1" },
    detail: "shown",
    nowMs: T0,
  });
  expect((await storage.orders.getOwned(1001, draft.id))?.id).toBe(draft.id);
  expect((await storage.orders.getByNonce(1001, "nonce-1"))?.id).toBe(draft.id);
  expect(await storage.orders.getOwned(2002, draft.id)).toBeUndefined();
  expect(await storage.orders.getByNonce(2002, "nonce-1")).toBeUndefined();
  expect(await storage.orders.getOpenDraft(2002)).toBeUndefined();
  expect(await storage.orders.list(2002, ["ready"], 10)).toEqual([]);
  expect(await storage.orders.saveDraft(2002, draft.id, { quantity: 2 }, T0)).toBe(false);
});

it("lists the customer's orders newest first, by state and up to the limit", async () => {
  const storage = await openNew();
  const ids: string[] = [];
  for (let index = 0; index < 4; index += 1) {
    const draft = aDraft();
    await storage.orders.createDraft(draft, T0 + index);
    ids.unshift(draft.id);
  }
  const listed = async (...rest: Parameters<typeof storage.orders.list>) =>
    (await storage.orders.list(...rest)).map((order) => order.id);
  expect(await listed(1001, ["cancelled", "draft"], 10)).toEqual(ids);
  expect(await listed(1001, ["cancelled"], 2)).toEqual(ids.slice(1, 3));
  expect(await listed(1001, [], 10)).toEqual([]);
});

it("saves answers to an open draft only", async () => {
  const storage = await openNew();
  const open = await orderIn(storage, "ready");
  const patch = { traveller: { ...someTraveller, firstName: "O'Neil" }, quantity: 2, statusMessageId: 5 };
  expect(await storage.orders.saveDraft(1001, open.id, patch, T0 + MINUTE)).toBe(true);
  expect(await storage.orders.get(open.id)).toMatchObject({
    ...patch,
    state: "ready",
    updatedAtMs: T0 + MINUTE,
  });

  const accepted = await orderIn(storage, "accepted", { customerId: 2002 });
  expect(await storage.orders.saveDraft(2002, accepted.id, { quantity: 2 }, T0)).toBe(false);
  expect((await storage.orders.get(accepted.id))?.quantity).toBe(1);
});

it("notes things about an order without moving it, and nothing about another", async () => {
  const storage = await openNew();
  const order = await orderIn(storage, "sending");
  const other = await orderIn(storage, "sending", { customerId: 2002 });
  const patch = { statusMessageId: 77, notFoundReads: 2, leaseUntilMs: T0 + MINUTE };
  await storage.orders.annotate(order.id, patch, T0 + 9);
  expect(await storage.orders.get(order.id)).toMatchObject({
    ...patch,
    state: "sending",
    updatedAtMs: T0 + 9,
  });
  expect(await storage.orders.get(other.id)).toMatchObject({ statusMessageId: null, notFoundReads: 0 });
});

it("lists sending orders whose lease has run out or was never taken, and stale drafts", async () => {
  const storage = await openNew();
  const [live, dead, bare] = [
    await orderIn(storage, "sending", { customerId: 1 }),
    await orderIn(storage, "sending", { customerId: 2 }),
    await orderIn(storage, "sending", { customerId: 3 }),
  ];
  await orderIn(storage, "accepted", { customerId: 6 });
  await orderIn(storage, "issued", { customerId: 7 });
  await storage.orders.annotate(live.id, { leaseUntilMs: T0 + 2 * MINUTE }, T0);
  await storage.orders.annotate(dead.id, { leaseUntilMs: T0 + MINUTE }, T0);
  const abandoned = await storage.orders.listAbandoned(T0 + MINUTE);
  expect(abandoned.map((order) => order.id).sort()).toEqual([dead.id, bare.id].sort());

  const old = await orderIn(storage, "draft", { customerId: 4 });
  await storage.orders.createDraft(aDraft({ customerId: 5 }), T0 + MINUTE);
  expect((await storage.orders.listStaleDrafts(T0 + 1, 10)).map((order) => order.id)).toEqual([old.id]);
});

it("keeps the package as it was chosen", async () => {
  const { orders } = await openNew();
  const unknowns = { ...somePackage, dataMb: null, isUnlimited: true, isRechargeable: null, coverage: [] };
  const draft = aDraft({ package: unknowns });
  expect((await orders.createDraft(draft, T0)).package).toEqual(unknowns);
});
