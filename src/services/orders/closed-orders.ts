import { FOUND_AFTER_CLOSE, type Order, type Shortfall } from "../../domain/order.ts";
import { isOwedByHand } from "../../domain/shortfall.ts";
import { endDelivery } from "./end-delivery.ts";
import { filed, fileEsims } from "./order-outcomes.ts";
import { DONE, type NextRun } from "./sending.ts";
import type { Booking, Clock, EsimStore, Logger, OrderStore } from "../ports/index.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly esims: Pick<EsimStore, "listOfOrder">;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wake: () => void;
}

/** An order that staff closed short, and whose other eSIMs may turn up all the same. */
type ClosedOrder = Order & { readonly shortfall: Shortfall };

/** What becomes of orders that staff closed short. */
export interface ClosedOrders {
  /** The order as it stands now; delivered, where all that came was in the chat before it was closed. */
  endDelivery(order: ClosedOrder): Promise<Order>;
  /** Delivers what a late find brings; staff are told by its event. `issued`: nothing is missing any more. */
  takeRest(order: ClosedOrder, booking: Booking): Promise<"issued" | "waiting" | "contradiction">;
  /** The next look at it: daily for a week. */
  nextLook(order: ClosedOrder): NextRun;
}

const DAY_MS = 24 * 3_600_000;
const WATCH_MS = 7 * DAY_MS;

/** Builds it. */
export function createClosedOrders({ orders, esims, clock, logger, wake }: Deps): ClosedOrders {
  return {
    async endDelivery(order) {
      if (order.state !== "issued") return order;
      if ((await endDelivery({ orders, esims }, order, clock.now())) !== null) wake();
      return (await orders.get(order.id)) ?? order;
    },

    async takeRest(order, booking) {
      const known = await esims.listOfOrder(order.id);
      const news = booking.esims.filter(({ iccid }) => !known.some((each) => each.iccid === iccid));
      if (news.length === 0) return "waiting";
      const nowMs = clock.now();
      const missing = Math.max(0, order.quantity - known.length - news.length);
      const isOwed = isOwedByHand(order);
      // What has not gone back by then need not: the customer has everything.
      const share = isOwed && missing === 0 ? null : order.shortfall.share;
      const { patch, ...found } = filed({ order, booking, nowMs });
      const outcome = await fileEsims(
        { orders, order, logger },
        {
          ...found,
          from: [order.state],
          to: order.state,
          patch: { ...patch, shortfall: { ...order.shortfall, missing, share } },
          detail: FOUND_AFTER_CLOSE,
          ...(isOwed ? { whileShareOwed: true } : {}),
        },
      );
      if (outcome === "contradiction") return outcome;
      if (outcome) logger.error("order.found-after-close", { order: order.reference, count: news.length });
      wake();
      return outcome && missing === 0 ? "issued" : "waiting";
    },

    nextLook: ({ issuedAtMs }) => {
      const nowMs = clock.now();
      return nowMs - (issuedAtMs ?? 0) > WATCH_MS ? DONE : { again: nowMs + DAY_MS };
    },
  };
}
