import type { Kysely } from "kysely";
import { canMove, IN_FLIGHT_STATES } from "../../domain/order.ts";
import { PaymentTaken, TopupIsOpen, type Transition } from "../../services/ports/index.ts";
import type { SqlDialect } from "../dialect.ts";
import { countEsims, insertEsims } from "../esims.ts";
import type { FieldCipher } from "../keys/field-cipher.ts";
import type { LookUpKey } from "../keys/look-up-key.ts";
import { assertWithinCredit, enterLedger } from "../payments/ledger.ts";
import { changePayment, hasOpenClaim } from "../payments/payments.ts";
import { enqueueJob } from "../queues/jobs.ts";
import { addIntent } from "../queues/outbox.ts";
import type { Database } from "../schema.ts";
import { countSent } from "../last-seen.ts";
import { replaceLookUps } from "../staff/look-ups.ts";
import { toColumns } from "./rows.ts";
import { assertWithinSpend } from "./spending.ts";

interface Deps {
  readonly dialect: SqlDialect;
  readonly cipher: FieldCipher;
  readonly lookUp: LookUpKey;
  /** Told of the count of orders ever sent, which the transaction commits (`last-seen.ts`). */
  readonly onSending: (count: number) => void;
}

/**
 * Moves one order and writes all that belongs to the move. The only place where the state of an existing order is written.
 *
 * Must run inside a transaction `trx`. Gives false, with nothing written, when the order is not in one of `change.from`.
 * Throws RangeError for a move that the domain's table does not know, and `IccidOfAnotherOrder`; the caller's
 * transaction rolls back then.
 */
export async function moveOrder(trx: Kysely<Database>, change: Transition, deps: Deps): Promise<boolean> {
  assertAllowed(change);
  const current = await deps.dialect
    .forUpdate(
      trx
        .selectFrom("orders")
        .select(["kind", "state", "customer_id", "chat_id", "esim_id", "receipt_number"])
        .select(["short_share_minor", "short_returned_at_ms"]),
    )
    .where("id", "=", change.orderId)
    .executeTakeFirst();
  if (!current || !change.from.includes(current.state)) return false;
  if (change.unlessClaimed && (await hasOpenClaim(trx, change.orderId))) return false;
  const isShareOwed = current.short_share_minor !== null && current.short_returned_at_ms === null;
  if (change.whileShareOwed && !isShareOwed) return false;
  const { withEsims } = change;
  if (withEsims !== undefined && withEsims !== (await countEsims(trx, change.orderId))) return false;
  if (change.to === "accepted" && current.kind === "topup")
    await assertOnlyTopup(trx, change.orderId, current.esim_id);
  const receipt =
    change.to === "issued" && current.receipt_number === null
      ? { receipt_number: await nextReceipt(trx), issued_at_ms: change.nowMs }
      : {};

  const isSending = change.to === "sending" && !change.from.includes("sending");
  const updated = await trx
    .updateTable("orders")
    .set((eb) => ({
      ...toColumns(change.patch ?? {}, change.orderId, deps.cipher),
      // Counted here, so that the CHECK on the column refuses a second POST whatever the code above believes.
      ...(isSending ? { attempts: eb("attempts", "+", 1) } : {}),
      supplier_reply:
        change.supplierReply === undefined
          ? undefined
          : deps.cipher.seal(`orders:supplier_reply:${change.orderId}`, change.supplierReply),
      ...receipt,
      state: change.to,
      updated_at_ms: change.nowMs,
    }))
    .where("id", "=", change.orderId)
    .where("state", "in", change.from)
    .executeTakeFirst();
  if (updated.numUpdatedRows !== 1n) return false;
  if (change.patch?.traveller) await replaceLookUps(trx, change.orderId, change.patch.traveller, deps.lookUp);

  await trx
    .insertInto("order_events")
    .values({
      order_id: change.orderId,
      from_state: current.state,
      to_state: change.to,
      detail: change.detail,
      at_ms: change.nowMs,
    })
    .execute();

  const esims = change.esims ?? [];
  for (const esim of esims) {
    // An eSIM is only ever sent to the chat of its own order.
    if (
      esim.orderId !== change.orderId ||
      esim.customerId !== current.customer_id ||
      esim.chatId !== current.chat_id
    )
      throw new RangeError(`order ${change.orderId}: an eSIM names another order, customer or chat`);
  }
  await insertEsims(trx, esims, change.nowMs, deps.cipher);
  if (change.payment && !(await changePayment(trx, change.payment, change.nowMs, deps)))
    throw new PaymentTaken(`order ${change.orderId}: its payment was decided before`);
  for (const entry of change.ledger ?? []) await enterLedger(trx, entry, change.nowMs);
  if (change.withinCredit !== undefined)
    await assertWithinCredit(trx, current.customer_id, change.withinCredit);
  if (change.withinSpend) await assertWithinSpend(trx, change.orderId, change.to, change.withinSpend);
  if (isSending) deps.onSending(await countSent(trx));
  for (const job of change.jobs ?? []) await enqueueJob(trx, job);
  for (const intent of change.outbox ?? []) await addIntent(trx, intent, change.nowMs);
  return true;
}

function assertAllowed(change: Transition): void {
  if (change.from.length === 0)
    throw new RangeError(`order ${change.orderId}: a move needs a state to start from`);
  for (const from of change.from) {
    if (from !== change.to && !canMove(from, change.to))
      throw new RangeError(`order ${change.orderId}: ${from} → ${change.to} is not a move of the table`);
  }
}

/** The database's own index refuses it too; this says so in words. */
async function assertOnlyTopup(trx: Kysely<Database>, orderId: string, esimId: string | null): Promise<void> {
  const other = await trx
    .selectFrom("orders")
    .select("reference")
    .where("kind", "=", "topup")
    .where("esim_id", "=", esimId)
    .where("state", "in", IN_FLIGHT_STATES)
    .where("id", "!=", orderId)
    .executeTakeFirst();
  if (other) throw new TopupIsOpen(`the eSIM of order ${orderId} has top-up ${other.reference} under way`);
}

/** The receipt number after the last one. Taken and written in one transaction, so that none is left out. */
async function nextReceipt(trx: Kysely<Database>): Promise<number> {
  const { last } = await trx
    .selectFrom("orders")
    .select((eb) => eb.fn.max("receipt_number").as("last"))
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}
