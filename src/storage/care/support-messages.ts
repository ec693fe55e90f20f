import type { Kysely, Selectable } from "kysely";
import type { SupportMessage, SupportMessageStore } from "../../services/ports/index.ts";
import type { SupportMessagesTable } from "../incident-tables.ts";
import type { FieldCipher } from "../keys/field-cipher.ts";
import { addIntent } from "../queues/outbox.ts";
import type { Database } from "../schema.ts";
import { insertAudit } from "../staff/audit.ts";

/** What customers and staff wrote to each other, in the database; words and photos are sealed. */
export function createSupportMessageStore({
  db,
  cipher,
}: {
  db: Kysely<Database>;
  cipher: FieldCipher;
}): SupportMessageStore {
  const messages = () => db.selectFrom("support_messages").selectAll();
  const seal = (column: "body" | "photo_file_id", id: string, plain: string | null) =>
    plain === null ? null : cipher.seal(`support_messages:${column}:${id}`, plain);

  return {
    async get(id) {
      const row = await messages().where("id", "=", id).executeTakeFirst();
      return row && toMessage(row, cipher);
    },

    async findByPost(chatId, messageId) {
      const row = await messages()
        .where("staff_chat_id", "=", chatId)
        .where("staff_message_id", "=", messageId)
        .executeTakeFirst();
      return row && toMessage(row, cipher);
    },

    add: (message, { outbox, audit }) =>
      db.transaction().execute(async (trx) => {
        const { id, createdAtMs } = message;
        const added = await trx
          .insertInto("support_messages")
          .values({
            id,
            customer_id: message.customerId,
            order_id: message.orderId,
            staff_id: message.staffId,
            body: seal("body", id, message.text),
            photo_file_id: seal("photo_file_id", id, message.photoFileId),
            staff_chat_id: null,
            staff_message_id: null,
            created_at_ms: createdAtMs,
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning("id")
          .executeTakeFirst();
        if (!added) return false;
        for (const intent of outbox) await addIntent(trx, intent, createdAtMs);
        if (audit) await insertAudit(trx, audit, createdAtMs, cipher);
        return true;
      }),

    queue: (intents, nowMs) =>
      db.transaction().execute(async (trx) => {
        for (const intent of intents) await addIntent(trx, intent, nowMs);
      }),

    async countSince(customerId, sinceMs) {
      const { count } = await db
        .selectFrom("support_messages")
        .select((eb) => eb.fn.countAll<number>().as("count"))
        .where("customer_id", "=", customerId)
        .where("staff_id", "is", null)
        .where("created_at_ms", ">", sinceMs)
        .executeTakeFirstOrThrow();
      return count;
    },

    async notePost(id, chatId, messageId) {
      await db
        .updateTable("support_messages")
        .set({ staff_chat_id: chatId, staff_message_id: messageId })
        .where("id", "=", id)
        .execute();
    },
  };
}

function toMessage(row: Selectable<SupportMessagesTable>, cipher: FieldCipher): SupportMessage {
  const open = (column: "body" | "photo_file_id") => {
    const sealed = row[column];
    return sealed === null ? null : cipher.open(`support_messages:${column}:${row.id}`, sealed);
  };
  return {
    id: row.id,
    customerId: row.customer_id,
    orderId: row.order_id,
    staffId: row.staff_id,
    text: open("body"),
    photoFileId: open("photo_file_id"),
    createdAtMs: row.created_at_ms,
  };
}
