import { OPEN_DRAFT_STATES, ORDER_STATES, type Order } from "../domain/order.ts";
import type { BookingReading, EsimStore, OrderStore, StoredEsim, Supplier } from "./ports/index.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly esims: EsimStore;
  readonly supplier: Pick<Supplier, "readBooking">;
}

/** An order with the eSIMs that it brought, or that it tops up. */
export interface BookedOrder {
  readonly order: Order;
  readonly esims: readonly StoredEsim[];
}

/** A customer's orders and top-ups, and what the supplier says of one. Every look-up carries the owner. */
export interface OrderBook {
  /** What the customer confirmed, newest first, and what is still to be confirmed. */
  list(customerId: number): Promise<readonly Order[]>;
  /** One of them; undefined for an absent one and for somebody else's alike. */
  find(customerId: number, orderId: string): Promise<BookedOrder | undefined>;
  /** The booking as the supplier has it now; undefined where there is nothing to ask about. */
  readState(booked: BookedOrder): Promise<BookingReading | undefined>;
}

const MOST_SHOWN = 500;

/** Builds the order book. */
export function createOrderBook({ orders, esims, supplier }: Deps): OrderBook {
  const isShown = (order: Order): boolean =>
    order.acceptedAtMs !== null ||
    (order.kind === "esim" && OPEN_DRAFT_STATES.some((state) => state === order.state));

  return {
    async list(customerId) {
      return (await orders.list(customerId, ORDER_STATES, MOST_SHOWN)).filter(isShown);
    },

    async find(customerId, orderId) {
      const order = await orders.getOwned(customerId, orderId);
      if (!order || !isShown(order)) return undefined;
      if (order.topup) {
        const esim = await esims.getOwned(customerId, order.topup.esimId);
        return { order, esims: esim ? [esim] : [] };
      }
      return { order, esims: await esims.listOfOrder(order.id) };
    },

    async readState({ order }) {
      const isBooked = order.sentAtMs !== null && order.state !== "failed";
      if (order.kind !== "esim" || !isBooked || !order.quote) return undefined;
      return supplier.readBooking(order.quote.bookingTrackingId, order.bookingId);
    },
  };
}
