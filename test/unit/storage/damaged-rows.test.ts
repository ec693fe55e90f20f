import { expect, it } from "vitest";
import Database from "better-sqlite3";
import type { Logger, LogFields } from "../../../src/services/ports/index.ts";
import { T0, KEY, MINUTE, aDatabasePath, aDraft, open, orderIn, someTraveller } from "./fixtures.ts";

/** A log that is kept, as one text. */
function aLog(): Logger & { text: () => string } {
  const lines: string[] = [];
  const write = (event: string, fields?: LogFields) => void lines.push(JSON.stringify({ event, ...fields }));
  const logger: Logger = { debug: write, info: write, warn: write, error: write, child: () => logger };
  return { ...logger, text: () => lines.join("\n") };
}

/** Changes the last letters of a stored value, as a bad disk would. */
function damage(path: string, table: string, column: string, where: string): void {
  const raw = new Database(path);
  const changed = raw
    .prepare(
      `update ${table} set ${column} = substr(${column}, 1, length(${column}) - 6) || 'AAAAAA' where ${where}`,
    )
    .run();
  raw.close();
  expect(changed.changes, `${table} where ${where}`).toBe(1);
}

it("drops a dialogue that does not open, so that its customer goes on", async () => {
  const [path, logger] = [aDatabasePath(), aLog()];
  const storage = await open(path, { logger });
  await storage.inbox.add([{ updateId: 1, lane: "a", body: "{}" }], T0);
  const [entry] = await storage.inbox.claim("w", T0, T0 + MINUTE, 1);
  if (!entry) throw new Error("an entry was to be free");
  const state = '{"typed":"Wolfeschlegel"}';
  await storage.inbox.finish(entry, "w", { kind: "write", key: "chat 7", version: "1", state }, T0);
  damage(path, "dialogues", "state", "key = 'chat 7'");
  expect(await storage.dialogues.read("chat 7")).toEqual({ version: null, state: "" });
  expect(logger.text()).toContain("dialogue.unreadable");
  expect(logger.text()).not.toContain("Wolfe");
});

it("goes on with all other orders where one does not open", async () => {
  const [path, logger] = [aDatabasePath(), aLog()];
  const storage = await open(path, { logger });
  const damaged = await orderIn(storage, "sending", { customerId: 1 });
  const whole = await orderIn(storage, "sending", { customerId: 2 });
  const stale = await storage.orders.createDraft(aDraft({ customerId: 3 }), T0);
  await storage.orders.createDraft(aDraft({ customerId: 4 }), T0 - 1);
  damage(path, "orders", "traveller", `id = '${damaged.id}'`);
  damage(path, "orders", "traveller", "customer_id = 4");
  const ids = (orders: readonly { id: string }[]) => orders.map(({ id }) => id);
  expect(ids(await storage.orders.listAbandoned(T0 + MINUTE))).toEqual([whole.id]);
  expect(ids(await storage.orders.listInStates(["sending"], 9))).toEqual([whole.id]);
  expect(ids(await storage.orders.listStaleDrafts(T0 + MINUTE, 9))).toEqual([stale.id]);
  expect(logger.text()).toContain(damaged.reference);
  // Nobody acts on it for as long as it is not mended.
  await expect(storage.orders.get(damaged.id)).rejects.toThrow("orders:traveller");
});

it("knows a customer without the saved traveller that does not open", async () => {
  const path = aDatabasePath();
  const storage = await open(path);
  await storage.customers.update(7, { savedTraveller: someTraveller, chosenLanguage: "bn" });
  damage(path, "customers", "saved_traveller", "id = 7");
  expect(await storage.customers.get(7)).toMatchObject({ chosenLanguage: "bn", savedTraveller: null });
});

it("changes keys, and starts, with values that neither key opens", async () => {
  const path = aDatabasePath();
  const before = await open(path);
  const drafts = Array.from({ length: 450 }, (_, index) => aDraft({ customerId: 2_000 + index }));
  for (const draft of drafts) await before.orders.createDraft(draft, T0);
  await before.close();
  damage(path, "orders", "traveller", "customer_id = 2000");
  damage(path, "orders", "traveller", "customer_id = 2300");
  const raw = new Database(path);
  raw.exec("delete from settings where name = 'look_ups_filled'");
  raw.close();

  const [next, logger] = [new Uint8Array(32).fill(9), aLog()];
  await (await open(path, { keys: { current: next, old: KEY }, logger })).close();
  expect(logger.text()).toContain('{"event":"storage.unreadable","count":2');
  const after = await open(path, { keys: { current: next, old: null } });
  expect((await after.orders.get(drafts[449]?.id ?? ""))?.traveller).toEqual(someTraveller);
  await expect(after.orders.get(drafts[300]?.id ?? "")).rejects.toThrow("another data key");
});
