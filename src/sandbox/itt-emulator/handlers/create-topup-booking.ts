import { z } from "zod";
import type { CataloguePackage } from "../catalogue/package.ts";
import { applyNewPrice } from "../faults/apply-new-price.ts";
import type { ActiveFaults } from "../faults/fault-box.ts";
import type { JsonObject } from "../json.ts";
import { refusals } from "../refusal.ts";
import { chargeOf, payAddressOf, UNPAID } from "../payment/purchases.ts";
import { recordCharge } from "../state/charge.ts";
import type { EmulatedESim, EmulatedTopUp } from "../state/state.ts";
import { refreshUsage } from "../state/usage.ts";
import { currentPrice, type World } from "../world.ts";
import { findESim } from "./find-esim.ts";
import type { Handler } from "./handler.ts";
import { checkMember, optionalEmail, paymentType, readRequest, requiredText } from "./read-request.ts";
import { listTopUps } from "./topup-packages.ts";

const createTopupSchema = z.looseObject({
  booking_tracking_id: requiredText,
  topup_tracking_id: requiredText,
  package_id: requiredText,
  member_id: requiredText,
  redirect_url: requiredText,
  payment_type: paymentType,
  isd_code: requiredText,
  contact_no: requiredText,
  email_address: requiredText.pipe(z.email()),
  agency_email: optionalEmail,
});

type CreateTopupRequest = z.output<typeof createTopupSchema>;

function checkOffer(
  world: World,
  request: CreateTopupRequest,
): { eSim: EmulatedESim; entry: CataloguePackage } {
  checkMember(world, request.member_id);
  const offer = world.store.state.topUpOffers[request.topup_tracking_id];
  if (offer === undefined || world.now() - offer.createdAtMs > world.options.searchLifetimeMs)
    throw refusals.topUpUnknown();
  if (offer.bookingTrackingId !== request.booking_tracking_id) throw refusals.quoteUnknown();
  const { eSim } = findESim(world, offer.bookingTrackingId, offer.iccid);
  refreshUsage(world, eSim);
  if (eSim.status === "RECYCLED") throw refusals.recycled();
  const topUps = listTopUps(world, eSim);
  if (topUps.length === 0) throw refusals.topUpDisabled();
  const entry = topUps.find((topUp) => request.package_id === `${eSim.iccid}||${topUp.key}`);
  if (entry === undefined) throw refusals.packageUnknown();
  return { eSim, entry };
}

function successAnswer(world: World, topUp: EmulatedTopUp): JsonObject {
  const { options } = world;
  const payment =
    topUp.paymentType === "account_balance" || options.topUpPaymentUrl === "absent"
      ? {}
      : { [options.paymentUrlKey]: payAddressOf(world, { kind: "topup", record: topUp }) };
  if (options.topUpAnswer === "bare") return { Status: "Success", ...payment };
  return {
    Status: "Success",
    topup_tracking_id: topUp.topupTrackingId,
    tracking_id: topUp.bookingTrackingId,
    eSim_iccid: topUp.iccid,
    ...payment,
  };
}

/** `shortIssue` on a top-up: it is charged, and its data comes later or never. */
function appliesAtMs(world: World, faults: ActiveFaults): number | null {
  const short = faults.get("shortIssue");
  if (short === undefined) return world.now() + world.options.topUpLagMs;
  return short.ms === undefined ? null : world.now() + short.ms;
}

/**
 * *Create top-up booking*. Like a booking it is charged again each time it is sent; by card nothing happens until
 * control marks it paid. The documented answer is a bare success.
 */
export const createTopupBooking: Handler = (world, body, faults) => {
  const request = readRequest(createTopupSchema, body);
  const { eSim, entry } = checkOffer(world, request);
  applyNewPrice(world, faults, entry);
  const price = currentPrice(world, entry);
  const isFromBalance = request.payment_type === "account_balance";
  const topUp: EmulatedTopUp = {
    topupTrackingId: request.topup_tracking_id,
    orderNumber: world.mint.orderNumber(),
    iccid: eSim.iccid,
    bookingTrackingId: request.booking_tracking_id,
    memberId: request.member_id,
    packageId: entry.packageId,
    paymentType: request.payment_type,
    redirectUrl: request.redirect_url,
    purchaseMinor: price.purchaseMinor,
    sellMinor: price.sellMinor,
    createdAtMs: world.now(),
    autoCancelAtMs: isFromBalance ? null : world.now() + world.options.holdMs,
    ...UNPAID,
    appliesAtMs: isFromBalance ? appliesAtMs(world, faults) : null,
    isApplied: false,
  };
  if (isFromBalance) recordCharge(world, chargeOf({ kind: "topup", record: topUp }));
  world.store.state.topUps.push(topUp);
  world.store.save();
  return successAnswer(world, topUp);
};
