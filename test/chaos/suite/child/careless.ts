import { completeTraveller } from "../../../../src/domain/traveller.ts";
import type { Supplier, SupplierResult, Booking, OrderStore } from "../../../../src/services/ports/index.ts";

/** The ports of a bot that does what this one must never do. */
export interface Careless {
  supplier<Port extends object>(port: Port): Port;
  storage<Port extends object>(port: Port): Port;
}

const TRIES = 3;

/**
 * The control: the confirm tap's handler itself books, up to three times, before anything is committed. The job that follows takes the
 * answer over, so that a day without trouble is booked once; a kill or a lost answer is not.
 */
export function createCareless(): Careless {
  const answers = new Map<string, SupplierResult<Booking>>();
  let real: Supplier | undefined;

  async function book(orders: OrderStore, orderId: string): Promise<void> {
    const order = await orders.get(orderId);
    const traveller = order && completeTraveller(order.traveller);
    if (!real || !traveller || !order.quote || order.kind !== "esim") return;
    const { bookingTrackingId, packageTrackingId } = order.quote;
    await real.updateCustomer(bookingTrackingId, traveller);
    const request = { bookingTrackingId, packageTrackingId, quantity: order.quantity, traveller };
    for (let tries = 0; tries < TRIES; tries += 1) {
      const answer = await real.createBooking({
        ...request,
        redirectUrl: "https://t.me/a_shop_bot",
        paymentType: "account_balance",
      });
      answers.set(bookingTrackingId, answer);
      if (answer.ok) return;
    }
  }

  return {
    supplier<Port extends object>(port: Port): Port {
      const supplier = port as Port & Supplier;
      real = supplier;
      const createBooking: Supplier["createBooking"] = async (request) =>
        answers.get(request.bookingTrackingId) ?? supplier.createBooking(request);
      return { ...port, createBooking };
    },
    storage<Port extends object>(port: Port): Port {
      const { orders } = port as { orders: OrderStore };
      const transition: OrderStore["transition"] = async (change) => {
        if (change.to === "accepted") await book(orders, change.orderId);
        return orders.transition(change);
      };
      return { ...port, orders: { ...orders, transition } };
    },
  };
}
