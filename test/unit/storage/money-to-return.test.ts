import Database from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { accountEntry } from "../../../src/services/payments/books.ts";
import { MINUTE, openDesk } from "../../chaos/support/order-desk.ts";
import { aDatabasePath, open, T0 } from "./fixtures.ts";

const PSEUDONYM = -5_000_000_001;

it("forgets nobody whose money is still to go back for an order that ended, and who would never get it then", async () => {
  const desk = await openDesk();
  const id = await desk.accept();
  const { package: chosen, customerId, nonce } = await desk.order(id);
  await desk.storage.orders.transition({
    orderId: id,
    from: ["accepted"],
    to: "accepted",
    patch: { paymentMethod: "telegram", charged: chosen.price.total },
    detail: "by the test",
    nowMs: desk.clockMs(),
  });
  await desk.pass(0);
  desk.itt.control.addFault({ kind: "soldOut", operation: "create-booking" });
  await desk.collection.receive(customerId, nonce ?? "", { minor: 245, currency: "XTR" }, "charge 1");
  await desk.fulfilment.fulfil(id);
  expect((await desk.order(id)).state).toBe("failed");
  const erase = () => desk.storage.personalData.erase(customerId, PSEUDONYM, ["sending"], desk.clockMs());
  expect(await erase()).toBe("open-order");
  await desk.pass(MINUTE);
  expect((await desk.order(id)).state).toBe("refunded");
  expect(await erase()).toBe("erased");
});

it("forgets nobody whose Stars came for no order and are still to go back, and keeps no trace of them after a month", async () => {
  const path = aDatabasePath();
  const storage = await open(path);
  await storage.strayCharges.add(1001, "charge 1", T0);
  const erase = () => storage.personalData.erase(1001, PSEUDONYM, ["sending"], T0);
  expect(await erase()).toBe("open-order");
  const [job] = await storage.jobs.claim("w", T0, T0 + MINUTE, 9);
  const id = job?.key.replace("charge ", "") ?? "";
  await storage.strayCharges.markReturned(id, T0);
  expect(await erase()).toBe("erased");
  expect(await storage.strayCharges.get(id)).toBeUndefined();
  await storage.strayCharges.add(1001, "charge 1", T0);
  await storage.strayCharges.markReturned(id, T0);
  await storage.inbox.purge(T0 + 31 * 24 * 60 * MINUTE);
  expect(await storage.strayCharges.get(id)).toBeUndefined();
});

it("keeps the ledger as it was entered, but for whose it is", async () => {
  const path = aDatabasePath();
  const storage = await open(path);
  const by = { staffId: 5, reason: "cash desk", key: "one" };
  await storage.ledger.add(accountEntry(1001, 100, "BDT", by), T0);
  const raw = new Database(path);
  onTestFinished(() => void raw.close());
  const columns = raw.pragma("table_info(ledger)") as readonly { name: string }[];
  const isFixed = columns.filter(({ name }) => {
    try {
      raw.exec(`update ledger set ${name} = ${name}`);
      return false;
    } catch (error) {
      expect(String(error)).toContain("append-only");
      return true;
    }
  });
  expect(columns.length - isFixed.length).toBe(1);
  expect(isFixed.map(({ name }) => name)).not.toContain("customer_id");
  expect(() => raw.exec("delete from ledger")).toThrow("append-only");
});
