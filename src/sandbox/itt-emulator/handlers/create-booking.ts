import { z } from "zod";
import { bookingAnswer } from "../answers/booking-answer.ts";
import type { CataloguePackage } from "../catalogue/package.ts";
import { applyNewPrice } from "../faults/apply-new-price.ts";
import type { ActiveFaults } from "../faults/fault-box.ts";
import { refusals } from "../refusal.ts";
import { recordCharge } from "../state/charge.ts";
import { issueESims, type IssueFlaws } from "../state/issue-esims.ts";
import { chargeOf, UNPAID } from "../payment/purchases.ts";
import type { EmulatedBooking, Quote } from "../state/state.ts";
import { endOfDhakaDayMs } from "../times.ts";
import { currentPrice, isSoldOut, type World } from "../world.ts";
import { findQuote } from "./find-quote.ts";
import type { Handler } from "./handler.ts";
import {
  checkMember,
  optionalEmail,
  optionalText,
  optionalUrl,
  paymentType,
  readRequest,
  requiredText,
} from "./read-request.ts";

const createBookingSchema = z.looseObject({
  booking_tracking_id: requiredText,
  package_tracking_id: requiredText,
  eSim_quantity: requiredText.pipe(z.string().regex(/^[1-9]\d{0,5}$/)).transform(Number),
  member_id: requiredText,
  isPartialPay: optionalText.pipe(z.enum(["yes", "no"]).nullable()),
  redirect_url: optionalUrl,
  payment_type: paymentType,
  isd_code: optionalText,
  contact_no: optionalText,
  email_address: optionalEmail,
  agency_email: optionalEmail,
});

type CreateBookingRequest = z.output<typeof createBookingSchema>;

function checkQuote(world: World, request: CreateBookingRequest): { quote: Quote; entry: CataloguePackage } {
  checkMember(world, request.member_id);
  const quote = findQuote(world, request.booking_tracking_id);
  if (quote.packageTrackingId !== request.package_tracking_id) throw refusals.packageMismatch();
  if (request.eSim_quantity > world.options.maxQuantity) throw refusals.invalid("eSim_quantity");
  if (world.options.requireCustomer && quote.passengers.length === 0) throw refusals.customerMissing();
  const entry = world.catalogue.find(quote.packageId);
  if (entry === undefined) throw refusals.packageGone();
  if (isSoldOut(world, entry)) throw refusals.soldOut();
  return { quote, entry };
}

function flawsOf(faults: ActiveFaults): IssueFlaws {
  const short = faults.get("shortIssue");
  const duplicate = faults.get("duplicateIccid");
  return {
    missingCount: short === undefined ? 0 : (short.count ?? 1),
    duplicateFrom: duplicate === undefined ? null : (duplicate.from ?? "own"),
    isWithoutLpa: faults.get("missingLpa") !== undefined,
  };
}

function balanceDeadlineMs(world: World): number {
  const { balanceHoldMs } = world.options;
  return balanceHoldMs === undefined ? endOfDhakaDayMs(world.now()) : world.now() + balanceHoldMs;
}

function newBooking(
  world: World,
  request: CreateBookingRequest,
  quote: Quote,
  price: { purchaseMinor: number; sellMinor: number },
): EmulatedBooking {
  const nowMs = world.now();
  const isFromBalance = request.payment_type === "account_balance";
  return {
    bookingId: world.mint.bookingId(),
    trackingId: quote.bookingTrackingId,
    memberId: request.member_id,
    packageId: quote.packageId,
    searchTrackingId: quote.searchTrackingId,
    quantity: request.eSim_quantity,
    paymentType: request.payment_type,
    redirectUrl: request.redirect_url,
    purchaseMinor: price.purchaseMinor,
    sellMinor: price.sellMinor,
    passengers: structuredClone(quote.passengers),
    createdAtMs: nowMs,
    visibleAtMs: nowMs + world.options.commitLagMs,
    autoCancelAtMs: isFromBalance ? balanceDeadlineMs(world) : nowMs + world.options.holdMs,
    ...UNPAID,
    completesAtMs: null,
    orderNumber: null,
    iccids: [],
  };
}

/**
 * *Create eSIM booking*. Every accepted POST is a booking of its own, under the same tracking id: ITT's call has no
 * idempotency key, so a repetition spends again. From the balance it is charged and issued at once; by card it waits,
 * uncharged, until it is paid for on the page whose address the answer gives.
 */
export const createBooking: Handler = (world, body, faults) => {
  const request = readRequest(createBookingSchema, body);
  const { quote, entry } = checkQuote(world, request);
  const isRepriced = applyNewPrice(world, faults, entry);
  const isCurrent = isRepriced || world.options.chargedPrice === "current";
  const price = isCurrent ? currentPrice(world, entry) : quote;
  const isFromBalance = request.payment_type === "account_balance";
  const amountMinor = price.purchaseMinor * request.eSim_quantity;
  if (isFromBalance && world.store.state.balanceMinor < amountMinor) throw refusals.balance();
  const booking = newBooking(world, request, quote, price);
  if (isFromBalance || world.options.issueBeforePayment) {
    issueESims(world, booking, entry, flawsOf(faults));
    const mendsInMs = faults.get("shortIssue")?.ms ?? faults.get("missingLpa")?.ms;
    if (mendsInMs !== undefined) booking.completesAtMs = world.now() + mendsInMs;
  }
  if (isFromBalance) recordCharge(world, chargeOf({ kind: "booking", record: booking }));
  world.store.state.bookings.push(booking);
  world.store.save();
  const reason = `The booking has been successfully created, and it is associated with the Booking Id ${booking.bookingId}.`;
  return { status: "success", reason, ...bookingAnswer(world, booking, entry) };
};
