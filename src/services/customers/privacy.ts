import { IN_FLIGHT_STATES, type OrderState } from "../../domain/order.ts";
import { isOwedByHand } from "../../domain/shortfall.ts";
import type { Clock, Logger, OrderStore, PersonalDataStore, RandomBytes } from "../ports/index.ts";

interface Deps {
  readonly personalData: PersonalDataStore;
  readonly orders: Pick<OrderStore, "list">;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly shopName: string;
  readonly logger: Logger;
}

/** Orders in these states keep their person: money may be on its way, or an eSIM has not reached the chat. */
const OPEN_STATES: readonly OrderState[] = [...IN_FLIGHT_STATES, "issued", "refunding"];

const MOST_ORDERS = 500;

/** What a customer may ask about their own data. */
export interface Privacy {
  /** The reference of an order that keeps the customer from being forgotten; undefined where there is none. */
  openReference(customerId: number): Promise<string | undefined>;
  /** A JSON file of everything stored about the customer. */
  export(customerId: number): Promise<{ readonly name: string; readonly content: string }>;
  /** Forgets the customer. Nothing is done where an order is under way, or where the account holds money or owes some. */
  forget(customerId: number): Promise<"forgotten" | "open-order" | "open-account">;
}

/** Builds the privacy use cases. */
export function createPrivacy(deps: Deps): Privacy {
  const { personalData, orders, clock } = deps;
  return {
    async openReference(customerId) {
      const [open] = await orders.list(customerId, OPEN_STATES, 1);
      // Of an order that was closed short money may still be owed.
      const owed = open ?? (await orders.list(customerId, ["delivered"], MOST_ORDERS)).find(isOwedByHand);
      return owed?.reference;
    },

    async export(customerId) {
      const exportedAt = new Date(clock.now()).toISOString();
      const about = {
        shop: deps.shopName,
        telegramUserId: customerId,
        exportedAt,
        notes: [
          "Times ending in _ms are milliseconds since 1970-01-01 UTC; amounts ending in _minor are in the smallest unit of their currency.",
          "Not included: what the shop pays its supplier, the supplier's raw answers (kept 30 days), and one-time keys of buttons.",
          "The codes of your eSIMs are in this file: keep it to yourself.",
        ],
      };
      const content = JSON.stringify({ about, data: await personalData.collect(customerId) }, null, 2);
      deps.logger.info("privacy.exported");
      return { name: `my-data-${exportedAt.slice(0, 10)}.json`, content };
    },

    async forget(customerId) {
      // Negative, so that it can never be a private chat; 48 random bits, so that it meets no other.
      const pseudonym = -1 - Buffer.from(deps.randomBytes(6)).readUIntBE(0, 6);
      const outcome = await personalData.erase(customerId, pseudonym, OPEN_STATES, clock.now());
      if (outcome !== "erased") return outcome;
      deps.logger.info("privacy.forgotten");
      return "forgotten";
    },
  };
}
