import type { SuccessfulPayment } from "../wire/message.ts";

/** A payment that went through, for tests to look at. */
export interface Charge {
  userId: number;
  payment: SuccessfulPayment;
  isRefunded: boolean;
  /** When it was paid, in seconds since 1970. */
  dateS: number;
}

/** What an invoice asks for, and what it carries back to the bot. */
export interface InvoiceTerms {
  title: string;
  description: string;
  start_parameter: string;
  currency: string;
  /** Whole Stars. */
  total_amount: number;
  payload: string;
}

/** One movement of Stars between a customer and the bot, as the bot's list of transactions has it. */
export interface StarMovement {
  /** The charge's id, for a refund too: https://core.telegram.org/bots/api#startransaction */
  chargeId: string;
  kind: "payment" | "refund";
  dateS: number;
}

/** Everybody's Stars, and every invoice that can be paid. */
export interface StarLedger {
  /** A customer's balance in whole Stars. */
  balance(userId: number): number;
  setBalance(userId: number, stars: number): void;
  /** What the bot has earned and not given back. */
  botBalance(): number;
  /** Takes the Stars from the customer; the charge id is new. Whether they have so many is the caller's to ask. */
  charge(userId: number, terms: InvoiceTerms, dateS: number): Charge;
  /** Gives a charge's Stars back; the caller has looked whether it may. */
  refund(charge: Charge, dateS: number): void;
  findCharge(chargeId: string): Charge | undefined;
  charges(): readonly Charge[];
  /** Oldest first. */
  movements(): readonly StarMovement[];
  /** An invoice that stands in a chat, remembered even when its message is gone: a phone may still show it. */
  keepInvoice(chatId: number, messageId: number, terms: InvoiceTerms): void;
  invoice(chatId: number, messageId: number): InvoiceTerms | undefined;
  /** Makes the address of an invoice that belongs to no chat: `https://t.me/$…`. */
  addLink(terms: InvoiceTerms): string;
  linkedInvoice(link: string): InvoiceTerms | undefined;
  /** For the state file. */
  snapshot(): StarSnapshot;
  restore(snapshot: StarSnapshot): void;
}

/** A ledger as plain data. */
export interface StarSnapshot {
  balances: [number, number][];
  charges: Charge[];
  movements: StarMovement[];
  invoices: [string, InvoiceTerms][];
  links: [string, InvoiceTerms][];
}

/** What everybody has who was given nothing else: enough for a few eSIMs. */
const FIRST_BALANCE = 25_000;

/** A ledger without any charge. */
export function createStarLedger(): StarLedger {
  const balances = new Map<number, number>();
  const charges = new Map<string, Charge>();
  const movements: StarMovement[] = [];
  const invoices = new Map<string, InvoiceTerms>();
  const links = new Map<string, InvoiceTerms>();

  const balance = (userId: number): number => balances.get(userId) ?? FIRST_BALANCE;
  const keyOf = (chatId: number, messageId: number): string => `${chatId}/${messageId}`;

  return {
    balance,
    setBalance: (userId, stars) => void balances.set(userId, stars),
    botBalance: () =>
      [...charges.values()].reduce(
        (sum, { payment, isRefunded }) => sum + (isRefunded ? 0 : payment.total_amount),
        0,
      ),
    charge(userId, { currency, total_amount, payload }, dateS) {
      const number = String(charges.size + 1).padStart(8, "0");
      const payment: SuccessfulPayment = {
        currency,
        total_amount,
        invoice_payload: payload,
        telegram_payment_charge_id: `stx${number}-${userId}`,
        provider_payment_charge_id: `${userId}_${number}`,
      };
      const charge: Charge = { userId, payment, isRefunded: false, dateS };
      charges.set(payment.telegram_payment_charge_id, charge);
      movements.push({ chargeId: payment.telegram_payment_charge_id, kind: "payment", dateS });
      balances.set(userId, balance(userId) - total_amount);
      return charge;
    },
    refund(charge, dateS) {
      charge.isRefunded = true;
      balances.set(charge.userId, balance(charge.userId) + charge.payment.total_amount);
      movements.push({ chargeId: charge.payment.telegram_payment_charge_id, kind: "refund", dateS });
    },
    findCharge: (chargeId) => charges.get(chargeId),
    charges: () => [...charges.values()],
    movements: () => movements,
    keepInvoice: (chatId, messageId, terms) => void invoices.set(keyOf(chatId, messageId), terms),
    invoice: (chatId, messageId) => invoices.get(keyOf(chatId, messageId)),
    addLink(terms) {
      const link = `https://t.me/$emulated${String(links.size + 1).padStart(6, "0")}`;
      links.set(link, terms);
      return link;
    },
    linkedInvoice: (link) => links.get(link),
    snapshot: () => ({
      balances: [...balances],
      charges: [...charges.values()],
      movements: [...movements],
      invoices: [...invoices],
      links: [...links],
    }),
    restore(snapshot) {
      for (const [userId, stars] of snapshot.balances) balances.set(userId, stars);
      for (const charge of snapshot.charges) charges.set(charge.payment.telegram_payment_charge_id, charge);
      movements.push(...snapshot.movements);
      for (const [key, terms] of snapshot.invoices) invoices.set(key, terms);
      for (const [link, terms] of snapshot.links) links.set(link, terms);
    },
  };
}
