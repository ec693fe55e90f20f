import { OPEN_DRAFT_STATES, ORDER_STATES, type Order } from "../../domain/order.ts";
import { starsPaid, type Payment } from "../../domain/payment.ts";
import type {
  BookingReading,
  EsimStore,
  OrderStore,
  PaymentStore,
  StoredEsim,
  Supplier,
} from "../ports/index.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly esims: EsimStore;
  readonly supplier: Pick<Supplier, "readBooking">;
  readonly payments: Pick<PaymentStore, "listOfOrders">;
  /** Lower-case words of `payment_status` that mean paid; nothing else does. */
  readonly paidStatuses: readonly string[];
}

/** What the payments of an order say. */
export interface PaidWith {
  /** Whether the customer says to have paid and staff have not looked yet. */
  readonly isClaimed: boolean;
  /** How many Telegram Stars paid for it; null where none did. */
  readonly stars: number | null;
  /** Stars that it could not take: each went back, or is on its way. */
  readonly returned: readonly ReturnedStars[];
}

/** A payment in Stars that came too late, or twice. */
export interface ReturnedStars {
  readonly stars: number;
  readonly isBack: boolean;
}

/** What of an order's payments goes back by itself. */
export function returnedStars(payments: readonly Payment[]): readonly ReturnedStars[] {
  return payments
    .filter(({ isApart }) => isApart)
    .map(({ amount, state }) => ({ stars: amount.minor, isBack: state === "returned" }));
}

/** An order with the eSIMs that it brought, or that it tops up. */
export interface BookedOrder extends PaidWith {
  readonly order: Order;
  readonly esims: readonly StoredEsim[];
}

/** One eSIM with what was bought for it. */
export interface EsimOrders {
  readonly esim: StoredEsim;
  readonly orders: readonly Order[];
}

/** A booking as the supplier has it now. */
export interface BookedState {
  readonly reading: BookingReading;
  /** Whether the supplier says that the agency has paid for it. */
  readonly isPaid: boolean;
}

/** A customer's orders and top-ups, and what the supplier says of one. Every look-up carries the owner. */
export interface OrderBook {
  /** What the customer confirmed, newest first, and what is still to be confirmed. */
  list(customerId: number): Promise<readonly Order[]>;
  /** The purchase of one of their eSIMs and its top-ups, newest first; undefined where the eSIM is absent or somebody else's. */
  listOfEsim(customerId: number, esimId: string): Promise<EsimOrders | undefined>;
  /** One of them; undefined for an absent one and for somebody else's alike. */
  find(customerId: number, orderId: string): Promise<BookedOrder | undefined>;
  /** What was paid for orders of the customer's, by order id. */
  paidWith(orders: readonly Pick<Order, "id">[]): Promise<ReadonlyMap<string, PaidWith>>;
  /** The booking as the supplier has it now; undefined where there is nothing to ask about. */
  readState(booked: BookedOrder): Promise<BookedState | undefined>;
}

const MOST_SHOWN = 500;

/** Builds the order book. */
export function createOrderBook({ orders, esims, supplier, payments, paidStatuses }: Deps): OrderBook {
  const isShown = (order: Order): boolean =>
    order.acceptedAtMs !== null ||
    (order.kind === "esim" && OPEN_DRAFT_STATES.some((state) => state === order.state));

  const list = async (customerId: number): Promise<readonly Order[]> =>
    (await orders.list(customerId, ORDER_STATES, MOST_SHOWN)).filter(isShown);

  const saidBy = (paid: readonly Payment[]): PaidWith => ({
    isClaimed: paid.some(({ state }) => state === "claimed"),
    stars: starsPaid(paid),
    returned: returnedStars(paid),
  });

  return {
    list,

    async listOfEsim(customerId, esimId) {
      const esim = await esims.getOwned(customerId, esimId);
      if (!esim) return undefined;
      const isOfIt = ({ id, topup }: Order): boolean => id === esim.orderId || topup?.esimId === esim.id;
      return { esim, orders: (await list(customerId)).filter(isOfIt) };
    },

    async find(customerId, orderId) {
      const order = await orders.getOwned(customerId, orderId);
      if (!order || !isShown(order)) return undefined;
      const said = saidBy(await payments.listOfOrders([order.id]));
      if (order.topup) {
        const esim = await esims.getOwned(customerId, order.topup.esimId);
        return { order, esims: esim ? [esim] : [], ...said };
      }
      return { order, esims: await esims.listOfOrder(order.id), ...said };
    },

    async paidWith(ofCustomer) {
      const paid = await payments.listOfOrders(ofCustomer.map(({ id }) => id));
      const ids = new Set(paid.map(({ orderId }) => orderId));
      return new Map([...ids].map((id) => [id, saidBy(paid.filter(({ orderId }) => orderId === id))]));
    },

    async readState({ order }) {
      const isBooked = order.sentAtMs !== null && order.state !== "failed";
      if (order.kind !== "esim" || !isBooked || !order.quote) return undefined;
      const reading = await supplier.readBooking(order.quote.bookingTrackingId, order.bookingId);
      const word = reading.found === "booking" ? reading.booking.paymentStatus : null;
      return { reading, isPaid: paidStatuses.includes(word?.trim().toLowerCase() ?? "") };
    },
  };
}
