import type { Kysely } from "kysely";
import {
  CONTRADICTIONS,
  FOUND_AFTER_CLOSE,
  FOUND_AFTER_END,
  PAID_AND_RETURNED,
  PAID_WITHOUT_ESIM,
} from "../../domain/order.ts";
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

    async listPaidUnissued(readBeforeMs) {
      const rows = await db
        .selectFrom("orders")
        .select("id")
        .where("state", "in", ["awaiting_supplier", "expired", "unknown", "staff"])
        // What the shop still looks at, and what staff were told of: an order that ended is looked at for a day.
        .where((eb) =>
          eb(
            "id",
            "in",
            eb
              .selectFrom("jobs")
              .select("key")
              .where("kind", "=", "await-supplier")
              .union(
                eb
                  .selectFrom("incidents")
                  .select("subject as key")
                  .where("kind", "=", "paid-unissued")
                  .where("closed_at_ms", "is", null),
              ),
          ),
        )
        .where((eb) => {
          const events = eb
            .selectFrom("order_events")
            .select("order_events.id")
            .whereRef("order_events.order_id", "=", "orders.id");
          const isPaid = events.where("detail", "=", PAID_WITHOUT_ESIM).where("at_ms", "<", readBeforeMs);
          return eb.and([
            eb.exists(isPaid),
            eb.not(eb.exists(events.where("detail", "=", PAID_AND_RETURNED))),
          ]);
        })
        .orderBy("sent_at_ms", "desc")
        .limit(MOST)
        .execute();
      return rows.map(({ id }) => id);
    },

    async listUnreturnedStars(askedBeforeMs) {
      const rows = await db
        .selectFrom("payments")
        .select("order_id")
        .distinct()
        .where("state", "=", "returning")
        .where("decided_at_ms", "<", askedBeforeMs)
        .orderBy("order_id")
        .limit(MOST)
        .execute();
      return rows.map(({ order_id }) => order_id);
    },

    async listStrayStars(receivedBeforeMs) {
      const rows = await db
        .selectFrom("stray_charges")
        .select("id")
        .where("returned_at_ms", "is", null)
        .where("received_at_ms", "<", receivedBeforeMs)
        .orderBy("id")
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
        .where((eb) => {
          const hasEnded = eb("from_state", "in", ["void", "failed", "refunding", "refunded"]);
          const isNoted = eb("detail", "in", [FOUND_AFTER_END, FOUND_AFTER_CLOSE]);
          return eb.or([eb.and([hasEnded, eb("to_state", "=", "issued")]), isNoted]);
        })
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
