import { randomBytes } from "node:crypto";
import Database from "better-sqlite3";
import { accountEntry, limitEntry } from "../../../src/services/payments/books.ts";
import { createFieldCipher } from "../../../src/storage/keys/field-cipher.ts";
import { SEALED_COLUMNS } from "../../../src/storage/keys/rotate-keys.ts";
import type { Storage } from "../../../src/storage/index.ts";
import { anEsim, KEY, MINUTE, orderIn, someTraveller, T0 } from "./fixtures.ts";

/** The customer whose data a test is about, and another whose data it must leave alone. */
export const OWNER = 7_001_001;
export const OTHER = 7_002_002;
const ICCIDS: Readonly<Record<number, string>> = {
  [OWNER]: "8910300000005133881",
  [OTHER]: "8910300000005133882",
};
const cipher = createFieldCipher({ keys: { current: KEY, old: null }, randomBytes });

type Row = Record<string, unknown>;

/** Every row of every table, opened: what somebody with the key would read. */
export function readAll(path: string): Map<string, Row[]> {
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

/** A customer with a row in every table and a value in every sealed column, each value naming its owner; gives what those values begin with. */
export async function fill(storage: Storage, customerId: number): Promise<string> {
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
  await storage.strayCharges.add(customerId, `${own}-charge`, T0);
  for (const job of await storage.jobs.claim("filling", T0, T0 + MINUTE, 9)) {
    await storage.strayCharges.markReturned(job.key.replace("charge ", ""), T0);
    await storage.jobs.finish(job, "filling");
  }
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
  const by = { staffId: 5 };
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
  await storage.incidents.open("needs-person", order.id, null, T0, order.id);
  await storage.voidProposals.put(order.id, 5, T0);
  const letter = { id: `${own}-letter`, customerId, orderId: order.id, staffId: null, createdAtMs: T0 };
  await storage.supportMessages.add(
    { ...letter, text: `${own}-words`, photoFileId: `${own}-picture` },
    { outbox: [], audit: null },
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
