import { expect, it } from "vitest";
import { createAlarms } from "../../../../src/services/index.ts";
import type { Storage } from "../../../../src/storage/index.ts";
import { MINUTE, openNew, silent, T0 } from "../../storage/fixtures.ts";

/** A process of the shop whose settings name this group; null for none. */
function startIn(storage: Storage, supportChatId: number | null) {
  const { incidents, outbox } = storage;
  const clock = { now: () => T0 };
  return createAlarms({
    ...{ incidents, outbox, supportChatId, clock, logger: silent },
    wake: () => undefined,
  });
}

/** What would be posted, each with its group, and is sent by this. */
async function posted(storage: Storage): Promise<readonly string[]> {
  const told: string[] = [];
  for (;;) {
    const [next] = await storage.outbox.claim("w", T0, T0 + MINUTE, 1);
    if (!next) return told;
    told.push(`${next.kind} ${next.subject} in ${next.chatId}`);
    await storage.outbox.markSent(next.id, "w", T0);
  }
}

it("tells once of an incident that a restart falls into, and once of its end", async () => {
  const storage = await openNew();
  await startIn(storage, -5).raise("supplier-down");
  const next = startIn(storage, -5);
  await next.resume();
  await next.raise("supplier-down");
  expect(await posted(storage)).toEqual(["staff-alarm 1 opened in -5"]);
  const third = startIn(storage, -5);
  await third.resume();
  await third.clear("supplier-down");
  await third.clear("supplier-down");
  expect(await posted(storage)).toEqual(["staff-alarm 1 closed in -5"]);
});

it("tells of what is still open when the shop is given its group, and not of what was over before", async () => {
  const storage = await openNew();
  const alone = startIn(storage, null);
  await alone.raise("supplier-down");
  await alone.raise("agency-balance");
  await alone.clear("agency-balance");
  await alone.resume();
  expect(await posted(storage)).toEqual([]);
  await startIn(storage, -5).resume();
  expect(await posted(storage)).toEqual(["staff-alarm 1 opened in -5"]);
});

it("takes what waits for a group to the one that the settings name now, and customers' messages to nobody else", async () => {
  const storage = await openNew();
  await startIn(storage, -5).raise("supplier-down");
  const toCustomer = { chatId: 1001, kind: "support-reply", subject: "letter", dedupeKey: "reply" } as const;
  await storage.outbox.add(toCustomer, T0);
  await storage.outbox.add({ ...toCustomer, chatId: -5, kind: "support-post", dedupeKey: "post" }, T0);
  await startIn(storage, -1_005).resume();
  expect((await posted(storage)).toSorted()).toEqual([
    "staff-alarm 1 opened in -1005",
    "support-post letter in -1005",
    "support-reply letter in 1001",
  ]);
});
