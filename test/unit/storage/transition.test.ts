import Database from "better-sqlite3";
import { expect, it } from "vitest";
import type { OrderState, Shortfall } from "../../../src/domain/order.ts";
import { ORDER_STATES, canMove } from "../../../src/domain/order.ts";
import { IccidOfAnotherOrder, type Transition } from "../../../src/services/ports/index.ts";
import { T0, aDatabasePath, aDraft, anEsim, open, openNew, orderIn } from "./fixtures.ts";

const move = (
  orderId: string,
  from: OrderState,
  to: OrderState,
  more: Partial<Transition> = {},
): Transition => ({
  orderId,
  from: [from],
  to,
  detail: "test",
  nowMs: T0 + 100,
  ...more,
});

it("writes the patch, the event, the eSIMs, the job and the intent together", async () => {
  const storage = await openNew();
  const order = await orderIn(storage, "sending");
  const patch = {
    bookingId: "booking-1",
    supplierConfirmationId: "conf-1",
    purchase: { minor: 45_000, currency: "BDT" },
    sell: { minor: 0, currency: "JPY" },
    charged: { minor: 9_007_199_254_740_991, currency: "BDT" },
    quote: { bookingTrackingId: "b", packageTrackingId: "p", quotedAtMs: T0 },
    explicitRefusal: true,
    leaseUntilMs: null,
    sentAtMs: T0 + 50,
  };
  const moved = await storage.orders.transition(
    move(order.id, "sending", "issued", {
      patch,
      esims: [anEsim(order)],
      jobs: [{ kind: "reconcile", key: order.id, runAtMs: T0 + 200 }],
      outbox: [{ chatId: 1001, kind: "order-void", subject: order.id, dedupeKey: `status:${order.id}` }],
    }),
  );
  expect(moved).toBe(true);
  expect(await storage.orders.get(order.id)).toMatchObject({
    ...patch,
    state: "issued",
    updatedAtMs: T0 + 100,
  });
  expect((await storage.orders.events(order.id)).at(-1)).toEqual({
    orderId: order.id,
    from: "sending",
    to: "issued",
    detail: "test",
    atMs: T0 + 100,
  });
  const [esim] = await storage.esims.listOfOrder(order.id);
  expect(esim).toMatchObject({ ...anEsim(order), issuedAtMs: T0 + 100, deliveredAtMs: null });
  expect(await storage.jobs.claim("w", T0 + 200, T0 + 300, 9)).toMatchObject([{ key: order.id }]);
  expect(await storage.outbox.claim("w", T0 + 100, T0 + 300, 9)).toMatchObject([{ subject: order.id }]);
});

it("clears what the patch sets to null and leaves alone what it does not name", async () => {
  const storage = await openNew();
  const order = await orderIn(storage, "quoted");
  const quote = { bookingTrackingId: "b", packageTrackingId: "p", quotedAtMs: T0 };
  const charged = { minor: 1, currency: "BDT" };
  await storage.orders.transition(
    move(order.id, "quoted", "ready", { patch: { quote, charged, nonce: "n" } }),
  );
  await storage.orders.transition(move(order.id, "ready", "quoted", { patch: { quote: null, nonce: null } }));
  expect(await storage.orders.get(order.id)).toMatchObject({ quote: null, nonce: null, charged });
});

it("moves nothing and writes nothing when the state had moved", async () => {
  const storage = await openNew();
  const order = await orderIn(storage, "issued");
  const moved = await storage.orders.transition({
    ...move(order.id, "sending", "unknown"),
    esims: [anEsim(order)],
    jobs: [{ kind: "reconcile", key: order.id, runAtMs: T0 }],
    outbox: [{ chatId: 1001, kind: "order-unknown", subject: order.id, dedupeKey: "k" }],
  });
  expect(moved).toBe(false);
  expect((await storage.orders.get(order.id))?.state).toBe("issued");
  expect(await storage.esims.listOfOrder(order.id)).toEqual([]);
  expect(await storage.jobs.claim("w", T0, T0 + 1, 9)).toEqual([]);
  expect(await storage.outbox.claim("w", T0 + 999, T0 + 1, 9)).toEqual([]);
  expect(await storage.orders.transition(move("no-such-order", "draft", "quoted"))).toBe(false);
});

it("lets one of several racing transitions win", async () => {
  const path = aDatabasePath();
  const [a, b] = [await open(path), await open(path)];
  const order = await orderIn(a, "ready");
  const racers = [a, b, a, b, a].map((storage) =>
    storage.orders.transition(move(order.id, "ready", "accepted")),
  );
  expect((await Promise.all(racers)).filter(Boolean)).toHaveLength(1);
  const accepted = (await a.orders.events(order.id)).filter((event) => event.to === "accepted");
  expect(accepted).toHaveLength(1);
});

it("takes a late answer from sending or from unknown, whichever it finds", async () => {
  const storage = await openNew();
  for (const state of ["sending", "unknown"] as const) {
    const order = await orderIn(storage, "sending");
    if (state === "unknown") await storage.orders.transition(move(order.id, "sending", "unknown"));
    const late: Transition = { ...move(order.id, "sending", "issued"), from: ["sending", "unknown"] };
    expect(await storage.orders.transition(late)).toBe(true);
    expect((await storage.orders.events(order.id)).at(-1)?.from).toBe(state);
  }
});

it("notes an event without a move", async () => {
  const storage = await openNew();
  const order = await orderIn(storage, "issued");
  expect(await storage.orders.transition(move(order.id, "issued", "issued", { detail: "seen again" }))).toBe(
    true,
  );
  expect((await storage.orders.events(order.id)).at(-1)).toMatchObject({
    from: "issued",
    to: "issued",
    detail: "seen again",
  });
});

it("moves nothing where another number of eSIMs has come, or where the share of missing ones is not owed", async () => {
  const storage = await openNew();
  const order = await orderIn(storage, "sending", { quantity: 3 });
  const esims = [anEsim(order)];
  const charged = { minor: 300, currency: "BDT" };
  const share = { minor: 200, currency: "BDT" };
  await storage.orders.transition(move(order.id, "sending", "unknown", { esims, patch: { charged } }));
  const close = (withEsims: number, shortfall: Shortfall) =>
    storage.orders.transition(move(order.id, "unknown", "issued", { withEsims, patch: { shortfall } }));
  const owed = { missing: 2, share, returnedAtMs: null };
  expect(await close(0, owed)).toBe(false);
  expect(await close(2, owed)).toBe(false);
  // The database itself gives back no more than was charged.
  await expect(close(1, { ...owed, share: { minor: 301, currency: "BDT" } })).rejects.toThrow("CHECK");
  const hand = (shortfall: Shortfall) =>
    storage.orders.transition(
      move(order.id, "issued", "issued", { whileShareOwed: true, patch: { shortfall } }),
    );
  expect(await close(1, owed)).toBe(true);
  expect((await storage.orders.get(order.id))?.shortfall).toEqual(owed);
  const gone = { ...owed, returnedAtMs: T0 };
  expect(await hand(gone)).toBe(true);
  expect(await hand(gone)).toBe(false);
  expect((await storage.orders.get(order.id))?.shortfall).toEqual(gone);
  const none = { missing: 2, share: null, returnedAtMs: null };
  await storage.orders.transition(move(order.id, "issued", "issued", { patch: { shortfall: none } }));
  expect(await hand(gone)).toBe(false);
  expect((await storage.orders.get(order.id))?.shortfall).toEqual(none);
});

it("refuses every move that the domain's table does not know", async () => {
  const storage = await openNew();
  const order = await orderIn(storage, "draft");
  for (const from of ORDER_STATES) {
    for (const to of ORDER_STATES) {
      if (from === to || canMove(from, to)) continue;
      await expect(storage.orders.transition(move(order.id, from, to))).rejects.toThrow(RangeError);
    }
  }
  await expect(
    storage.orders.transition({ ...move(order.id, "draft", "quoted"), from: ["draft", "issued"] }),
  ).rejects.toThrow("issued → quoted");
  await expect(
    storage.orders.transition({ ...move(order.id, "draft", "quoted"), from: [] }),
  ).rejects.toThrow();
  expect((await storage.orders.get(order.id))?.state).toBe("draft");
});

it("leaves an eSIM that the order already has as it is", async () => {
  const storage = await openNew();
  const order = await orderIn(storage, "sending", { quantity: 2 });
  const second = anEsim(order, { iccid: "8990011234567890199", position: 2 });
  await storage.orders.transition(move(order.id, "sending", "issued", { esims: [anEsim(order)] }));
  const [before] = await storage.esims.listOfOrder(order.id);
  await storage.orders.transition(
    move(order.id, "issued", "issued", { esims: [anEsim(order, { lpa: "LPA:1$other$x" }), second] }),
  );
  const after = await storage.esims.listOfOrder(order.id);
  expect(after).toHaveLength(2);
  expect(after[0]).toEqual(before);
});

it("throws for an eSIM of another order, and everything rolls back", async () => {
  const storage = await openNew();
  const first = await orderIn(storage, "sending");
  await storage.orders.transition(move(first.id, "sending", "issued", { esims: [anEsim(first)] }));
  const second = await orderIn(storage, "sending", { customerId: 2002, chatId: 2002 });
  const fresh = anEsim(second, { iccid: "8990011234567890111" });
  const failed = storage.orders.transition(
    move(second.id, "sending", "issued", {
      esims: [fresh, anEsim(second)],
      jobs: [{ kind: "fulfil", key: second.id, runAtMs: T0 }],
    }),
  );
  await expect(failed).rejects.toThrow(IccidOfAnotherOrder);
  await expect(failed).rejects.not.toThrow("8990011234567890123");
  expect((await storage.orders.get(second.id))?.state).toBe("sending");
  expect(await storage.esims.listOfOrder(second.id)).toEqual([]);
  expect(await storage.jobs.claim("w", T0, T0 + 1, 9)).toEqual([]);
});

it("refuses an eSIM that names another order, customer or chat than the order's own", async () => {
  const storage = await openNew();
  const order = await orderIn(storage, "sending");
  for (const wrong of [{ orderId: "other" }, { customerId: 2002 }, { chatId: 2002 }]) {
    const change = move(order.id, "sending", "issued", { esims: [anEsim(order, wrong)] });
    await expect(storage.orders.transition(change)).rejects.toThrow("another order, customer or chat");
  }
  expect((await storage.orders.get(order.id))?.state).toBe("sending");
});

it("lets the database itself refuse a second POST, odd quantities, negative money and unknown states", async () => {
  const path = aDatabasePath();
  const storage = await open(path);
  const order = await orderIn(storage, "accepted");
  const raw = new Database(path);
  await storage.orders.transition(move(order.id, "accepted", "sending"));
  raw.prepare("update orders set state = 'accepted'").run();
  const again = move(order.id, "accepted", "sending");
  await expect(storage.orders.transition(again)).rejects.toThrow("orders_attempts");
  for (const quantity of [0, 21])
    await expect(storage.orders.createDraft(aDraft({ quantity, customerId: 3 }), T0)).rejects.toThrow(
      "orders_quantity",
    );
  const negative = { purchase: { minor: -1, currency: "BDT" } };
  await expect(
    storage.orders.transition(move(order.id, "accepted", "failed", { patch: negative })),
  ).rejects.toThrow("orders_purchase");

  const run = (statement: string) => () => raw.prepare(statement).run();
  expect(run("update orders set state = 'lost'")).toThrow("orders_state");
  expect(run("update orders set charged_minor = 5")).toThrow("orders_charged");
  expect(run("update orders set quantity = 'two'")).toThrow("INTEGER");
  expect(run("update order_events set detail = 'rewritten'")).toThrow("append-only");
  expect(run("delete from order_events")).toThrow("append-only");
  raw.close();
});

it("lets the database itself refuse a second open draft, a shared nonce and a shared reference", async () => {
  const path = aDatabasePath();
  const storage = await open(path);
  const [first, second] = [
    await orderIn(storage, "accepted"),
    await orderIn(storage, "ready", { customerId: 2002 }),
  ];
  await storage.orders.createDraft(aDraft(), T0);
  const raw = new Database(path);
  const set = (column: string, value: unknown, id: string) => () =>
    raw.prepare(`update orders set ${column} = ? where id = ?`).run(value, id);
  expect(set("state", "quoted", first.id)).toThrow("orders.customer_id");
  expect(set("reference", first.reference, second.id)).toThrow("orders.reference");
  set("nonce", "n", first.id)();
  expect(set("nonce", "n", second.id)).toThrow("orders.nonce");
  raw.close();
});

it("lets a database that was made with another bound record more POSTs", async () => {
  const path = aDatabasePath();
  const storage = await open(path, { maxOrderAttempts: 2 });
  const order = await orderIn(storage, "accepted");
  await storage.orders.transition(move(order.id, "accepted", "sending"));
  const raw = new Database(path);
  raw.prepare("update orders set state = 'accepted'").run();
  raw.close();
  await storage.orders.transition(move(order.id, "accepted", "sending"));
  expect((await storage.orders.get(order.id))?.attempts).toBe(2);
});
