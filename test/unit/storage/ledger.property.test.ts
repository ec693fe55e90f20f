import * as fc from "fast-check";
import { expect, it } from "vitest";
import { accountEntry, entryFor, limitEntry } from "../../../src/services/payments/books.ts";
import { CreditExceeded } from "../../../src/services/ports/index.ts";
import { aDraft, openNew, T0 } from "./fixtures.ts";

/** What may happen to an account next. `pick` chooses among the orders that were sold. */
const step = fc.record({
  act: fc.constantFrom("grant", "withdraw", "limit", "sell", "sell-twice", "refund", "repeat"),
  amount: fc.integer({ min: 1, max: 2_000 }),
  pick: fc.nat(9),
});

const BDT = (minor: number) => ({ minor, currency: "BDT" });

it("keeps every account's sum right, and never takes one below the limit it had then", async () => {
  const storage = await openNew();
  const { ledger, orders } = storage;
  let customerId = 5_000;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25, size: "max" }), async (steps) => {
      customerId += 1;
      await storage.customers.get(customerId);
      let [balance, limit] = [0, 0];
      let lastKey = "";
      const sold: { id: string; minor: number; isBack: boolean }[] = [];
      const by = (key: string) => {
        lastKey = key;
        return { staffId: 1, key };
      };
      /** The confirm tap of a new order; true when it was charged. */
      const sell = async (id: string, reference: string, minor: number): Promise<boolean> => {
        const order = { id, reference, customerId, charged: BDT(minor), paymentMethod: "credit" } as const;
        try {
          return await orders.transition({
            orderId: id,
            from: ["ready"],
            to: "accepted",
            patch: { charged: BDT(minor), paymentMethod: "credit" },
            detail: "confirmed",
            nowMs: T0,
            ledger: entryFor(order, "sale"),
            withinCredit: "BDT",
          });
        } catch (error) {
          if (error instanceof CreditExceeded) return false;
          throw error;
        }
      };
      const ready = async () => {
        const draft = aDraft({ customerId, chatId: customerId, paymentMethod: "credit" });
        await orders.createDraft(draft, T0);
        const move = { orderId: draft.id, detail: "", nowMs: T0 };
        await orders.transition({ ...move, from: ["draft"], to: "quoted" });
        await orders.transition({ ...move, from: ["quoted"], to: "ready" });
        return draft;
      };

      for (const [index, { act, amount, pick }] of steps.entries()) {
        const key = `${customerId} ${index}`;
        if (act === "grant") {
          await ledger.add(accountEntry(customerId, amount, "BDT", by(key)), T0);
          balance += amount;
        } else if (act === "limit") {
          await ledger.setLimit(customerId, BDT(amount), limitEntry(customerId, BDT(amount), by(key)), T0);
          limit = amount;
        } else if (act === "withdraw") {
          const isWithin = balance - amount + limit >= 0;
          const entered = ledger.add(accountEntry(customerId, -amount, "BDT", by(key)), T0);
          if (isWithin) balance -= (await entered) ? amount : 0;
          else await expect(entered).rejects.toBeInstanceOf(CreditExceeded);
        } else if (act === "repeat") {
          // A command that is told again changes nothing.
          if (lastKey !== "") {
            const before = await ledger.list(customerId, 100);
            const again = accountEntry(customerId, amount, "BDT", by(lastKey));
            const isThere = before.some(({ dedupeKey }) => dedupeKey === again.dedupeKey);
            if (isThere) expect(await ledger.add(again, T0)).toBe(false);
          }
        } else if (act === "refund") {
          const order = sold[pick % Math.max(sold.length, 1)];
          if (!order) continue;
          const row = { ...order, reference: order.id, customerId, charged: BDT(order.minor) };
          const [entry] = entryFor({ ...row, paymentMethod: "credit" }, "refund");
          if (entry) await ledger.add(entry, T0);
          balance += order.isBack ? 0 : order.minor;
          order.isBack = true;
        } else {
          const draft = await ready();
          const taps = act === "sell" ? 1 : 2;
          const isWithin = balance - amount + limit >= 0;
          const charged = await Promise.all(
            Array.from({ length: taps }, () => sell(draft.id, draft.reference, amount)),
          );
          expect(charged.filter(Boolean)).toHaveLength(isWithin ? 1 : 0);
          if (isWithin) {
            balance -= amount;
            sold.push({ id: draft.id, minor: amount, isBack: false });
          }
        }
        const account = (await ledger.balances(customerId)).find(({ currency }) => currency === "BDT");
        expect(account ?? { balanceMinor: 0, limitMinor: 0 }).toMatchObject({
          balanceMinor: balance,
          limitMinor: limit,
        });
      }
      const rows = await ledger.list(customerId, 1_000);
      expect(rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(balance);
    }),
    { numRuns: 25 },
  );
}, 60_000);

it("lets of two orders at once only one spend the same credit", async () => {
  const storage = await openNew();
  const { ledger, orders } = storage;
  const customerId = 4_000;
  await storage.customers.get(customerId);
  await ledger.add(accountEntry(customerId, 100, "BDT", { staffId: 1, key: "one" }), T0);
  const drafts = (["esim", "topup"] as const).map((kind) =>
    aDraft({
      customerId,
      chatId: customerId,
      kind,
      ...(kind === "topup" ? { topup: { esimId: "an-esim", parentOrderId: "an-order" } } : {}),
    }),
  );
  for (const draft of drafts) {
    await orders.createDraft(draft, T0);
    const move = { orderId: draft.id, detail: "", nowMs: T0 };
    await orders.transition({ ...move, from: ["draft"], to: "quoted" });
    await orders.transition({ ...move, from: ["quoted"], to: "ready" });
  }
  const outcomes = await Promise.allSettled(
    drafts.map((draft) =>
      orders.transition({
        orderId: draft.id,
        from: ["ready"],
        to: "accepted",
        detail: "confirmed",
        nowMs: T0,
        ledger: entryFor({ ...draft, charged: BDT(100), paymentMethod: "credit" }, "sale"),
        withinCredit: "BDT",
      }),
    ),
  );
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await ledger.balances(customerId)).toMatchObject([{ balanceMinor: 0 }]);
  const states = await Promise.all(drafts.map(async ({ id }) => (await orders.get(id))?.state));
  expect(states.sort()).toEqual(["accepted", "ready"]);
});
