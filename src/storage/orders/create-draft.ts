import type { Kysely } from "kysely";
import { OPEN_DRAFT_STATES } from "../../domain/order.ts";
import { ReferenceTaken, type NewDraft } from "../../services/ports/index.ts";
import { insertCustomer } from "../customers.ts";
import type { FieldCipher } from "../keys/field-cipher.ts";
import type { LookUpKey } from "../keys/look-up-key.ts";
import type { Database } from "../schema.ts";
import { replaceLookUps } from "../staff/look-ups.ts";

/**
 * Inserts `draft` and its first event. Must run inside a transaction, after the customer's former open draft was
 * cancelled. Throws `ReferenceTaken`.
 */
export async function insertDraft(
  trx: Kysely<Database>,
  draft: NewDraft,
  nowMs: number,
  { cipher, lookUp }: { readonly cipher: FieldCipher; readonly lookUp: LookUpKey },
): Promise<void> {
  await insertCustomer(trx, draft.customerId);
  const inserted = await trx
    .insertInto("orders")
    .values({
      id: draft.id,
      reference: draft.reference,
      kind: draft.kind ?? "esim",
      state: "draft",
      customer_id: draft.customerId,
      chat_id: draft.chatId,
      language: draft.language,
      country_code: draft.countryCode,
      package_json: JSON.stringify(draft.package),
      quantity: draft.quantity,
      traveller: cipher.seal(`orders:traveller:${draft.id}`, JSON.stringify(draft.traveller)),
      source: draft.source,
      esim_id: draft.topup?.esimId ?? null,
      parent_order_id: draft.topup?.parentOrderId ?? null,
      payment_method: draft.paymentMethod,
      created_at_ms: nowMs,
      updated_at_ms: nowMs,
    })
    .onConflict((conflict) => conflict.column("reference").doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n)
    throw new ReferenceTaken(`order reference ${draft.reference} is taken`);
  await replaceLookUps(trx, draft.id, draft.traveller, lookUp);
  await trx
    .insertInto("order_events")
    .values({ order_id: draft.id, from_state: null, to_state: "draft", detail: "chosen", at_ms: nowMs })
    .execute();
}

/** The id of the customer's order of this kind that is still being filled in; there is at most one. */
export async function findOpenDraft(
  db: Kysely<Database>,
  customerId: number,
  kind: "esim" | "topup",
): Promise<string | undefined> {
  const row = await db
    .selectFrom("orders")
    .select("id")
    .where("customer_id", "=", customerId)
    .where("kind", "=", kind)
    .where("state", "in", OPEN_DRAFT_STATES)
    .executeTakeFirst();
  return row?.id;
}
