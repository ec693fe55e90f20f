import { randomBytes } from "node:crypto";
import Database from "better-sqlite3";
import { ORDER_STATES, type Order } from "../../../src/domain/order.ts";
import { openStorage, type Storage } from "../../../src/storage/index.ts";
import { TEST_DATA_KEY, type Shop } from "../../support/shop.ts";

/** The shop's database, looked at from outside while the shop runs, is dead, or starts. Close it before the shop. */
export interface Books {
  /** The customer's orders, oldest first. */
  orders(customerId: number): Promise<readonly Order[]>;
  /** Updates of the customer that are stored and not handled. */
  undone(customerId: number): number;
  /** Messages due to the chat that are not marked as sent. */
  unsent(chatId: number): number;
  /** Holds the database's write lock, as another process might; gives what lets go of it. */
  lock(): () => void;
  close(): Promise<void>;
}

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

/** Opens the books of a shop that has run already. */
export async function openBooks(shop: Shop): Promise<Books> {
  const storage: Storage = await openStorage({
    url: `file:${shop.databaseFile}`,
    keys: { current: Buffer.from(TEST_DATA_KEY, "base64"), old: null },
    logger: silent,
    randomBytes,
  });
  const raw = new Database(shop.databaseFile);
  const undone = raw.prepare("select count(*) from inbox where lane = ? and done_at_ms is null").pluck();
  const unsent = raw.prepare("select count(*) from outbox where chat_id = ? and sent_at_ms is null").pluck();

  return {
    orders: async (customerId) => (await storage.orders.list(customerId, ORDER_STATES, 50)).toReversed(),
    undone: (customerId) => Number(undone.get(`user ${customerId}`)),
    unsent: (chatId) => Number(unsent.get(chatId)),
    lock() {
      const other = new Database(shop.databaseFile);
      other.exec("begin immediate");
      return () => {
        other.exec("rollback");
        other.close();
      };
    },
    async close() {
      raw.close();
      await storage.close();
    },
  };
}
