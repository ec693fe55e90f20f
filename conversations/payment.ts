import type { Order } from "../src/domain/order.ts";
import { starsPaid } from "../src/domain/payment.ts";
import type { Language, Translator } from "../src/i18n/index.ts";
import {
  showAwaiting,
  showInvoice,
  showManualPayment,
  showOrderKept,
  showPaidApart,
  showPaidLate,
  showSupplierPage,
  showPaymentNews,
  showRefund,
  showShareReturned,
  type Screen,
} from "../src/screens/index.ts";
import type { Collection, Outlook } from "../src/services/index.ts";
import type { IntentAbout, PaymentStore } from "../src/services/ports/index.ts";
import type { Telling } from "../src/telegram/index.ts";

interface Deps {
  readonly collection: Pick<Collection, "amountDue">;
  readonly payments: Pick<PaymentStore, "listOfOrder">;
  readonly outlookOf: (order: Order) => Promise<Outlook>;
  /** Where customers pay by hand, by the language they read; null where that is no method. */
  readonly paymentTexts: Readonly<Record<Language, string>> | null;
  readonly shopTimeZone: string;
  /** Notes which message is the order's open invoice. */
  readonly rememberInvoice: (orderId: string, messageId: number) => Promise<void>;
}

/** What the shop says about the money of an order. */
export interface PaymentSpeech {
  /** How to pay now: the account to pay into, an invoice, or where it stands. */
  ask(order: Order, t: Translator): Promise<Screen>;
  /** Whether the customer says to have paid and staff have not looked yet. */
  isClaimed(order: Order): Promise<boolean>;
  /** Where an order stands that waits for its money. */
  status(order: Order, t: Translator): Promise<Screen>;
  /** An intent about the money as a message; undefined when it is out of date. */
  tell(intent: IntentAbout<"money">, order: Order, t: Translator): Promise<Screen | undefined>;
  /** What goes with such a message: an invoice is remembered, and one of an order that is over goes. */
  following(screen: Screen, order: Order): Omit<Telling, "screen">;
}

/** Builds the speech. */
export function createPaymentSpeech(deps: Deps): PaymentSpeech {
  const { shopTimeZone: timeZone, paymentTexts } = deps;

  async function isClaimed(order: Order): Promise<boolean> {
    return (await deps.payments.listOfOrder(order.id)).some(({ state }) => state === "claimed");
  }

  /** In Stars, what an invoice would ask for now. */
  const due = (order: Order) =>
    order.paymentMethod === "telegram"
      ? deps.collection.amountDue(order.customerId, order.nonce ?? "")
      : Promise.resolve(undefined);

  async function status(order: Order, t: Translator): Promise<Screen> {
    const isLookedFor = order.state === "awaiting_payment" && (await isClaimed(order));
    if (isLookedFor) return showPaymentNews({ order, news: "claimed" }, t);
    return showAwaiting({ order, timeZone, stars: (await due(order))?.amount.minor }, t);
  }

  /** "We are ordering now" only where that is so: what a stop means for the order is told next. */
  async function tellReceived(order: Order, t: Translator): Promise<Screen | undefined> {
    if (order.paymentMethod === "supplier_page")
      return order.state === "awaiting_supplier" || order.state === "expired"
        ? showPaymentNews({ order, news: "received-page" }, t)
        : undefined;
    const isKept = order.state === "paid" && (await deps.outlookOf(order)) !== "sent";
    return showPaymentNews({ order, news: isKept ? "received-kept" : "received" }, t);
  }

  async function ask(order: Order, t: Translator): Promise<Screen> {
    if (order.state !== "awaiting_payment") return showAwaiting({ order }, t);
    if (await isClaimed(order)) return showPaymentNews({ order, news: "claimed" }, t);
    if (order.paymentMethod === "telegram") {
      const found = await due(order);
      return found ? showInvoice({ order, stars: found.amount }, t) : showAwaiting({ order }, t);
    }
    return showManualPayment({ order, paymentText: paymentTexts?.[t.language] ?? "", timeZone }, t);
  }

  return {
    ask,
    status,
    isClaimed,
    following(screen, order) {
      if (screen.invoice) return { afterSent: (messageId) => deps.rememberInvoice(order.id, messageId) };
      const invoice = order.invoiceMessageId ?? null;
      const isOver = order.state === "expired" || order.state === "cancelled";
      return invoice !== null && isOver ? { outdatedMessageId: invoice } : {};
    },
    async tell(intent, order, t) {
      switch (intent.kind) {
        case "payment-reminder":
          return order.state === "awaiting_supplier"
            ? showSupplierPage({ order, timeZone, isReminder: true }, t)
            : undefined;
        case "payment-late":
          return showPaidLate({ order }, t);
        case "payment-due":
          if (order.state === "awaiting_supplier") return showSupplierPage({ order, timeZone }, t);
          return order.state === "awaiting_payment" ? ask(order, t) : undefined;
        case "payment-received":
          return tellReceived(order, t);
        case "payment-declined": {
          if (order.state !== "awaiting_payment") return undefined;
          const declined = (await deps.payments.listOfOrder(order.id)).findLast(
            ({ state }) => state === "declined",
          );
          return showPaymentNews({ order, news: "declined", reason: declined?.reason }, t);
        }
        case "payment-expired":
          return order.state === "expired" ? showPaymentNews({ order, news: "expired" }, t) : undefined;
        case "order-kept":
          return order.state === "paid" ? showOrderKept(order, t) : undefined;
        case "payment-apart":
          return showPaidApart({ order }, t);
        case "order-refunded":
          if (order.shortfall) return showShareReturned({ order }, t);
          return showRefund({ order, stars: starsPaid(await deps.payments.listOfOrder(order.id)) }, t);
        default:
          return intent.kind satisfies never;
      }
    },
  };
}
