import type { Kysely } from "kysely";
import { CONTRADICTIONS } from "../../domain/order.ts";
import type { IncidentEvidence } from "../../services/ports/index.ts";
import type { Database } from "../schema.ts";

/** More at once than this is one problem, not so many. */
const MOST = 50;

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

    async listForStaff() {
      const rows = await db
        .selectFrom("orders")
        .select((eb) => [
          "id",
          "state",
          eb
            .exists(
              eb
                .selectFrom("order_events")
                .select("order_events.id")
                .whereRef("order_events.order_id", "=", "orders.id")
                .where("detail", "in", CONTRADICTIONS),
            )
            .as("is_contradiction"),
        ])
        .where("state", "in", ["unknown", "staff"])
        .orderBy("updated_at_ms")
        .limit(MOST)
        .execute();
      return rows
        .map(({ id, state, is_contradiction }) => ({
          orderId: id,
          state,
          isContradiction: Boolean(is_contradiction),
        }))
        .filter(({ state, isContradiction }) => state === "staff" || isContradiction);
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
        .where("to_state", "=", "issued")
        .where("from_state", "in", ["void", "failed", "refunding", "refunded"])
        .limit(MOST)
        .execute();
      return rows.map(({ order_id }) => order_id);
    },

    async balanceTimes() {
      const refused = await db
        .selectFrom("orders")
        .select((eb) => eb.fn.max("updated_at_ms").as("at"))
        .where("state", "in", ["failed", "refunding", "refunded"])
        .where("failure", "=", "agency_balance")
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
