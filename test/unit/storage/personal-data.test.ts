import { readFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { accountEntry, limitEntry } from "../../../src/services/payments/books.ts";
import { PERSONAL_TABLES } from "../../../src/storage/care/personal-data.ts";
import { createFieldCipher } from "../../../src/storage/keys/field-cipher.ts";
import { SEALED_COLUMNS } from "../../../src/storage/keys/rotate-keys.ts";
import type { Storage } from "../../../src/storage/index.ts";
import { aDatabasePath, anEsim, KEY, MINUTE, open, orderIn, someTraveller, T0 } from "./fixtures.ts";

const OWNER = 7_001_001;
const OTHER = 7_002_002;
const ICCIDS: Readonly<Record<number, string>> = {
  [OWNER]: "8910300000005133881",
  [OTHER]: "8910300000005133882",
};
const PSEUDONYM = -5_000_000_001;
const IMPERSONAL = ["settings", "device_list", "jobs", "staff"];
const cipher = createFieldCipher({ keys: { current: KEY, old: null }, randomBytes });

type Row = Record<string, unknown>;

/** Every row of every table, opened: what somebody with the key would read. */
function readAll(path: string): Map<string, Row[]> {
  const raw = new Database(path, { readonly: true });
  const names = raw
    .prepare<[], { name: string }>(
      "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%'",
    )
    .all();
  const tables = names.map(({ name }): [string, Row[]] => {
    const id = SEALED_COLUMNS.find(({ table }) => table === name)?.id ?? "id";
    const rows = raw.prepare<[], Row>(`select * from "${name}"`).all();
    return [
      name,
      rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([column, value]) => [
            column,
            typeof value === "string" && value.startsWith("v1.")
              ? cipher.open(`${name}:${column}:${String(row[id])}`, value)
              : value,
          ]),
        ),
      ),
    ];
  });
  raw.close();
  return new Map(tables);
}

/** A customer with a row in every table and a value in every sealed column, each value naming its owner. */
async function fill(storage: Storage, customerId: number): Promise<string> {
  const own = `canary-${customerId}`;
  const owner = { customerId, chatId: customerId };
  const traveller = { ...someTraveller, firstName: `${own}-name`, email: `${own}@example.com` };
  await storage.customers.update(customerId, {
    savedTraveller: traveller,
    chosenLanguage: "bn",
    mutedAlerts: ["data"],
    source: `${own}-source`,
  });
  const order = await orderIn(storage, "sending", { ...owner, traveller, source: `${own}-source` });
  await storage.customers.update(customerId, { nextTripOrderId: order.id });
  const esim = anEsim(order, {
    iccid: ICCIDS[customerId] ?? "",
    lpa: `LPA:1$${own}.example$${own}-code`,
    smdpAddress: `${own}.example`,
    activationCode: `${own}-code`,
    confirmationCode: `${own}-confirmation`,
    msisdn: `${own}-msisdn`,
  });
  await storage.orders.transition({
    orderId: order.id,
    from: ["sending"],
    to: "issued",
    detail: "booked",
    nowMs: T0,
    esims: [esim],
    supplierReply: `{"reply":"${own}-reply"}`,
    outbox: [
      { chatId: customerId, kind: "esim", subject: order.id, esimId: esim.id, dedupeKey: `esim ${esim.id}` },
    ],
    jobs: [{ kind: "trip", key: order.id, runAtMs: T0 + MINUTE }],
  });
  await storage.orders.transition({
    orderId: order.id,
    from: ["issued"],
    to: "delivered",
    detail: "every eSIM is in the chat",
    nowMs: T0,
  });
  await storage.esims.setLabel(customerId, esim.id, `${own}-label`);
  const allowance = { total: 1024, remaining: 512, isUnlimited: false };
  const figures = {
    status: `${own}-status`,
    expireAtMs: T0,
    data: allowance,
    voice: allowance,
    text: allowance,
  };
  await storage.usage.save(esim.id, { figures, asOfMs: T0, triedAtMs: T0 }, [], T0);
  const topup = await orderIn(storage, "delivered", {
    ...owner,
    traveller,
    kind: "topup",
    topup: { esimId: esim.id, parentOrderId: order.id },
  });
  const unpaid = await orderIn(storage, "awaiting_payment", { ...owner, traveller });
  const amount = { minor: 100, currency: "BDT" };
  await storage.payments.claim(
    {
      id: `p${customerId % 10}`,
      orderId: unpaid.id,
      customerId,
      method: "manual",
      state: "claimed",
      amount,
      externalId: `${own}-number`,
      photoFileId: `${own}-photo`,
      createdAtMs: T0,
    },
    { jobs: [], outbox: [] },
  );
  await storage.orders.transition({
    orderId: unpaid.id,
    from: ["awaiting_payment"],
    to: "awaiting_payment",
    patch: { paymentUrl: `https://pay.example/${own}-url` },
    payment: {
      do: "decide",
      paymentId: `p${customerId % 10}`,
      state: "declined",
      staffId: 5,
      reason: `${own}-reason`,
    },
    detail: "declined",
    nowMs: T0,
  });
  await storage.orders.transition({
    orderId: unpaid.id,
    from: ["awaiting_payment"],
    to: "expired",
    detail: "over",
    nowMs: T0,
  });
  const key = `k${customerId % 10}`;
  const by = { staffId: 5, reason: "prepaid" };
  await storage.ledger.setLimit(customerId, amount, limitEntry(customerId, amount, { ...by, key }), T0);
  await storage.ledger.add(accountEntry(customerId, 100, "BDT", { ...by, key: `${key} in` }), T0);
  await storage.ledger.add(accountEntry(customerId, -100, "BDT", { ...by, key: `${key} out` }), T0);
  const left = { dataTotalMb: 1024, dataRemainingMb: 512, isUnlimited: false, expireAtMs: T0, readAtMs: T0 };
  const details = {
    ...{ esimId: esim.id, parentOrderId: order.id, acknowledgedAtMs: T0 },
    before: { ...left, historyKeys: [`${own}-key`], pendingMb: 0 },
    after: { historyKey: `${own}-key`, figures: left },
  };
  await storage.orders.transition({
    ...{ orderId: topup.id, from: ["delivered"], to: "delivered", detail: "told", nowMs: T0 },
    patch: { statusMessageId: 12, topup: details },
  });
  await storage.trips.save({ orderId: order.id, ...owner, travelsOn: `${own}-day`, answeredAtMs: T0 });
  await storage.troubleReports.add({
    id: `${own}-report`,
    customerId,
    esimId: esim.id,
    isThere: true,
    tried: "wck",
    createdAtMs: T0,
  });
  const about = { staffId: 5, orderId: order.id };
  await storage.notes.add({ ...about, customerId, text: `${own}-note`, atMs: T0 });
  await storage.audit.add(
    { ...about, action: "order", subjectId: customerId, outcome: "shown", reason: `${own}-why` },
    T0,
  );
  const lane = `user ${customerId}`;
  const bodies = [`${own}-done`, `${own}-buried`, `${own}-waiting`];
  await storage.inbox.add(
    bodies.map((text, n) => ({
      updateId: (customerId % 1_000) * 10 + n,
      lane,
      body: JSON.stringify({ text }),
    })),
    T0,
  );
  for (const how of ["finish", "bury", "release"] as const) {
    const [entry] = (await storage.inbox.claim("w", T0, T0 + 1, 9)).filter((each) => each.lane === lane);
    if (!entry) throw new Error("an entry was to be claimed");
    const state = { kind: "write", key: `chat ${customerId}`, version: "1", state: `${own}-state` } as const;
    if (how === "finish") await storage.inbox.finish(entry, "w", state, T0);
    else if (how === "bury") await storage.inbox.bury(entry, "w", `${own}-error`, null, T0);
    else await storage.inbox.release(entry, "w", T0 + MINUTE, `${own}-error`);
  }
  return own;
}

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
  expect(await storage.personalData.erase(OWNER, PSEUDONYM, ["sending"], T0)).toBe(true);
  await storage.customers.get(OWNER);
  expect(await storage.personalData.erase(OWNER, PSEUDONYM - 1, ["sending"], T0)).toBe(true);
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
