import type { Kysely } from "kysely";
import { OPEN_DRAFT_STATES, type Order } from "../../domain/order.ts";
import type { Logger, OrderStore } from "../../services/ports/index.ts";
import type { SqlDialect } from "../dialect.ts";
import type { FieldCipher } from "../keys/field-cipher.ts";
import type { LookUpKey } from "../keys/look-up-key.ts";
import type { Database } from "../schema.ts";
import { findOpenDraft, insertDraft } from "./create-draft.ts";
import { moveOrder } from "./move-order.ts";
import { replaceLookUps } from "../staff/look-ups.ts";
import { toColumns, toOrder } from "./rows.ts";

interface Deps {
  readonly db: Kysely<Database>;
  readonly dialect: SqlDialect;
  readonly cipher: FieldCipher;
  readonly lookUp: LookUpKey;
  /** Told of the count of orders ever sent, once it is committed (`last-seen.ts`). */
  readonly noteSent: (count: number) => void;
  readonly logger: Logger;
}

/** Orders in the database. Reads throw `UnreadableField` when the data key does not open a row. */
export function createOrderStore(deps: Deps): OrderStore {
  const { db, cipher } = deps;
  const orders = () => db.selectFrom("orders").selectAll();
  const one = async (query: ReturnType<typeof orders>): Promise<Order | undefined> => {
    const row = await query.executeTakeFirst();
    return row && toOrder(row, cipher);
  };
  const many = async (query: ReturnType<typeof orders>): Promise<readonly Order[]> =>
    (await query.execute()).map((row) => toOrder(row, cipher));
  /** Of all customers: one order that does not open is left to people, and must not hold up the others. */
  const readable = async (query: ReturnType<typeof orders>): Promise<readonly Order[]> =>
    (await query.execute()).flatMap((row) => {
      try {
        return [toOrder(row, cipher)];
      } catch (error) {
        const reason = error instanceof Error ? error.message : "unknown";
        deps.logger.error("order.unreadable", { order: row.reference, error: reason });
        return [];
      }
    });
  const get: OrderStore["get"] = (id) => one(orders().where("id", "=", id));

  return {
    async createDraft(draft, nowMs) {
      await db.transaction().execute(async (trx) => {
        const former = await findOpenDraft(trx, draft.customerId, draft.kind ?? "esim");
        if (former !== undefined) {
          await moveOrder(
            trx,
            {
              orderId: former,
              from: OPEN_DRAFT_STATES,
              to: "cancelled",
              detail: "replaced by a new draft",
              nowMs,
            },
            { ...deps, onSending: () => undefined },
          );
        }
        await insertDraft(trx, draft, nowMs, deps);
      });
      const order = await get(draft.id);
      if (!order) throw new Error(`order ${draft.id} is not there after it was made`);
      return order;
    },

    get,
    getOwned: (customerId, id) => one(orders().where("id", "=", id).where("customer_id", "=", customerId)),
    getByNonce: (customerId, nonce) =>
      one(orders().where("nonce", "=", nonce).where("customer_id", "=", customerId)),
    getByReference: (reference) => one(orders().where("reference", "=", reference)),
    getOpenDraft: (customerId) =>
      one(
        orders()
          .where("customer_id", "=", customerId)
          .where("kind", "=", "esim")
          .where("state", "in", OPEN_DRAFT_STATES),
      ),

    async list(customerId, states, limit) {
      if (states.length === 0) return [];
      return many(
        orders()
          .where("customer_id", "=", customerId)
          .where("state", "in", states)
          .orderBy("created_at_ms", "desc")
          .orderBy("id", "desc")
          .limit(limit),
      );
    },

    async listTopups(customerId, esimId, states) {
      if (states.length === 0) return [];
      return many(
        orders()
          .where("customer_id", "=", customerId)
          .where("esim_id", "=", esimId)
          .where("kind", "=", "topup")
          .where("state", "in", states)
          .orderBy("created_at_ms", "desc"),
      );
    },

    saveDraft: (customerId, id, patch, nowMs) =>
      db.transaction().execute(async (trx) => {
        const result = await trx
          .updateTable("orders")
          .set({ ...toColumns(patch, id, cipher), updated_at_ms: nowMs })
          .where("id", "=", id)
          .where("customer_id", "=", customerId)
          .where("state", "in", OPEN_DRAFT_STATES)
          .executeTakeFirst();
        if (result.numUpdatedRows !== 1n) return false;
        if (patch.traveller) await replaceLookUps(trx, id, patch.traveller, deps.lookUp);
        return true;
      }),

    async transition(change) {
      let sentCount: number | undefined;
      const onSending = (count: number) => {
        sentCount = count;
      };
      const isMoved = await db.transaction().execute((trx) => moveOrder(trx, change, { ...deps, onSending }));
      if (isMoved && sentCount !== undefined) deps.noteSent(sentCount);
      return isMoved;
    },

    async annotate(id, patch, nowMs) {
      await db
        .updateTable("orders")
        .set({ ...toColumns(patch, id, cipher), updated_at_ms: nowMs })
        .where("id", "=", id)
        .execute();
    },

    async events(orderId) {
      const rows = await db
        .selectFrom("order_events")
        .selectAll()
        .where("order_id", "=", orderId)
        .orderBy("id")
        .execute();
      return rows.map((row) => ({
        orderId: row.order_id,
        from: row.from_state,
        to: row.to_state,
        detail: row.detail,
        atMs: row.at_ms,
      }));
    },

    listInStates: (states, limit) =>
      readable(orders().where("state", "in", states).orderBy("updated_at_ms").limit(limit)),

    listAbandoned: (nowMs) =>
      readable(
        orders()
          .where("state", "=", "sending")
          .where((eb) => eb.or([eb("lease_until_ms", "is", null), eb("lease_until_ms", "<=", nowMs)]))
          .orderBy("updated_at_ms"),
      ),

    listStaleDrafts: (beforeMs, limit) =>
      readable(
        orders()
          .where("state", "in", OPEN_DRAFT_STATES)
          .where("updated_at_ms", "<", beforeMs)
          .orderBy("updated_at_ms")
          .limit(limit),
      ),
  };
}
