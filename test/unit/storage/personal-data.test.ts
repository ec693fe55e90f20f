import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { PERSONAL_TABLES } from "../../../src/storage/care/personal-data.ts";
import { SEALED_COLUMNS } from "../../../src/storage/keys/rotate-keys.ts";
import { fill, OTHER, OWNER, readAll } from "./filled-customer.ts";
import { aDatabasePath, MINUTE, open, orderIn, T0 } from "./fixtures.ts";

const PSEUDONYM = -5_000_000_001;
const IMPERSONAL = ["settings", "device_list", "jobs", "staff"];

it("knows every table of the database as personal or not", async () => {
  const path = aDatabasePath();
  await open(path);
  const listed = [...PERSONAL_TABLES.map(({ table }) => table as string), ...IMPERSONAL];
  expect([...readAll(path).keys()].sort()).toEqual(listed.sort());
});

it("gives a customer every row of theirs, opened, and none of another's", async () => {
  const path = aDatabasePath();
  const storage = await open(path);
  const own = await fill(storage, OWNER);
  const others = await fill(storage, OTHER);
  const data = await storage.personalData.collect(OWNER);
  const text = JSON.stringify(data);
  expect(text).not.toContain(others);
  expect(text).not.toContain(String(OTHER));
  expect(text).not.toMatch(/v1\.[0-9a-f]{8}\./);
  for (const { table } of PERSONAL_TABLES) expect(data[table], table).not.toEqual([]);
  for (const { table, columns } of SEALED_COLUMNS.filter((each) => each.table !== "settings")) {
    for (const column of columns.filter((each) => each !== "supplier_reply")) {
      const values = data[table]?.map((row) => JSON.stringify(row[column] ?? null)) ?? [];
      expect(
        values.some((value) => value.includes(own)),
        `${table}.${column}`,
      ).toBe(true);
    }
  }
  expect(data["esim_usage"]).toMatchObject([
    { figures_json: { status: `${own}-status` }, alerts_already_sent: [] },
  ]);
  expect(data["customers"]?.[0]).toHaveProperty("newest_menu_message_id");
  // Of a handled message nothing is kept: an empty row would tell nothing.
  expect(data["inbox"]?.map(({ body }) => body)).toEqual([{ text: `${own}-waiting` }]);
  // What the shop pays its supplier is the shop's.
  expect(text).not.toMatch(/purchase/);
});

it("does not tell a customer who of staff it was, nor how a payment's number is told from another", async () => {
  const storage = await open(aDatabasePath());
  await fill(storage, OWNER);
  const [order] = await storage.orders.list(OWNER, ["expired"], 1);
  if (!order) throw new Error("there was to be an order");
  const detail = "staff 4400123 saw the money";
  await storage.orders.transition({ orderId: order.id, from: ["expired"], to: "expired", detail, nowMs: T0 });
  const { payments = [], order_events = [] } = await storage.personalData.collect(OWNER);
  expect(order_events.map((event) => event["detail"])).toContain("staff saw the money");
  expect(JSON.stringify(order_events)).not.toContain("4400123");
  expect(payments).not.toEqual([]);
  for (const payment of payments) expect(Object.keys(payment)).not.toContain("decided_by");
  for (const payment of payments) expect(Object.keys(payment)).not.toContain("external_hash");
});

it("leaves nothing that says who a forgotten customer was, keeps the books, and touches nobody else", async () => {
  const path = aDatabasePath();
  const storage = await open(path);
  const own = await fill(storage, OWNER);
  await fill(storage, OTHER);
  const others = await storage.personalData.collect(OTHER);
  // The test is worth nothing unless every sealed column holds something beforehand.
  const before = readAll(path);
  for (const { table, columns } of SEALED_COLUMNS)
    for (const column of columns)
      expect(
        before.get(table)?.some((row) => row[column]),
        `${table}.${column}`,
      ).toBe(true);
  const moneyOf = (tables: ReturnType<typeof readAll>) =>
    tables.get("orders")?.map(({ id, reference, state, charged_minor, sell_minor, receipt_number }) => ({
      ...{ id, reference, state, charged_minor, sell_minor, receipt_number },
    }));

  expect(await storage.personalData.erase(OWNER, PSEUDONYM, ["sending", "issued"], T0 + 1)).toBe("erased");

  const after = readAll(path);
  // What still waits in the lane was written after the tap that forgets, or is that tap: it is handled, and then gone like the rest.
  after.set("inbox", after.get("inbox")?.filter(({ done_at_ms }) => done_at_ms !== null) ?? []);
  const text = JSON.stringify([...after]);
  expect([own, String(OWNER)].filter((each) => text.includes(each))).toEqual([]);
  expect(moneyOf(after)).toEqual(moneyOf(before));
  expect(after.get("order_events")).toEqual(before.get("order_events"));
  expect(await storage.personalData.collect(OTHER)).toEqual(others);
  // Nobody is left to look after: no reminder, no alert, nothing to send.
  expect(after.get("jobs")).toHaveLength(1);
  expect((await storage.usage.listDue(T0 + 1e12, 99)).map(({ chatId }) => chatId)).not.toContain(PSEUDONYM);
  expect((await storage.outbox.claim("w", T0, T0 + 1, 99)).map(({ chatId }) => chatId)).toEqual([OTHER]);
  // Nor was any of it ever in clear in the files, where a deleted row would lie on.
  const secrets = [
    "name",
    "label",
    "code",
    "confirmation",
    "msisdn",
    "reply",
    "state",
    "buried",
    "error",
    "day",
    "charge",
  ];
  for (const file of [path, `${path}-wal`]) {
    const bytes = readFileSync(file);
    expect(secrets.filter((secret) => bytes.includes(`${own}-${secret}`))).toEqual([]);
  }

  const back = await storage.customers.get(OWNER);
  expect(back).toMatchObject({ chosenLanguage: null, savedTraveller: null, mutedAlerts: [], source: null });
  expect(await storage.esims.listOwned(OWNER)).toEqual([]);
});

it("gives and reads a day of travel that was kept in clear", async () => {
  const path = aDatabasePath();
  const storage = await open(path);
  await fill(storage, OWNER);
  const raw = new Database(path);
  raw.prepare("update trips set travels_on = '2026-12-24'").run();
  raw.close();
  const data = await storage.personalData.collect(OWNER);
  expect(data["trips"]).toMatchObject([{ travels_on: "2026-12-24" }]);
  const orderId = String(data["trips"]?.[0]?.["order_id"]);
  expect(await storage.trips.get(orderId)).toMatchObject({ travelsOn: "2026-12-24" });
});

it("keeps a day of travel and a call for a person for 30 days, and the day until its reminder has run", async () => {
  const path = aDatabasePath();
  const storage = await open(path);
  await fill(storage, OWNER);
  const left = async (days: number) => {
    await storage.inbox.purge(T0 + days * 24 * 60 * MINUTE);
    const tables = readAll(path);
    return [tables.get("trips")?.length, tables.get("trouble_reports")?.length];
  };
  expect(await left(30)).toEqual([1, 1]);
  expect(await left(31)).toEqual([1, 0]);
  const [job] = await storage.jobs.claim("w", T0 + MINUTE, T0 + 2 * MINUTE, 1);
  if (!job) throw new Error("the reminder was to be claimed");
  await storage.jobs.finish(job, "w");
  expect(await left(31)).toEqual([0, 0]);
});

it("makes a pseudonym only for who has orders: forgotten twice is forgotten once", async () => {
  const path = aDatabasePath();
  const storage = await open(path);
  await fill(storage, OWNER);
  expect(await storage.personalData.erase(OWNER, PSEUDONYM, ["sending"], T0)).toBe("erased");
  await storage.customers.get(OWNER);
  expect(await storage.personalData.erase(OWNER, PSEUDONYM - 1, ["sending"], T0)).toBe("erased");
  expect(readAll(path).get("customers")).toMatchObject([{ id: PSEUDONYM }]);
});

it("does nothing while an order or a top-up is open", async () => {
  const path = aDatabasePath();
  const storage = await open(path);
  await fill(storage, OWNER);
  for (const kind of ["esim", "topup"] as const) {
    const topup = { esimId: "some-esim", parentOrderId: "some-order" };
    const { id } = await orderIn(storage, "sending", {
      customerId: OWNER,
      chatId: OWNER,
      kind,
      ...(kind === "topup" ? { topup } : {}),
    });
    const before = readAll(path);
    expect(await storage.personalData.erase(OWNER, PSEUDONYM, ["sending"], T0)).toBe("open-order");
    expect(readAll(path)).toEqual(before);
    await storage.orders.transition({ orderId: id, from: ["sending"], to: "failed", detail: "", nowMs: T0 });
  }
  expect(await storage.personalData.erase(OWNER, PSEUDONYM, ["sending"], T0)).toBe("erased");
});
