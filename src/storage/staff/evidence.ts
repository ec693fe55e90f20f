import type { Kysely } from "kysely";
import { CONTRADICTIONS, FOUND_AFTER_END } from "../../domain/order.ts";
import { MOST_EVIDENCE as MOST, type IncidentEvidence } from "../../services/ports/index.ts";
import type { Database } from "../schema.ts";

/** What the database tells of orders that staff must know of. */
export function createIncidentEvidence(db: Kysely<Database>): IncidentEvidence {
  return {
    async listUnknown(sentBeforeMs, takenBeforeMs) {
      const rows = await db
        .selectFrom("orders")
        .select("id")
        .where("state", "=", "unknown")
        .where("sent_at_ms", "<", sentBeforeMs)
        .where((eb) => eb.or([eb("acknowledged_at_ms", "is", null), eb("sent_at_ms", "<", takenBeforeMs)]))
        .orderBy("sent_at_ms")
        .limit(MOST)
        .execute();
      return rows.map(({ id }) => id);
    },

    async listForStaff(isContradiction) {
      const rows = await db
        .selectFrom("orders")
        .select("id")
        .where("state", "in", isContradiction ? ["unknown", "staff"] : ["staff"])
        .where((eb) => {
          const told = eb.exists(
            eb
              .selectFrom("order_events")
              .select("order_events.id")
              .whereRef("order_events.order_id", "=", "orders.id")
              .where("detail", "in", CONTRADICTIONS),
          );
          return isContradiction ? told : eb.not(told);
        })
        // An order that stays keeps its place, so that the same ones are listed each time.
        .orderBy("id")
        .limit(MOST)
        .execute();
      return rows.map(({ id }) => id);
    },

    async listUndelivered(issuedBeforeMs) {
      const rows = await db
        .selectFrom("orders")
        .select("id")
        .where("state", "=", "issued")
        .where("kind", "=", "esim")
        // A customer who was forgotten has no chat any more.
        .where("customer_id", ">", 0)
        .where("issued_at_ms", "<", issuedBeforeMs)
        .orderBy("issued_at_ms")
        .limit(MOST)
        .execute();
      return rows.map(({ id }) => id);
    },

    async listLateFinds(sinceMs) {
      const rows = await db
        .selectFrom("order_events")
        .select("order_id")
        .distinct()
        .where("at_ms", ">", sinceMs)
        .where("from_state", "in", ["void", "failed", "refunding", "refunded"])
        .where((eb) => eb.or([eb("to_state", "=", "issued"), eb("detail", "=", FOUND_AFTER_END)]))
        .limit(MOST)
        .execute();
      return rows.map(({ order_id }) => order_id);
    },

    async balanceTimes() {
      // The event, not the row: a refund or a reminder touches the row again, days after the supplier has refused.
      const refused = await db
        .selectFrom("order_events")
        .innerJoin("orders", "orders.id", "order_events.order_id")
        .select((eb) => eb.fn.max("order_events.at_ms").as("at"))
        .where("order_events.to_state", "=", "failed")
        .where("order_events.from_state", "<>", "failed")
        .where("orders.failure", "=", "agency_balance")
        .executeTakeFirst();
      const taken = await db
        .selectFrom("orders")
        .select((eb) => eb.fn.max("issued_at_ms").as("at"))
        .where("payment_method", "<>", "supplier_page")
        .executeTakeFirst();
      return { refusedAtMs: refused?.at ?? null, takenAtMs: taken?.at ?? null };
    },
  };
}
