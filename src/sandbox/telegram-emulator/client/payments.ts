import { badRequest } from "../wire/refusal.ts";
import type { SuccessfulPayment } from "../wire/message.ts";
import type { OpenQueries } from "../state/queries.ts";
import type { World } from "../state/world.ts";
import type { PendingUpdates } from "../updates/pending.ts";
import { ClientError } from "./client-error.ts";
import type { Incoming } from "./incoming.ts";

/** How a payment ended for the customer. */
export type PaymentOutcome =
  | { isPaid: true; chargeId: string }
  /** `errorMessage` is the bot's, or Telegram's own when no answer came in time. */
  | { isPaid: false; errorMessage: string };

/** A payment that went through, for tests to look at. */
export interface Charge {
  userId: number;
  payment: SuccessfulPayment;
  isRefunded: boolean;
}

/** Paying invoices in Stars. */
export interface Payments {
  /** The customer presses Pay: asks the bot, and pays when it agrees within 10 s. */
  pay(userId: number, messageId: number): Promise<PaymentOutcome>;
  /** Gives the Stars back; refuses unknown and already refunded charges. */
  refund(userId: number, chargeId: string): void;
  charges(): readonly Charge[];
}

const ANSWER_MS = 10_000;

/** Payments within `world`; charge ids count up. */
export function createPayments(deps: {
  world: World;
  incoming: Incoming;
  pending: PendingUpdates;
  queries: OpenQueries;
}): Payments {
  const { world, incoming, pending, queries } = deps;
  const charges = new Map<string, Charge>();

  function findInvoice(userId: number, messageId: number) {
    const chat = world.chats.get(userId);
    const customer = world.customers.get(userId);
    const record = chat?.messages.get(messageId);
    const invoice = record?.message.invoice;
    if (chat === undefined || customer === undefined || invoice === undefined) {
      throw new ClientError(404, `There is no invoice ${messageId} in the chat of ${userId}.`);
    }
    return { chat, user: customer.user, invoice, payload: record?.invoicePayload ?? "" };
  }

  return {
    pay(userId, messageId) {
      const { chat, user, invoice, payload } = findInvoice(userId, messageId);
      const { currency, total_amount } = invoice;
      const amount = { currency, total_amount, invoice_payload: payload };
      return new Promise((resolve) => {
        let isWaiting = true;
        const timer = setTimeout(() => {
          isWaiting = false;
          resolve({ isPaid: false, errorMessage: "The bot did not answer in time." });
        }, ANSWER_MS);
        timer.unref();
        const id = queries.open("checkout", (answer) => {
          clearTimeout(timer);
          // The customer was told already that it failed: nothing may be paid behind their back.
          if (!isWaiting) return;
          if (!answer.ok) return resolve({ isPaid: false, errorMessage: answer.errorMessage ?? "" });
          const chargeId = `stx${String(charges.size + 1).padStart(8, "0")}-${userId}`;
          const payment = {
            ...amount,
            telegram_payment_charge_id: chargeId,
            provider_payment_charge_id: `${userId}_${messageId}`,
          };
          charges.set(chargeId, { userId, payment, isRefunded: false });
          incoming.receive(chat, user, { successful_payment: payment });
          resolve({ isPaid: true, chargeId });
        });
        pending.add("pre_checkout_query", { id, from: user, ...amount }, `checkout:${userId}`);
      });
    },
    refund(userId, chargeId) {
      const charge = charges.get(chargeId);
      const chat = world.chats.get(userId);
      const user = world.customers.get(userId)?.user;
      if (charge?.userId !== userId || chat === undefined || user === undefined)
        throw badRequest("CHARGE_ID_INVALID");
      if (charge.isRefunded) throw badRequest("CHARGE_ALREADY_REFUNDED");
      charge.isRefunded = true;
      incoming.receive(chat, user, { refunded_payment: charge.payment });
    },
    charges: () => [...charges.values()],
  };
}
