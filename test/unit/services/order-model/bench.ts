import Database from "better-sqlite3";
import { expect, onTestFinished } from "vitest";
import type { Order } from "../../../../src/domain/order.ts";
import type { PaymentMethod } from "../../../../src/domain/payment.ts";
import type { OrderEvent } from "../../../../src/services/ports/index.ts";
import { aDatabasePath, aDraft, open, somePackage, T0 } from "../../storage/fixtures.ts";
import { expectAppended, expectLawful, expectSettled, expectTrue } from "./laws.ts";
import { startProcess, type OneProcess } from "./process.ts";
import { createScriptedSupplier, type ScriptedSupplier } from "./supplier.ts";

/** Two processes of the shop on one database, the supplier, and a few orders that wait for their confirm tap. */
export interface Bench {
  readonly processes: readonly [OneProcess, OneProcess];
  readonly supplier: ScriptedSupplier;
  readonly orderIds: readonly string[];
  order(id: string): Promise<Order>;
  pass(ms: number): void;
  /** Checks everything that must hold at every moment. */
  expectLawful(): Promise<void>;
  /** Lets a fortnight pass with a supplier that answers, and checks what everybody has then. */
  expectSettled(): Promise<void>;
}

const HOUR = 3_600_000;
/** In steps: reads are close together at first, then daily. */
const FORTNIGHT = [...Array.from({ length: 10 }, () => 3), 24, 24, 48, 96, 96];

/** Opens one database; each call of what it gives makes a new bench on it. */
export async function openBenches(): Promise<
  (orders: readonly { method: PaymentMethod; quantity: number }[]) => Promise<Bench>
> {
  const path = aDatabasePath();
  const storages = [await open(path), await open(path)] as const;
  const raw = new Database(path);
  onTestFinished(() => void raw.close());
  const ledger = raw.prepare("select coalesce(sum(amount_minor), 0) from ledger where order_id = ?").pluck();
  let customers = 50_000;
  let nowMs = T0;

  return async (wanted) => {
    // What an earlier bench left undone is none of this one's.
    raw.exec("delete from jobs");
    const supplier = createScriptedSupplier();
    const stars = { returned: new Map<string, number>() };
    const clock = { now: () => nowMs };
    const shared = { supplier: supplier.port, clock, stars };
    const processes = [
      startProcess({ ...shared, name: "a", storage: storages[0] }),
      startProcess({ ...shared, name: "b", storage: storages[1] }),
    ] as const;
    const [{ orders }] = storages;
    const told = new Map<string, readonly OrderEvent[]>();
    const orderIds: string[] = [];

    async function order(id: string): Promise<Order> {
      const found = await orders.get(id);
      if (!found) throw new Error(`there is no order ${id}`);
      return found;
    }

    for (const { method, quantity } of wanted) {
      customers += 1;
      const { minor, currency } = somePackage.price.total;
      const draft = aDraft({ customerId: customers, chatId: customers, quantity, paymentMethod: method });
      const charged = { minor: minor * quantity, currency };
      await orders.createDraft(draft, nowMs);
      const move = { orderId: draft.id, detail: "by the test", nowMs };
      const ids = { bookingTrackingId: `t-${draft.id}`, packageTrackingId: `p-${draft.id}` };
      const quote = { ...ids, quotedAtMs: nowMs };
      await orders.transition({ ...move, from: ["draft"], to: "quoted", patch: { quote, charged } });
      await orders.transition({ ...move, from: ["quoted"], to: "ready", patch: { nonce: draft.id } });
      if (method === "credit")
        await storages[0].ledger.add(
          {
            customerId: customers,
            orderId: null,
            kind: "grant",
            method: "credit",
            amountMinor: charged.minor,
            currency,
            staffId: 1,
            note: "test",
            dedupeKey: `account ${draft.id}`,
          },
          nowMs,
        );
      orderIds.push(draft.id);
    }

    const bench: Bench = {
      processes,
      supplier,
      orderIds,
      order,
      pass(ms) {
        nowMs += ms;
      },
      async expectLawful() {
        for (const id of orderIds) {
          const events = await orders.events(id);
          const now = await order(id);
          expectLawful(now, events, supplier.posts(`t-${id}`));
          expectTrue(now, (await storages[0].esims.listOfOrder(id)).length);
          const payments = await storages[0].payments.listOfOrder(id);
          // Whoever says to have paid is answered before the order ends.
          if (now.state === "cancelled" || now.state === "expired")
            expect(payments.filter(({ state }) => state === "claimed")).toEqual([]);
          expectAppended(told.get(id) ?? [], events);
          told.set(id, events);
        }
        for (const [charge, times] of stars.returned)
          expect(times, `${charge} went back`).toBeLessThanOrEqual(2);
      },
      async expectSettled() {
        supplier.mend();
        // A claim waits for staff, however long they take: in the end they look.
        for (const id of orderIds)
          for (const { id: payment, state } of await storages[0].payments.listOfOrder(id))
            if (state === "claimed") await processes[0].collection.decide(payment, false, 11, "not-found");
        for (const hours of FORTNIGHT) {
          nowMs += hours * HOUR;
          await processes[1].reconciliation.sweep();
          for (let rounds = 0; rounds < 20 && (await processes[0].runDue()) > 0; rounds += 1) continue;
          for (const id of orderIds) await processes[0].deliver(id);
        }
        await bench.expectLawful();
        for (const id of orderIds) {
          const isBooked = supplier.isBooked(`t-${id}`);
          const end = { order: await order(id), isBooked, ledgerMinor: Number(ledger.get(id)) };
          expectSettled(end, await orders.events(id));
        }
      },
    };
    return bench;
  };
}
