import { badRequest } from "../wire/refusal.ts";
import type { OpenQueries } from "../state/queries.ts";
import type { Charge, InvoiceTerms, StarLedger } from "../state/stars.ts";
import type { Timeline } from "../state/timeline.ts";
import type { World } from "../state/world.ts";
import type { PendingUpdates } from "../updates/pending.ts";
import { ClientError } from "./client-error.ts";
import type { Incoming } from "./incoming.ts";

/** How a payment ended for the customer. */
export type PaymentOutcome =
  | { isPaid: true; chargeId: string }
  /** `errorMessage` is the bot's, or Telegram's own when no answer came in time or the Stars do not reach. */
  | { isPaid: false; errorMessage: string };

/** An invoice as the confirmation sheet shows it. */
export interface ShownInvoice {
  title: string;
  description: string;
  /** Whole Stars. */
  stars: number;
}

/** Paying invoices in Stars. */
export interface Payments {
  /**
   * The customer confirms an invoice: Telegram asks the bot, and charges when it agrees in time. Telegram itself
   * stops nobody from paying twice, or long after the bot has forgotten the order: also a paid invoice, and one whose
   * message is gone, can be paid, as from a phone that still shows it.
   */
  pay(userId: number, messageId: number): Promise<PaymentOutcome>;
  /** The same with the address that createInvoiceLink gave; the payment's message comes into the private chat. */
  payLink(userId: number, link: string): Promise<PaymentOutcome>;
  invoiceAt(link: string): ShownInvoice;
  starBalance(userId: number): number;
  setStarBalance(userId: number, stars: number): void;
  /** Gives the Stars back; refuses unknown and already refunded charges. */
  refund(userId: number, chargeId: string): void;
  charges(): readonly Charge[];
  /**
   * From now on payments go through and the bot hears of none; the function returned lets the messages come and ends
   * it. For the payment that arrives when the order has expired meanwhile.
   */
  holdSuccessfulPayments(): () => void;
}

/** Payments within `world`. `answerMs` is how long the bot may take over its answer: 10 s at Telegram. */
export function createPayments(deps: {
  world: World;
  timeline: Timeline;
  incoming: Incoming;
  pending: PendingUpdates;
  queries: OpenQueries;
  stars: StarLedger;
  answerMs: number;
}): Payments {
  const { world, timeline, incoming, pending, queries, stars } = deps;
  let held: (() => void)[] | null = null;

  function requireUser(userId: number) {
    const user = world.customers.get(userId)?.user;
    const chat = world.chats.get(userId);
    if (user === undefined || chat === undefined) {
      throw new ClientError(404, `There is no customer ${userId}.`);
    }
    return { user, chat };
  }

  function requireLinked(link: string): InvoiceTerms {
    const terms = stars.linkedInvoice(link);
    if (terms === undefined) throw new ClientError(404, `There is no invoice at ${link}.`);
    return terms;
  }

  function settle(userId: number, terms: InvoiceTerms, onCharged: (charge: Charge) => void): PaymentOutcome {
    const missing = terms.total_amount - stars.balance(userId);
    if (missing > 0) return { isPaid: false, errorMessage: `You need ${missing} more Stars.` };
    const { user, chat } = requireUser(userId);
    const charge = stars.charge(userId, terms, world.dateS());
    onCharged(charge);
    const deliver = (): void => void incoming.receive(chat, user, { successful_payment: charge.payment });
    if (held === null) deliver();
    else held.push(deliver);
    return { isPaid: true, chargeId: charge.payment.telegram_payment_charge_id };
  }

  function confirm(
    userId: number,
    terms: InvoiceTerms,
    onCharged: (charge: Charge) => void = () => undefined,
  ): Promise<PaymentOutcome> {
    const { user } = requireUser(userId);
    const missing = terms.total_amount - stars.balance(userId);
    if (missing > 0) {
      return Promise.resolve({ isPaid: false, errorMessage: `You need ${missing} more Stars.` });
    }
    return new Promise((resolve) => {
      const id = queries.open("checkout", (answer) => {
        clearTimeout(timer);
        if (answer.ok) resolve(settle(userId, terms, onCharged));
        else resolve({ isPaid: false, errorMessage: answer.errorMessage ?? "" });
      });
      const timer = setTimeout(() => {
        // The customer is told that it failed: nothing may be paid behind their back.
        queries.close("checkout", id);
        resolve({ isPaid: false, errorMessage: "The bot did not answer in time." });
      }, deps.answerMs);
      timer.unref();
      const { currency, total_amount, payload } = terms;
      pending.add(
        "pre_checkout_query",
        { id, from: user, currency, total_amount, invoice_payload: payload },
        `checkout:${userId}`,
      );
    });
  }

  return {
    pay(userId, messageId) {
      const terms = stars.invoice(userId, messageId);
      if (terms === undefined) {
        throw new ClientError(404, `There is no invoice ${messageId} in the chat of ${userId}.`);
      }
      return confirm(userId, terms, ({ payment }) => {
        const { chat } = requireUser(userId);
        const record = chat.messages.get(messageId);
        if (record === undefined) return;
        timeline.replace(chat, { ...record, receipt: payment.telegram_payment_charge_id }, "markup");
      });
    },
    payLink: (userId, link) => confirm(userId, requireLinked(link)),
    invoiceAt(link) {
      const { title, description, total_amount } = requireLinked(link);
      return { title, description, stars: total_amount };
    },
    starBalance: (userId) => stars.balance(requireUser(userId).user.id),
    setStarBalance: (userId, amount) => stars.setBalance(requireUser(userId).user.id, amount),
    refund(userId, chargeId) {
      const charge = stars.findCharge(chargeId);
      if (charge?.userId !== userId) throw badRequest("CHARGE_ID_INVALID");
      if (charge.isRefunded) throw badRequest("CHARGE_ALREADY_REFUNDED");
      const { user, chat } = requireUser(userId);
      stars.refund(charge, world.dateS());
      incoming.receive(chat, user, { refunded_payment: charge.payment });
    },
    charges: () => stars.charges(),
    holdSuccessfulPayments() {
      held ??= [];
      return () => {
        const waiting = held ?? [];
        held = null;
        for (const deliver of waiting) deliver();
      };
    },
  };
}
