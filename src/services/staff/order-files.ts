import type { Order } from "../../domain/order.ts";
import type { Payment } from "../../domain/payment.ts";
import type {
  BookingReading,
  CustomerStore,
  EsimStore,
  NoteStore,
  OrderEvent,
  OrderStore,
  PaymentStore,
  StaffDeskStore,
  StaffNote,
  StoredEsim,
  Supplier,
} from "../ports/index.ts";
import type { FirstWord, SecondWord } from "./second-word.ts";

interface Deps {
  readonly orders: Pick<OrderStore, "get" | "events">;
  readonly esims: Pick<EsimStore, "get" | "listOfOrder">;
  readonly payments: Pick<PaymentStore, "listOfOrder">;
  readonly notes: NoteStore;
  readonly customers: Pick<CustomerStore, "get">;
  readonly desk: Pick<StaffDeskStore, "nextLookMs">;
  readonly supplier: Pick<Supplier, "readBooking" | "topupHistory">;
  readonly secondWord: Pick<SecondWord, "standing">;
}

/** A note about the customer, with the order that it was written on where that is another one. */
interface FiledNote extends StaffNote {
  readonly reference: string | null;
}

/** All that the shop knows of one order. */
export interface OrderFile {
  readonly order: Order;
  readonly events: readonly OrderEvent[];
  /** What it brought, or the eSIM that it tops up. */
  readonly esims: readonly StoredEsim[];
  readonly payments: readonly Payment[];
  readonly notes: readonly FiledNote[];
  readonly hasBlocked: boolean;
  /** When the bot looks at it again by itself; null where it does not. */
  readonly nextLookMs: number | null;
  /** One of two has ended it, and the second word is still to come; null where nobody has, or it waits for nobody any more. */
  readonly firstWord: FirstWord | null;
}

/** What the supplier says of it now. `not-asked` where nothing was sent. */
export type SupplierView =
  BookingReading | { readonly found: "not-asked" } | { readonly found: "topups"; readonly count: number };

/** Orders as staff look at them, whoever's they are. */
export interface OrderFiles {
  open(orderId: string): Promise<OrderFile | undefined>;
  /** Free; may take as long as the supplier's reads do. */
  askSupplier(file: OrderFile): Promise<SupplierView>;
}

const MOST_NOTES = 5;

/** Builds the files. */
export function createOrderFiles(deps: Deps): OrderFiles {
  const { orders, esims, supplier } = deps;

  async function esimsOf(order: Order): Promise<readonly StoredEsim[]> {
    if (!order.topup) return esims.listOfOrder(order.id);
    const esim = await esims.get(order.topup.esimId);
    return esim ? [esim] : [];
  }

  async function notesOn({ id, customerId }: Order): Promise<readonly FiledNote[]> {
    return Promise.all(
      (await deps.notes.list(customerId, MOST_NOTES)).map(async (note) => {
        const other =
          note.orderId === null || note.orderId === id ? undefined : await orders.get(note.orderId);
        return { ...note, reference: other?.reference ?? null };
      }),
    );
  }

  return {
    async open(orderId) {
      const order = await orders.get(orderId);
      if (!order) return undefined;
      const isWaiting = order.state === "unknown" || order.state === "staff";
      const [events, theirs, payments, notes, customer, nextLookMs] = await Promise.all([
        orders.events(orderId),
        esimsOf(order),
        deps.payments.listOfOrder(orderId),
        notesOn(order),
        deps.customers.get(order.customerId),
        deps.desk.nextLookMs(orderId),
      ]);
      const { hasBlocked } = customer;
      const file = { order, events, esims: theirs, payments, notes, hasBlocked, nextLookMs };
      // What was said before more of it came was about something else.
      const sinceMs = Math.max(0, ...theirs.map(({ issuedAtMs }) => issuedAtMs));
      const firstWord = isWaiting ? await deps.secondWord.standing(orderId, sinceMs) : undefined;
      return { ...file, firstWord: firstWord ?? null };
    },

    async askSupplier({ order, esims: [esim] }) {
      if (order.sentAtMs === null || !order.quote) return { found: "not-asked" };
      if (order.kind === "esim") return supplier.readBooking(order.quote.bookingTrackingId, order.bookingId);
      if (!esim) return { found: "not-asked" };
      const history = await supplier.topupHistory(esim);
      if (!history.ok) return { found: "unclear", detail: history.failure.kind };
      return history.value
        ? { found: "topups", count: history.value.length }
        : { found: "unclear", detail: "its history lists nothing, only the portal can tell" };
    },
  };
}
