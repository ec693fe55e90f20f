import type { Order } from "../../domain/order.ts";
import { endDelivery } from "../orders/end-delivery.ts";
import type { Clock, EsimStore, Logger, OrderStore, StoredEsim } from "../ports/index.ts";

interface Deps {
  readonly esims: EsimStore;
  readonly orders: OrderStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** An eSIM together with the order it came from. */
export interface OwnedEsim {
  readonly esim: StoredEsim;
  readonly order: Order;
}

/** What a customer does with eSIMs they own. Every look-up carries the owner: the supplier's account is one for all customers. */
export interface Esims {
  /** The customer's eSIMs, newest first. */
  list(customerId: number): Promise<readonly OwnedEsim[]>;
  /** One of them; undefined for an absent one and for somebody else's alike. */
  find(customerId: number, id: string): Promise<OwnedEsim | undefined>;
  /** How many eSIMs of an order have come. */
  countIssued(orderId: string): Promise<number>;
  /** For the outbox, which sends to the chat of the order itself. */
  forDelivery(id: string): Promise<OwnedEsim | undefined>;
  /** Notes that a picture reached the chat; when it was the last of its order, the order is delivered. */
  markDelivered(owned: OwnedEsim): Promise<void>;
  /** Gives the customer's eSIM a name of their own, or takes it away (null); false when it is not theirs. */
  rename(customerId: number, id: string, label: string | null): Promise<boolean>;
}

/** Builds the eSIM use cases. */
export function createEsims({ esims, orders, clock, logger }: Deps): Esims {
  async function withOrder(esim: StoredEsim | undefined): Promise<OwnedEsim | undefined> {
    const order = esim && (await orders.get(esim.orderId));
    return esim && order ? { esim, order } : undefined;
  }

  return {
    async list(customerId) {
      const owned = await Promise.all((await esims.listOwned(customerId)).map(withOrder));
      return owned.filter((each) => each !== undefined);
    },
    find: async (customerId, id) => withOrder(await esims.getOwned(customerId, id)),
    countIssued: async (orderId) => (await esims.listOfOrder(orderId)).length,
    forDelivery: async (id) => withOrder(await esims.get(id)),

    async markDelivered({ esim, order }) {
      const nowMs = clock.now();
      await esims.markDelivered(esim.id, nowMs);
      const count = await endDelivery({ orders, esims }, order, nowMs);
      if (count !== null) logger.info("esim.delivered", { order: order.reference, count });
    },

    rename: (customerId, id, label) => esims.setLabel(customerId, id, label),
  };
}
