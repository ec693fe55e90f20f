import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { SEALED_COLUMNS } from "../../../src/storage/keys/rotate-keys.ts";
import { T0, aDatabasePath, anEsim, open, orderIn, someTraveller } from "./fixtures.ts";

it("leaves no name, address, phone, LPA or message in any of the database's files", async () => {
  const path = aDatabasePath();
  const storage = await open(path);
  await storage.customers.update(1001, { savedTraveller: someTraveller });
  const order = await orderIn(storage, "sending");
  const esim = anEsim(order);
  await storage.orders.transition({
    orderId: order.id,
    from: ["sending"],
    to: "issued",
    detail: "complete answer",
    nowMs: T0,
    esims: [esim],
    supplierReply: JSON.stringify({ reply: "REPLY-CANARY", lpa: esim.lpa }),
    outbox: [{ chatId: 1001, kind: "esim", subject: order.id, esimId: "e", dedupeKey: "esim:1" }],
  });
  await storage.inbox.add(
    [1, 2, 3].map((updateId) => ({ updateId, lane: `lane-${updateId}`, body: '{"text":"BODY-CANARY"}' })),
    T0,
  );
  const [done, buried, released] = await storage.inbox.claim("w", T0, T0 + 1, 3);
  if (!done || !buried || !released) throw new Error("three entries were to be claimed");
  await storage.inbox.finish(
    done,
    "w",
    { kind: "write", key: "1001", version: "1", state: "STATE-CANARY" },
    T0,
  );
  await storage.inbox.bury(buried, "w", "ERROR-CANARY", null, T0);
  await storage.inbox.release(released, "w", T0, "ERROR-CANARY");

  await storage.esims.setLabel(1001, esim.id, "LABEL-CANARY");

  const waiting = await orderIn(storage, "awaiting_payment", { customerId: 1001 });
  const base = { orderId: waiting.id, customerId: 1001, method: "manual", createdAtMs: T0 } as const;
  const amount = { minor: 1, currency: "BDT" };
  await storage.payments.claim(
    { ...base, id: "p1", amount, state: "claimed", externalId: "NUMBER-CANARY", photoFileId: "PHOTO-CANARY" },
    { jobs: [], outbox: [] },
  );
  await storage.orders.transition({
    orderId: waiting.id,
    from: ["awaiting_payment"],
    to: "awaiting_payment",
    detail: "declined",
    nowMs: T0,
    patch: { paymentUrl: "https://pay.example/URL-CANARY" },
    payment: { do: "decide", paymentId: "p1", state: "declined", staffId: 5, reason: "REASON-CANARY" },
  });

  await storage.strayCharges.add(1001, "CHARGE-CANARY", T0);

  const trip = { orderId: order.id, customerId: 1001, chatId: 1001, answeredAtMs: T0 };
  await storage.trips.save({ ...trip, travelsOn: "2026-12-24" });
  const act = { staffId: 5, orderId: order.id, subjectId: 1001 };
  await storage.audit.add({ ...act, action: "order", outcome: "shown", reason: "WHY-CANARY" }, T0);
  await storage.notes.add({ ...act, customerId: 1001, text: "NOTE-CANARY", atMs: T0 });
  const letter = { id: "m1", customerId: 1001, orderId: order.id, staffId: null, createdAtMs: T0 };
  await storage.supportMessages.add(
    { ...letter, text: "LETTER-CANARY", photoFileId: "LETTER-PHOTO-CANARY" },
    { outbox: [], audit: null },
  );

  const canaries = [
    "CHARGE-CANARY",
    "LETTER-CANARY",
    "LETTER-PHOTO-CANARY",
    "WHY-CANARY",
    "NOTE-CANARY",
    "NUMBER-CANARY",
    "PHOTO-CANARY",
    "URL-CANARY",
    "REASON-CANARY",
    "2026-12-24",
    "LABEL-CANARY",
    someTraveller.firstName,
    someTraveller.lastName,
    someTraveller.phone,
    someTraveller.phoneNational,
    someTraveller.email,
    esim.lpa,
    esim.smdpAddress,
    esim.activationCode,
    "CONFIRM-CANARY",
    "905551112233",
    "REPLY-CANARY",
    "BODY-CANARY",
    "STATE-CANARY",
    "ERROR-CANARY",
  ];
  const files = [path, `${path}-wal`, `${path}-shm`].map((file) => readFileSync(file));
  // The search itself works: what is kept in clear is found.
  expect(files.some((bytes) => bytes.includes(esim.iccid))).toBe(true);
  for (const canary of canaries)
    for (const bytes of files) expect(bytes.includes(canary), canary).toBe(false);
  // Nor is one left behind in a sealed column that the change of keys would not find.
  const raw = new Database(path, { readonly: true });
  const sealed = new Set<string>();
  const tables = raw
    .prepare<[], { name: string }>("select name from sqlite_schema where type = 'table'")
    .all();
  for (const { name } of tables) {
    for (const row of raw.prepare<[], Record<string, unknown>>(`select * from "${name}"`).all()) {
      for (const [column, value] of Object.entries(row))
        if (typeof value === "string" && value.startsWith("v1.")) sealed.add(`${name}.${column}`);
    }
  }
  raw.close();
  const listed = SEALED_COLUMNS.flatMap(({ table, columns }) =>
    columns.map((column) => `${table}.${column}`),
  );
  expect([...sealed].sort()).toEqual(listed.sort());
});
