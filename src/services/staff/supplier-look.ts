import type { Order } from "../../domain/order.ts";
import type { SupplierPage } from "../payments/supplier-page.ts";
import type { Clock, EsimStore, OrderStore, Supplier } from "../ports/index.ts";
import type { Reconciliation } from "../orders/reconciliation.ts";
import type { TopupLook } from "../topups/topup-look.ts";

interface Deps {
  readonly orders: Pick<OrderStore, "transition">;
  readonly esims: Pick<EsimStore, "listOfOrder">;
  readonly supplier: Pick<Supplier, "readBooking">;
  readonly page: Pick<SupplierPage, "mayDeliver">;
  readonly reconciliation: Pick<Reconciliation, "take">;
  readonly topups: TopupLook;
  readonly clock: Clock;
}

/**
 * What a look at the supplier's showed, filed where there is something to file: `issued` and on its way to the customer; `ordered`, the
 * booking is there without any eSIM; `unpaid`, it is there, and the customer has not paid the supplier; `part`, some of its eSIMs came, and
 * the look does not show the rest; `not-shown`, no read shows our tracking id; `unclear`, the supplier could not be read; `contradiction`,
 * its eSIM is another order's.
 */
export type Sight = "issued" | "ordered" | "unpaid" | "part" | "not-shown" | "unclear" | "contradiction";

/** A look that staff ask for, at once and in any state that waits or has ended. */
export interface SupplierLook {
  /** `bookingId`: of the supplier's portal, where the supplier insists on one. */
  look(order: Order, bookingId: string | null, staffId: number): Promise<Sight>;
}

const MINUTE = 60_000;

/** Builds the look. What it finds is filed as reconciliation files it. */
export function createSupplierLook(deps: Deps): SupplierLook {
  const { orders, clock } = deps;

  /** The booking is there, and not all that was bought: it is read on, also where nobody looked any more. */
  async function readOn(order: Order, bookingId: string, detail: string): Promise<void> {
    const nowMs = clock.now();
    await orders.transition({
      orderId: order.id,
      from: [order.state],
      to: order.state,
      patch: { bookingId, notFoundReads: 0 },
      detail,
      nowMs,
      jobs: [{ kind: "reconcile", key: order.id, runAtMs: nowMs + MINUTE }],
    });
  }

  async function atBooking(order: Order, bookingId: string | null, staffId: number): Promise<Sight> {
    const trackingId = order.quote?.bookingTrackingId;
    if (!trackingId) return "not-shown";
    // The client refuses an answer that bears another tracking id than ours.
    const reading = await deps.supplier.readBooking(trackingId, bookingId ?? order.bookingId);
    // Where the supplier insists on an id that nobody has, no read will ever show more: people look into its portal.
    if (reading.found === "unclear" && !reading.isIdWanted) return "unclear";
    const hasPart = async () => (await deps.esims.listOfOrder(order.id)).length > 0;
    if (reading.found !== "booking") return (await hasPart()) ? "part" : "not-shown";
    const { booking } = reading;
    const isPaid = deps.page.mayDeliver(order, booking);
    const taken = await deps.reconciliation.take(order, booking, `found by reading, for staff ${staffId}`);
    if (taken === "contradiction") return taken;
    if (taken === "waiting")
      await readOn(
        order,
        booking.bookingId,
        `the booking is there, not all of it: read for staff ${staffId}`,
      );
    if (!isPaid) return "unpaid";
    if (taken === "issued") return taken;
    return (await hasPart()) ? "part" : "ordered";
  }

  /** A top-up has no booking of its own: its history or a grown total shows it, or nothing does. */
  async function atTopup(order: Order): Promise<Sight> {
    if (!order.topup) return "not-shown";
    const open = { ...order, topup: order.topup };
    const { reading, usage } = await deps.topups.read(open);
    if (reading.found === "shown") {
      await deps.topups.fileShown(open, reading, usage);
      return "issued";
    }
    // A history that was read and is silent is all there ever will be where the total cannot tell.
    return reading.found === "none" || reading.isHistorySilent ? "not-shown" : "unclear";
  }

  return {
    look: (order, bookingId, staffId) =>
      order.kind === "topup" ? atTopup(order) : atBooking(order, bookingId, staffId),
  };
}
