import type { AlertKind } from "../../domain/alerts.ts";
import { completeTraveller, type TravellerDraft } from "../../domain/traveller.ts";
import type { Customer, CustomerStore, OrderStore } from "../ports/index.ts";

interface Deps {
  readonly customers: CustomerStore;
  readonly orders: OrderStore;
}

/** What the shop remembers of a customer between purchases. */
export interface Customers {
  get(customerId: number): Promise<Customer>;
  chooseLanguage(customerId: number, language: string): Promise<void>;
  /** Keeps the tag of a `?start=s_<tag>` link for the orders to come. */
  rememberSource(customerId: number, tag: string): Promise<void>;
  /** Keeps the traveller of an order for the next purchase: only on the customer's word. False where the order is not theirs, or has none. */
  saveTraveller(customerId: number, orderId: string): Promise<boolean>;
  forgetTraveller(customerId: number): Promise<void>;
  /** Switches one kind of usage alerts on or off. */
  setAlerts(customerId: number, kind: AlertKind, isOn: boolean): Promise<void>;
  /** The next purchase for the country of this order, theirs, takes its traveller over. Gives the country; undefined for an order not theirs. */
  planNextTrip(customerId: number, orderId: string): Promise<string | undefined>;
  /** The traveller of the trip that was planned, once, for a purchase in the same country; empty without one. */
  takeNextTraveller(customerId: number, countryCode: string): Promise<TravellerDraft>;
  /** The saved traveller when it is whole. */
  savedTraveller(customerId: number): Promise<TravellerDraft | undefined>;
  /** The customer blocked the bot, or came back: what is due waits, or goes on. */
  setBlocked(customerId: number, hasBlocked: boolean): Promise<void>;
  /** Which message is the card that navigation edits, and whether it is still the last one in the chat. */
  placeCard(
    customerId: number,
    card: { readonly messageId: number | null; readonly isLast: boolean },
  ): Promise<void>;
  /** Something was sent below the card, whichever message that is by now. */
  buryCard(customerId: number): Promise<void>;
}

/** Builds the customer memory over its store. */
export function createCustomers({ customers, orders }: Deps): Customers {
  return {
    get: (customerId) => customers.get(customerId),
    chooseLanguage: (customerId, language) => customers.update(customerId, { chosenLanguage: language }),
    rememberSource: (customerId, tag) => customers.update(customerId, { source: tag }),
    async saveTraveller(customerId, orderId) {
      const order = await orders.getOwned(customerId, orderId);
      const traveller = order && completeTraveller(order.traveller);
      if (traveller) await customers.update(customerId, { savedTraveller: traveller });
      return traveller !== undefined;
    },
    forgetTraveller: (customerId) => customers.update(customerId, { savedTraveller: null }),
    async setAlerts(customerId, kind, isOn) {
      const { mutedAlerts } = await customers.get(customerId);
      const others = mutedAlerts.filter((each) => each !== kind);
      await customers.update(customerId, { mutedAlerts: isOn ? others : [...others, kind] });
    },
    async planNextTrip(customerId, orderId) {
      const order = await orders.getOwned(customerId, orderId);
      if (order) await customers.update(customerId, { nextTripOrderId: order.id });
      return order?.countryCode;
    },
    async takeNextTraveller(customerId, countryCode) {
      const { nextTripOrderId } = await customers.get(customerId);
      if (nextTripOrderId === null) return {};
      await customers.update(customerId, { nextTripOrderId: null });
      const order = await orders.getOwned(customerId, nextTripOrderId);
      const isSameTrip = order?.countryCode === countryCode;
      return (isSameTrip && completeTraveller(order.traveller)) || {};
    },
    async savedTraveller(customerId) {
      const { savedTraveller } = await customers.get(customerId);
      return savedTraveller ? completeTraveller(savedTraveller) : undefined;
    },
    setBlocked: (customerId, hasBlocked) => customers.update(customerId, { hasBlocked }),
    placeCard: (customerId, { messageId, isLast }) =>
      customers.update(customerId, { cardMessageId: messageId, isCardLast: isLast }),
    buryCard: (customerId) => customers.update(customerId, { isCardLast: false }),
  };
}
