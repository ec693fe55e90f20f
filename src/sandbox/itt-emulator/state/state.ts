import { z } from "zod";
import { jsonObjectSchema } from "../json.ts";

/*
 * What the emulator remembers. It is plain JSON, so that a state file can hold it; the schemas check such a file.
 * All times are epoch milliseconds, all amounts minor units of BDT, all data MB.
 */

const whole = z.number().int();

const searchSchema = z.object({
  trackingId: z.string(),
  createdAtMs: whole,
  /** The `search_parameter` echo that later answers repeat. */
  parameter: jsonObjectSchema,
});

const quoteSchema = z.object({
  bookingTrackingId: z.string(),
  packageTrackingId: z.string(),
  packageId: z.string(),
  searchTrackingId: z.string(),
  purchaseMinor: whole,
  sellMinor: whole,
  createdAtMs: whole,
  passengers: z.array(jsonObjectSchema),
});

const paymentTypeSchema = z.enum(["account_balance", "card", "onlinepayment"]);

/** What has become of a payment; the defaults are for state files from before these fields. */
const paymentShape = {
  paidAtMs: whole.nullable(),
  /** A payment is under way and will be known of then. */
  paymentDueAtMs: whole.nullable().default(null),
  /** How often paying was tried in vain. */
  failedTries: whole.default(0),
  cancelledAtMs: whole.nullable().default(null),
  refundedAtMs: whole.nullable().default(null),
};

const bookingSchema = z.object({
  bookingId: z.string(),
  trackingId: z.string(),
  memberId: z.string().default(""),
  packageId: z.string(),
  searchTrackingId: z.string(),
  quantity: whole,
  paymentType: paymentTypeSchema,
  redirectUrl: z.string().nullable(),
  /** For one eSIM of the package; the charge is this times the quantity. */
  purchaseMinor: whole,
  sellMinor: whole,
  passengers: z.array(jsonObjectSchema),
  createdAtMs: whole,
  /** Reads find the booking from here on. */
  visibleAtMs: whole,
  autoCancelAtMs: whole,
  ...paymentShape,
  /** What is missing of the eSIMs and LPAs appears then; null: never, or nothing is missing. */
  completesAtMs: whole.nullable().default(null),
  /** The upstream order's number; null until it is issued. */
  orderNumber: whole.nullable(),
  iccids: z.array(z.string()),
});

const usageStatusSchema = z.enum(["NOT_ACTIVE", "ACTIVE", "FINISHED", "EXPIRED", "UNKNOWN", "RECYCLED"]);

const eSimSchema = z.object({
  iccid: z.string(),
  simId: whole,
  bookingId: z.string(),
  packageId: z.string(),
  createdAtMs: whole,
  matchingId: z.string(),
  /** False plays a booking that was made but has no LPA yet. */
  hasLpa: z.boolean(),
  msisdn: z.string().nullable(),
  status: usageStatusSchema,
  isUnlimited: z.boolean(),
  totalMb: z.number(),
  usedMb: z.number(),
  voiceTotal: z.number(),
  voiceUsed: z.number(),
  textTotal: z.number(),
  textUsed: z.number(),
  validityDays: whole,
  expireAtMs: whole.nullable(),
});

const topUpOfferSchema = z.object({
  topupTrackingId: z.string(),
  iccid: z.string(),
  bookingTrackingId: z.string(),
  createdAtMs: whole,
});

const topUpSchema = z.object({
  topupTrackingId: z.string(),
  orderNumber: whole,
  iccid: z.string(),
  bookingTrackingId: z.string(),
  memberId: z.string().default(""),
  packageId: z.string(),
  paymentType: paymentTypeSchema,
  redirectUrl: z.string().nullable().default(null),
  purchaseMinor: whole,
  sellMinor: whole,
  createdAtMs: whole,
  /** Unpaid until then, it is cancelled; null for one from the balance. */
  autoCancelAtMs: whole.nullable().default(null),
  ...paymentShape,
  /** History and usage show it from here on; null while unpaid. */
  appliesAtMs: whole.nullable(),
  isApplied: z.boolean(),
});

const ledgerEntrySchema = z.object({
  kind: z.enum(["booking", "topup", "refund"]),
  /** Of the booking or top-up; empty in files from before this field. */
  purchaseId: z.string().default(""),
  atMs: whole,
  paymentType: paymentTypeSchema,
  /** The booking's `tracking_id`, or the top-up's `topup_tracking_id`. */
  trackingId: z.string(),
  bookingId: z.string().nullable(),
  packageId: z.string(),
  iccids: z.array(z.string()),
  /** Below zero in a refund. */
  amountMinor: whole,
  balanceAfterMinor: whole,
});

/** The whole state, as a state file holds it. */
export const stateSchema = z.object({
  sequence: whole,
  balanceMinor: whole,
  /** By currency, beside the one in which everything is sold. */
  otherBalancesMinor: z.record(z.string(), whole).default({}),
  searches: z.record(z.string(), searchSchema),
  quotes: z.record(z.string(), quoteSchema),
  bookings: z.array(bookingSchema),
  eSims: z.record(z.string(), eSimSchema),
  topUpOffers: z.record(z.string(), topUpOfferSchema),
  topUps: z.array(topUpSchema),
  ledger: z.array(ledgerEntrySchema),
  /** Prices set by control, by package key. */
  prices: z.record(z.string(), z.object({ purchaseMinor: whole, sellMinor: whole })),
  soldOut: z.array(z.string()),
});

/** Everything the emulator remembers. */
export type State = z.output<typeof stateSchema>;
/** What *single package* promised, with the travellers saved since. */
export type Quote = z.output<typeof quoteSchema>;
/** The three ways to pay that ITT's page names. */
export type PaymentType = z.output<typeof paymentTypeSchema>;
/** A booking as accepted; ITT's statuses follow from its times and payments. */
export type EmulatedBooking = z.output<typeof bookingSchema>;
/** An issued eSIM with its usage. */
export type EmulatedESim = z.output<typeof eSimSchema>;
/** The words of Airalo for an eSIM's life. */
export type UsageStatus = z.output<typeof usageStatusSchema>;
/** A top-up as accepted; unpaid ones have no `appliesAtMs`. */
export type EmulatedTopUp = z.output<typeof topUpSchema>;
/** One accepted charge, or a refund of one. Two charges for one purchase are a double spend. */
export type LedgerEntry = z.output<typeof ledgerEntrySchema>;
