import type { Cell } from "./cell.ts";
import type { Edit } from "./compile.ts";
import { runMatrix } from "./matrix.ts";
import { openWorkshop } from "./workshop.ts";

/** A guard of the shop, how it is taken away, and the cells that must then turn red. */
export interface Guard {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly cells: readonly Cell[];
}

const MOVE_ORDER = "src/storage/orders/move-order.ts";
const INBOX = "src/storage/queues/inbox.ts";
const ORDER_STORE = "src/storage/orders/order-store.ts";
const kill = (label: string, hit = 1) => ({ label, hit });

/** Every guard that the suite must notice the loss of. */
export const GUARDS: readonly Guard[] = [
  {
    name: "unique keys: an update is stored once",
    edits: [
      {
        file: "src/storage/migrations/0003-queues.ts",
        from: '.addColumn("update_id", bigint, (column) => column.notNull().unique())\n      .addColumn("lane"',
        to: '.addColumn("update_id", bigint, (column) => column.notNull())\n      .addColumn("lane"',
      },
      {
        file: "src/storage/queues/inbox-entries.ts",
        from: '      .onConflict((conflict) => conflict.column("update_id").doNothing())\n',
        to: "",
      },
    ],
    cells: [{ scenario: "talk", fault: "none" }],
  },
  {
    name: "unique keys: an ICCID belongs to one order",
    edits: [
      {
        file: "src/storage/esims.ts",
        from: "if (holder.order_id !== esim.orderId)",
        to: `if (holder.order_id !== esim.orderId) {
      await trx.updateTable("esims").set({ order_id: esim.orderId, customer_id: esim.customerId, chat_id: esim.chatId }).where("id", "=", esim.id).execute();
      await trx.deleteFrom("outbox").where("esim_id", "=", esim.id).execute();
    }
    if (holder.order_id === "")`,
      },
    ],
    cells: [{ scenario: "esim", fault: "duplicate ICCID" }],
  },
  {
    name: "compare-and-set: an order moves only from where it is",
    edits: [
      {
        file: MOVE_ORDER,
        from: "if (!current || !change.from.includes(current.state)) return false;",
        to: "if (!current) return false;",
      },
      { file: MOVE_ORDER, from: '    .where("state", "in", change.from)\n', to: "" },
      {
        file: "src/services/checkout/acceptance.ts",
        from: '      if (order.state !== "ready") return { kind: "already", order };\n',
        to: "",
      },
    ],
    cells: [{ scenario: "esim", fault: "none" }],
  },
  {
    name: "sweep: a sending whose process died becomes unknown",
    edits: [
      {
        file: "src/services/orders/reconciliation.ts",
        from: "for (const order of await orders.listAbandoned(clock.now())) await abandon(order);",
        to: "",
      },
      {
        file: "src/services/orders/reconciliation.ts",
        from: "        await abandon(order);\n        return { again: clock.now() };",
        to: "        return { done: true };",
      },
    ],
    cells: [{ scenario: "esim", fault: "none", kill: kill("after supplier.createBooking") }],
  },
  {
    name: "positive lists: only a listed refusal is a failure",
    edits: [
      {
        file: "src/services/orders/fulfilment.ts",
        from: 'if (failure.kind === "unavailable")\n      return fail(order, ["sending"]',
        to: 'if (failure.kind !== "contract")\n      return fail(order, ["sending"]',
      },
    ],
    cells: [{ scenario: "esim", fault: "400 after commit" }],
  },
  {
    name: "refund: money of an order that came to nothing goes back",
    edits: [
      {
        file: "src/services/orders/order-outcomes.ts",
        from: 'return isTaken ? [{ kind: "refund", key: order.id, runAtMs: nowMs }] : [];',
        to: "return isTaken ? [] : [];",
      },
    ],
    cells: [
      { scenario: "stars", fault: "refused" },
      { scenario: "credit", fault: "refused" },
    ],
  },
  {
    name: "owner check: a confirm button is its customer's",
    edits: [
      {
        file: ORDER_STORE,
        from: 'one(orders().where("nonce", "=", nonce).where("customer_id", "=", customerId)),',
        to: 'one(orders().where("nonce", "=", nonce).where("customer_id", ">", customerId - customerId)),',
      },
    ],
    cells: [{ scenario: "esim", fault: "none", isForeign: true }],
  },
  {
    name: "outbox key: the same message is queued once",
    edits: [
      {
        file: "src/services/orders/order-outcomes.ts",
        from: "dedupeKey: `esim ${id}`,",
        to: "dedupeKey: `esim ${id} ${nowMs}`,",
      },
    ],
    cells: [{ scenario: "esim", fault: "short issue" }],
  },
  {
    name: "retry ban: one POST, whatever becomes of it",
    edits: [
      {
        file: "src/itt/transport/calls.ts",
        from: "const outcome = await exchangeOnce(spendPool, postOf(call), config.spendTimeoutMs);",
        to: `let outcome = await exchangeOnce(spendPool, postOf(call), config.spendTimeoutMs);
      if (outcome.kind === "lost") outcome = await exchangeOnce(spendPool, postOf(call), config.spendTimeoutMs);`,
      },
    ],
    cells: [{ scenario: "esim", fault: "reset after commit" }],
  },
  {
    name: "dialogue and done: one transaction",
    edits: [
      {
        file: INBOX,
        from: "group.run(async (trx) => {\n        if (!(await endClaim(trx, entry, owner, nowMs))) return false;\n        await applyDialogueChange(trx, dialogue, nowMs, cipher);\n        return true;\n      }),",
        to: "group\n        .run((trx) => applyDialogueChange(trx, dialogue, nowMs, cipher))\n        .then(() => group.run((trx) => endClaim(trx, entry, owner, nowMs))),",
      },
    ],
    cells: [4, 5, 6].map((hit) => ({
      scenario: "talk" as const,
      fault: "none" as const,
      kill: kill("sql update inbox to done", hit),
    })),
  },
];

/** What a guard's removal came to. */
export interface GuardResult {
  readonly name: string;
  /** As the product is: must be empty. */
  readonly whole: readonly string[];
  /** Without the guard: must not be. */
  readonly without: readonly string[];
}

/** Plays each guard's cells with it and without it. Throws `EditDoesNotApply` where a guard is not where it was. */
export async function tryGuards(
  guards: readonly Guard[],
  onResult: (result: GuardResult) => void,
): Promise<void> {
  const whole = await openWorkshop({ standby: 2 });
  try {
    for (const guard of guards) {
      const edited = await openWorkshop({ edits: guard.edits, standby: 2 });
      try {
        onResult({
          name: guard.name,
          whole: (await runMatrix(whole, guard.cells, { sideBySide: 1 })).failures,
          without: (await runMatrix(edited, guard.cells, { sideBySide: 1 })).failures,
        });
      } finally {
        await edited.close();
      }
    }
  } finally {
    await whole.close();
  }
}
