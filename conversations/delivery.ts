import { installByMs } from "../src/domain/esim.ts";
import { hadGoneBack, hasEndedAsVoid, wasFoundAfterEnd, type Order } from "../src/domain/order.ts";
import { isClosedShort } from "../src/domain/shortfall.ts";
import { TRAVELLER_QUESTIONS, type TravellerDraft } from "../src/domain/traveller.ts";
import type { Translator } from "../src/i18n/index.ts";
import {
  showAlreadyOrdered,
  showClosedBriefly,
  showClosedShort,
  showDelivered,
  showEndedUnpaid,
  showFailed,
  showKeepTraveller,
  showOrderStatus,
  showStillUnknown,
  showUnknown,
  showUpdateFailed,
  showVoid,
  showWhenTravel,
  type Screen,
} from "../src/screens/index.ts";
import type { Customers, Esims, OwnedEsim } from "../src/services/index.ts";
import { isAbout, type Intent, type IntentAbout, type OrderStore } from "../src/services/ports/index.ts";
import type { Telling } from "../src/telegram/index.ts";
import type { UsageAlerts } from "./usage-alerts.ts";
import type { PaymentSpeech } from "./payment.ts";
import type { TopupSpeech } from "./top-up.ts";

interface Deps {
  readonly orders: Pick<OrderStore, "get" | "events">;
  readonly esims: Esims;
  readonly customers: Customers;
  readonly paymentSpeech: Pick<PaymentSpeech, "tell" | "status" | "following">;
  readonly topupSpeech: TopupSpeech;
  /** The translator for a chat: chosen language first, else the one the order was made in. */
  readonly translatorFor: (chosen: string | null, ordered: string) => Translator;
  readonly shopTimeZone: string;
  /** Notes which message tells how an order stands, so that it never stays behind. */
  readonly rememberStatus: (orderId: string, messageId: number) => Promise<void>;
  /** Usage alerts, which are about an eSIM rather than an order. */
  readonly tellAlert: UsageAlerts["tell"];
}

/** "We are checking", "accepted" and "it is kept" are the order's own message from now on: it changes when the eSIM or the data comes. */
const STANDING: ReadonlySet<Intent["kind"]> = new Set<Intent["kind"]>([
  "order-unknown",
  "order-still-unknown",
  "topup-taken",
  "topup-late",
  "order-kept",
]);

/** States in which an order came to nothing. */
const OVER: ReadonlySet<Order["state"]> = new Set<Order["state"]>(["failed", "void", "expired", "cancelled"]);

/** So is the link to the supplier's page, while it may be paid: none must stay behind once it was, or is over. */
const STANDING_PAGE: ReadonlySet<Intent["kind"]> = new Set<Intent["kind"]>([
  "payment-due",
  "payment-reminder",
]);

/** What the shop says after the confirm tap, whenever there is news: from "ordering…" to the QR image. */
export interface OrderSpeech {
  /** How an order stands, in one short message. */
  status(order: Order, t: Translator): Promise<Screen>;
  /** A tap on an order's old confirm button: what became of it. */
  already(order: Order, t: Translator): Screen;
  /** The eSIM with its QR image, install links and codes. */
  delivered(owned: OwnedEsim, t: Translator): Screen;
  /** An intent of the outbox as a message, from what the database says now; undefined when it is out of date. */
  tell(intent: Intent): Promise<Telling | undefined>;
}

/** Builds the speech of orders. */
export function createOrderSpeech(deps: Deps): OrderSpeech {
  async function status(order: Order, t: Translator): Promise<Screen> {
    if (order.state === "awaiting_payment") return deps.paymentSpeech.status(order, t);
    if (order.kind === "topup") return deps.topupSpeech.status(order, t);
    return showOrderStatus({ order, issued: await deps.esims.countIssued(order.id) }, t);
  }

  function already(order: Order, t: Translator): Screen {
    return order.kind === "topup" ? deps.topupSpeech.status(order, t) : showAlreadyOrdered({ order }, t);
  }

  /** What the "ordering…" message becomes: short and without buttons, since the event's own message says it all. */
  async function closing(order: Order, t: Translator): Promise<Screen> {
    if (isClosedShort(order)) return showClosedBriefly({ order }, t);
    const isWhole = order.state === "issued" || order.state === "delivered";
    // "2 of your 3 eSIMs came" is said nowhere else.
    const isPart = order.state === "unknown" && (await deps.esims.countIssued(order.id)) > 0;
    // That it came to nothing is said alike of an eSIM and of a top-up, and at length below.
    const isOver = OVER.has(order.state);
    const short = isOver ? showEndedUnpaid({ order }, t) : already(order, t);
    return { ...(isWhole || isPart ? await status(order, t) : short), rows: [] };
  }

  function delivered(
    { esim, order }: OwnedEsim,
    t: Translator,
    lateFind: Parameters<typeof showDelivered>[0]["lateFind"] = null,
  ): Screen {
    const byMs = installByMs(esim.issuedAtMs, order.package.installWithinDays);
    return showDelivered({ esim, order, installByMs: byMs, timeZone: deps.shopTimeZone, lateFind }, t);
  }

  async function tellEsim(intent: Intent, t: Translator): Promise<Telling | undefined> {
    const owned = await deps.esims.forDelivery(intent.esimId ?? "");
    // An eSIM goes to the chat of its own order, and to no other.
    if (!owned || owned.esim.chatId !== intent.chatId || owned.order.chatId !== intent.chatId)
      return undefined;
    // Once for the order: they may have bought again since "you can order again".
    const events = owned.esim.position === 1 ? await deps.orders.events(owned.order.id) : [];
    const { paymentMethod } = owned.order;
    const lateFind = !wasFoundAfterEnd(events)
      ? null
      : paymentMethod === "manual" && !hadGoneBack(owned.order, events)
        ? "paid"
        : "found";
    return { screen: delivered(owned, t, lateFind), afterSent: () => deps.esims.markDelivered(owned) };
  }

  function screenFor(intent: IntentAbout<"order">, order: Order, t: Translator): Screen | undefined {
    switch (intent.kind) {
      case "order-failed":
        return showFailed({ order }, t);
      case "order-unknown":
        return order.state === "unknown" ? showUnknown({ reference: order.reference }, t) : undefined;
      case "order-still-unknown":
        return order.state === "unknown" || order.state === "staff" ? showStillUnknown(order, t) : undefined;
      case "order-void":
        return hasEndedAsVoid(order) ? showVoid({ order }, t) : undefined;
      case "order-closed":
        return isClosedShort(order) ? showClosedShort({ order }, t) : undefined;
      case "after-delivery":
        return showKeepTraveller({ orderId: order.id, traveller: order.traveller }, t);
      case "when-travel":
        return showWhenTravel({ orderId: order.id, countryCode: order.countryCode }, t);
      case "esim":
        return undefined;
      default:
        return intent.kind satisfies never;
    }
  }

  async function tellOrder(intent: Intent, order: Order, t: Translator): Promise<Telling | undefined> {
    if (isAbout(intent, "money")) {
      const screen = await deps.paymentSpeech.tell(intent, order, t);
      return screen && { screen, ...deps.paymentSpeech.following(screen, order) };
    }
    if (!isAbout(intent, "order", "topup")) return undefined;
    if (order.kind === "topup") return deps.topupSpeech.tell(intent, order, t);
    if (!isAbout(intent, "order")) return undefined;
    if (intent.kind === "esim") return tellEsim(intent, t);
    const screen = screenFor(intent, order, t);
    return screen && { screen };
  }

  return {
    status,
    already,
    delivered,
    async tell(intent) {
      // No private chat is negative: it stands for somebody who asked to be forgotten. A late find of their order is the staff's.
      if (intent.chatId < 0) return undefined;
      const customer = await deps.customers.get(intent.chatId);
      if (intent.kind === "update-failed")
        return { screen: showUpdateFailed(deps.translatorFor(customer.chosenLanguage, "")) };
      if (intent.kind === "usage-alert")
        return deps.tellAlert(intent, customer.mutedAlerts, (ordered) =>
          deps.translatorFor(customer.chosenLanguage, ordered),
        );
      const order = await deps.orders.get(intent.subject);
      if (order?.chatId !== intent.chatId) return undefined;
      const t = deps.translatorFor(customer.chosenLanguage, order.language);
      // Consent is asked for once: not when these very details are kept already.
      if (intent.kind === "after-delivery" && isSameTraveller(customer.savedTraveller, order.traveller))
        return undefined;
      const telling = await tellOrder(intent, order, t);
      const isPage = order.state === "awaiting_supplier" && STANDING_PAGE.has(intent.kind);
      const isStanding = isPage || STANDING.has(intent.kind);
      const afterSent = isStanding
        ? (statusMessageId: number) => deps.rememberStatus(order.id, statusMessageId)
        : telling?.afterSent;
      if (!telling || order.statusMessageId === null)
        return telling && { ...telling, ...(afterSent ? { afterSent } : {}) };
      const status = {
        messageId: order.statusMessageId,
        screen: await closing(order, t),
        isReplaced: isStanding,
      };
      return { ...telling, status, ...(afterSent ? { afterSent } : {}) };
    },
  };
}

function isSameTraveller(saved: TravellerDraft | null, used: TravellerDraft): boolean {
  return saved !== null && TRAVELLER_QUESTIONS.every((question) => saved[question] === used[question]);
}
