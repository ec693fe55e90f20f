import { expect, it } from "vitest";
import type { NewIntent } from "../../../src/services/ports/index.ts";
import { MINUTE, T0, openNew } from "./fixtures.ts";

const intent = (dedupeKey: string, more: Partial<NewIntent> = {}): NewIntent => ({
  chatId: 1001,
  kind: "order-void",
  subject: "order-1",
  dedupeKey,
  ...more,
});

async function aQueue(...keys: string[]) {
  const storage = await openNew();
  for (const key of keys) await storage.outbox.add(intent(key), T0);
  const claim = async (nowMs = T0, owner = "w") =>
    (await storage.outbox.claim(owner, nowMs, nowMs + MINUTE, 10)).map((claimed) => claimed.dedupeKey);
  return { ...storage, claimKeys: claim };
}

it("gives one intent per chat, in order, and the next once that is sent", async () => {
  const { outbox, claimKeys } = await aQueue("a1", "a2");
  await outbox.add(intent("b1", { chatId: 2002, kind: "esim", esimId: "esim-1" }), T0);
  const first = await outbox.claim("w", T0, T0 + MINUTE, 10);
  expect(first).toEqual([
    { id: 1, chatId: 1001, kind: "order-void", subject: "order-1", dedupeKey: "a1", attempts: 1 },
    { id: 3, chatId: 2002, kind: "esim", subject: "order-1", esimId: "esim-1", dedupeKey: "b1", attempts: 1 },
  ]);
  expect(await claimKeys()).toEqual([]);
  expect(await outbox.markSent(1, "w", T0)).toBe(true);
  expect(await claimKeys()).toEqual(["a2"]);
});

it("queues the same key once, even after it was sent", async () => {
  const { outbox, claimKeys } = await aQueue("a", "a");
  expect(await claimKeys()).toEqual(["a"]);
  await outbox.markSent(1, "w", T0);
  await outbox.add(intent("a"), T0);
  expect(await claimKeys(T0 + MINUTE)).toEqual([]);
});

it("holds back what comes behind an intent that waits for its next try", async () => {
  const { outbox, claimKeys } = await aQueue("a1", "a2");
  await claimKeys();
  expect(await outbox.postpone(1, "w", T0 + 5_000, "429")).toBe(true);
  expect(await claimKeys(T0 + 4_999)).toEqual([]);
  expect(await claimKeys(T0 + 5_000)).toEqual(["a1"]);
});

it("gives an intent whose lease ran out to another; the first owner writes nothing any more", async () => {
  const { outbox, claimKeys } = await aQueue("a1");
  await claimKeys(T0, "first");
  expect(await claimKeys(T0 + MINUTE - 1, "second")).toEqual([]);
  expect(await claimKeys(T0 + MINUTE, "second")).toEqual(["a1"]);
  expect(await outbox.markSent(1, "first", T0)).toBe(false);
  expect(await outbox.postpone(1, "first", T0, "late")).toBe(false);
  expect(await outbox.markSent(1, "second", T0)).toBe(true);
  expect(await outbox.markSent(1, "second", T0)).toBe(false);
});

it("parks what a customer who blocked the bot is to be told until they are back", async () => {
  const { outbox, customers, claimKeys } = await aQueue("a1");
  await outbox.add(intent("b1", { chatId: 2002 }), T0);
  await customers.update(1001, { hasBlocked: true });
  expect(await claimKeys()).toEqual(["b1"]);
  expect(await claimKeys(T0 + 30 * 24 * 60 * MINUTE)).toEqual(["b1"]);
  await customers.update(1001, { hasBlocked: false });
  expect(await claimKeys()).toEqual(["a1"]);
});

it("knows whether anything of an order is unsent", async () => {
  const { outbox, claimKeys } = await aQueue("a1");
  await outbox.add(intent("e1", { kind: "esim", esimId: "1" }), T0);
  await outbox.add(intent("e2", { kind: "esim", esimId: "2" }), T0);
  expect(await outbox.hasUnsent("order-1", "esim", 2)).toBe(true);
  await claimKeys();
  await outbox.markSent(1, "w", T0);
  await claimKeys();
  await outbox.markSent(2, "w", T0);
  expect(await outbox.hasUnsent("order-1", "esim", 3)).toBe(false);
  expect(await outbox.hasUnsent("order-1", "esim", 0)).toBe(true);
  expect(await outbox.hasUnsent("order-2", "esim", 0)).toBe(false);
});
