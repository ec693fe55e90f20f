import type { Order } from "../../domain/order.ts";
import { wallTimeMs } from "../../domain/zone.ts";
import type { NextRun } from "../orders/sending.ts";
import type { Clock, EsimStore, JobStore, NewIntent, OrderStore, Outbox, TripStore } from "../ports/index.ts";
import { addDays, readTravelDate, type TypedDate } from "./travel-dates.ts";

/** When on the day before the picture is sent, on the shop's clock: awake, and before the bags are closed. */
const REMINDER_HOUR = 10;
/** Nobody plans further ahead than an eSIM may be installed. */
const MAX_DAYS_AHEAD = 366;
/** A customer's newest orders: among these is every trip to come that a typed date can mean. */
const NEWEST_ORDERS = 30;

interface Deps {
  readonly trips: TripStore;
  readonly orders: Pick<OrderStore, "getOwned" | "get" | "list">;
  readonly esims: Pick<EsimStore, "listOfOrder">;
  readonly jobs: Pick<JobStore, "enqueue">;
  readonly outbox: Pick<Outbox, "add">;
  readonly clock: Clock;
  /** IANA zone in which the customers' days are counted. */
  readonly timeZone: string;
  readonly wake: () => void;
}

/** What a customer answers to "when do you travel?". */
export type TravelAnswer =
  | { readonly kind: "today" | "this-week" | "skip" }
  /** A day, "2026-12-24". */
  | { readonly kind: "date"; readonly date: string };

/** What became of the answer. */
export type TravelPlan =
  /** The picture comes now. */
  | { readonly kind: "now"; readonly order: Order }
  | { readonly kind: "later"; readonly order: Order; readonly travelsOn: string; readonly remindAtMs: number }
  | { readonly kind: "skipped"; readonly order: Order }
  /** A day that is over, too far away, or no day. */
  | { readonly kind: "not-a-day"; readonly order: Order }
  | { readonly kind: "no-order" };

/** Before the trip: when it is, and the one picture that works without data and without us. */
export interface Trips {
  /** The customer's delivered order; undefined for somebody else's and an absent one alike. */
  find(customerId: number, orderId: string): Promise<Order | undefined>;
  answer(customerId: number, orderId: string, answer: TravelAnswer): Promise<TravelPlan>;
  /**
   * A typed text as a travel date with the orders that it can be of, newest first: those whose trip is open or to come. Undefined for what
   * is no date, and where there is no such order.
   */
  readTyped(
    customerId: number,
    typed: string,
  ): Promise<{ readonly date: TypedDate; readonly orders: readonly Order[] } | undefined>;
  /** Today in the customers' zone, "2026-11-21". */
  today(): string;
  /** The job of one order: sends the picture when it is due, or asks the question that comes after this one. */
  run(orderId: string): Promise<NextRun>;
}

/** Builds the care before the trip. */
export function createTrips(deps: Deps): Trips {
  const { trips, clock, timeZone } = deps;
  const find: Trips["find"] = async (customerId, orderId) => {
    const order = await deps.orders.getOwned(customerId, orderId);
    return order?.state === "delivered" ? order : undefined;
  };
  const today = () => dayOf(clock.now(), timeZone);

  /** Queues the picture of each eSIM, once per day of travel. */
  async function sendPictures(order: Order, travelsOn: string): Promise<void> {
    const nowMs = clock.now();
    for (const esim of await deps.esims.listOfOrder(order.id)) {
      const intent: NewIntent = {
        chatId: order.chatId,
        kind: "offline-card",
        subject: order.id,
        esimId: esim.id,
        dedupeKey: `offline-card ${esim.id} ${travelsOn}`,
      };
      await deps.outbox.add(intent, nowMs);
    }
  }

  /** Consent to keep the traveller is asked for after this question, never beside it. */
  async function askToKeep(order: Order): Promise<void> {
    const intent = { chatId: order.chatId, kind: "after-delivery", subject: order.id } as const;
    await deps.outbox.add({ ...intent, dedupeKey: `after-delivery ${order.id}` }, clock.now());
  }

  /** Whether the order's trip has no date yet, or one that can still be changed. */
  async function isOpen(order: Order): Promise<boolean> {
    if (order.kind !== "esim" || addDays(dayOf(order.createdAtMs, timeZone), MAX_DAYS_AHEAD) < today())
      return false;
    const trip = await trips.get(order.id);
    return trip === undefined || trip.travelsOn === null || trip.travelsOn >= today();
  }

  return {
    find,
    today,

    async readTyped(customerId, typed) {
      const date = readTravelDate(typed, today());
      if (!date) return undefined;
      const delivered = await deps.orders.list(customerId, ["delivered"], NEWEST_ORDERS);
      const open = await Promise.all(delivered.map(isOpen));
      const orders = delivered.filter((_, index) => open[index]);
      return orders.length === 0 ? undefined : { date, orders };
    },

    async answer(customerId, orderId, answer) {
      const order = await find(customerId, orderId);
      if (!order) return { kind: "no-order" };
      const nowMs = clock.now();
      const day = today();
      const save = (travelsOn: string | null) =>
        trips.save({ orderId, customerId, chatId: order.chatId, travelsOn, answeredAtMs: nowMs });
      const done = async (plan: TravelPlan): Promise<TravelPlan> => {
        await askToKeep(order);
        deps.wake();
        return plan;
      };
      if (answer.kind === "skip") {
        await save(null);
        return done({ kind: "skipped", order });
      }
      if (answer.kind === "date" && !isPlannable(answer.date, day)) return { kind: "not-a-day", order };
      const travelsOn = answer.kind === "date" ? answer.date : day;
      await save(travelsOn);
      const remindAtMs = reminderTime(travelsOn, timeZone);
      // "This week" may be tomorrow: the day before is today.
      if (answer.kind !== "date" || remindAtMs <= nowMs) {
        await sendPictures(order, travelsOn);
        return done({ kind: "now", order });
      }
      await deps.jobs.enqueue({ kind: "trip", key: orderId, runAtMs: remindAtMs });
      return done({ kind: "later", order, travelsOn, remindAtMs });
    },

    async run(orderId) {
      const order = await deps.orders.get(orderId);
      if (order?.state !== "delivered") return { done: true };
      const trip = await trips.get(orderId);
      if (!trip) await askToKeep(order);
      if (trip?.travelsOn) {
        const remindAtMs = reminderTime(trip.travelsOn, timeZone);
        if (remindAtMs > clock.now()) return { again: remindAtMs };
        // After a long standstill the trip may be over: a picture would come too late to be of use.
        if (trip.travelsOn >= today()) await sendPictures(order, trip.travelsOn);
      }
      deps.wake();
      return { done: true };
    },
  };
}

/** The calendar day of `ms` in `zone`: "2026-11-21". */
function dayOf(ms: number, zone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(ms);
}

function isPlannable(date: string, today: string): boolean {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(`${date}T00:00:00Z`));
  return isDay && addDays(date, 0) === date && date >= today && date <= addDays(today, MAX_DAYS_AHEAD);
}

/** Ten in the morning of the day before, in `zone`. */
function reminderTime(travelsOn: string, zone: string): number {
  const wallMs = Date.parse(`${addDays(travelsOn, -1)}T00:00:00Z`) + REMINDER_HOUR * 3_600_000;
  return wallTimeMs(wallMs, zone);
}
