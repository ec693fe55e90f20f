import type { Kysely } from "kysely";
import type { JobKind, StaffDeskStore, StoredEsim } from "../../services/ports/index.ts";
import { toEsim } from "../esims.ts";
import type { FieldCipher } from "../keys/field-cipher.ts";
import type { LookUpKey } from "../keys/look-up-key.ts";
import { toOrder } from "../orders/rows.ts";
import type { Database } from "../schema.ts";
import { hashLookUp } from "./look-ups.ts";

/** Jobs that look at an order at the supplier's. */
const LOOKS = [
  "reconcile",
  "reconcile-topup",
  "fulfil",
  "fulfil-topup",
  "await-supplier",
  "await-topup",
] as const satisfies readonly JobKind[];

interface Deps {
  readonly db: Kysely<Database>;
  readonly cipher: FieldCipher;
  readonly lookUp: LookUpKey;
}

/** What staff ask the database, over all customers. */
export function createStaffDeskStore({ db, cipher, lookUp }: Deps): StaffDeskStore {
  const newest = () => db.selectFrom("orders").selectAll().orderBy("created_at_ms", "desc").orderBy("id");
  const orders = async (query: ReturnType<typeof newest>) =>
    (await query.execute()).map((row) => toOrder(row, cipher));

  return {
    async findByLookUps(lookUps, limit) {
      if (lookUps.length === 0) return [];
      const query = lookUps.reduce(
        (narrowed, each) =>
          narrowed.where("id", "in", (eb) =>
            eb
              .selectFrom("order_look_ups")
              .select("order_id")
              .where("kind", "=", each.kind)
              .where("hash", "=", hashLookUp(each, lookUp)),
          ),
        newest(),
      );
      return orders(query.limit(limit));
    },

    findByBooking: (id, limit) =>
      orders(
        newest()
          .where((eb) => eb.or([eb("booking_id", "=", id), eb("booking_tracking_id", "=", id)]))
          .limit(limit),
      ),

    async findEsims(digits, limit): Promise<readonly StoredEsim[]> {
      const esims = db.selectFrom("esims").selectAll().orderBy("issued_at_ms", "desc").limit(limit);
      const rows = await (
        digits.length === 4
          ? esims.where((eb) => eb(eb.fn("substr", ["iccid", eb.lit(-4)]), "=", digits))
          : esims.where("iccid", "=", digits)
      ).execute();
      return rows.map((row) => toEsim(row, cipher));
    },

    async nextLookMs(orderId) {
      const { next } = await db
        .selectFrom("jobs")
        .select((eb) => eb.fn.min("run_at_ms").as("next"))
        .where("key", "=", orderId)
        .where("kind", "in", LOOKS)
        .executeTakeFirstOrThrow();
      return next;
    },

    async listSales(fromMs, untilMs) {
      const rows = await db
        .selectFrom("orders")
        .selectAll()
        .where("accepted_at_ms", ">=", fromMs)
        .where("accepted_at_ms", "<", untilMs)
        .orderBy("accepted_at_ms")
        .orderBy("id")
        .execute();
      const payments = await db
        .selectFrom("payments")
        .innerJoin("orders", "orders.id", "payments.order_id")
        .select(["payments.id", "payments.order_id", "payments.external_id", "payments.decided_by"])
        .where("orders.accepted_at_ms", ">=", fromMs)
        .where("orders.accepted_at_ms", "<", untilMs)
        .where("payments.state", "in", ["received", "returning", "returned"])
        .where("payments.is_apart", "=", 0)
        .execute();
      const refunds = await db
        .selectFrom("ledger")
        .innerJoin("orders", "orders.id", "ledger.order_id")
        .select(["ledger.order_id", "ledger.amount_minor", "ledger.currency"])
        .where("orders.accepted_at_ms", ">=", fromMs)
        .where("orders.accepted_at_ms", "<", untilMs)
        .where("ledger.kind", "=", "refund")
        .execute();
      const refunded = new Map(
        refunds.map((each) => [each.order_id, { minor: each.amount_minor, currency: each.currency }]),
      );
      const paid = new Map(payments.map((payment) => [payment.order_id, payment]));
      return rows.map((row) => {
        const payment = paid.get(row.id);
        const sealed = payment?.external_id ?? null;
        return {
          order: toOrder(row, cipher),
          paymentReference:
            payment && sealed !== null ? cipher.open(`payments:external_id:${payment.id}`, sealed) : null,
          clerkId: payment?.decided_by ?? null,
          refunded: refunded.get(row.id) ?? null,
        };
      });
    },

    countStates: (states) =>
      db
        .selectFrom("orders")
        .select((eb) => ["state", eb.fn.countAll<number>().as("count")])
        .where("state", "in", states)
        .groupBy("state")
        .execute(),
  };
}
