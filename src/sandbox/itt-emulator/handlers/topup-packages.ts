import { z } from "zod";
import { packageDetails } from "../answers/package-answer.ts";
import { amountOf, topUpPriceAnswer } from "../answers/price-answer.ts";
import { CURRENCY, type CataloguePackage } from "../catalogue/package.ts";
import { applyNewPrice } from "../faults/apply-new-price.ts";
import type { JsonObject } from "../json.ts";
import { refusals } from "../refusal.ts";
import type { EmulatedESim } from "../state/state.ts";
import { refreshUsage } from "../state/usage.ts";
import { currentPrice, isSoldOut, type World } from "../world.ts";
import { findESim } from "./find-esim.ts";
import type { Handler } from "./handler.ts";
import { checkMember, readRequest, requiredText } from "./read-request.ts";

const topupPackagesSchema = z.looseObject({
  member_id: requiredText,
  tracking_id: requiredText,
  eSim_iccid: requiredText,
});

/** What can be bought for an eSIM now: nothing where it is not rechargeable. */
export function listTopUps(world: World, eSim: EmulatedESim): CataloguePackage[] {
  const sim = world.catalogue.find(eSim.packageId);
  if (sim === undefined || !sim.isRechargeable) return [];
  return world.catalogue.topUpsFor(sim).filter((entry) => !isSoldOut(world, entry));
}

function topUpAnswer(world: World, entry: CataloguePackage, ids: JsonObject, iccid: string): JsonObject {
  const price = currentPrice(world, entry);
  return {
    package_id: `${iccid}||${entry.key}`,
    ...ids,
    eSim_iccid: iccid,
    supplier_key: entry.key,
    type: "topup",
    sell_price: amountOf(price.sellMinor),
    sell_currency: CURRENCY,
    title: entry.title,
    package_details: packageDetails(entry),
    price: topUpPriceAnswer(entry, price),
  };
}

/** *Get top-up packages* for one ICCID, with the id under which one of them can be bought. */
export const topupPackages: Handler = (world, body, faults) => {
  const request = readRequest(topupPackagesSchema, body);
  checkMember(world, request.member_id);
  const { booking, eSim } = findESim(world, request.tracking_id, request.eSim_iccid);
  refreshUsage(world, eSim);
  if (eSim.status === "RECYCLED") throw refusals.recycled();
  const topupTrackingId = world.mint.topupTrackingId();
  world.store.state.topUpOffers[topupTrackingId] = {
    topupTrackingId,
    iccid: eSim.iccid,
    bookingTrackingId: booking.trackingId,
    createdAtMs: world.now(),
  };
  const ids = { topup_tracking_id: topupTrackingId, booking_tracking_id: booking.trackingId };
  const topUps = listTopUps(world, eSim);
  for (const entry of topUps) applyNewPrice(world, faults, entry);
  return {
    status: "success",
    reason: `A total of ${topUps.length} topup packages were found for your eSim.`,
    topup_tracking_id: topupTrackingId,
    request_data: {
      member_id: request.member_id,
      tracking_id: request.tracking_id,
      eSim_iccid: request.eSim_iccid,
    },
    total_esim_package: topUps.length,
    data: topUps.map((entry) => topUpAnswer(world, entry, ids, eSim.iccid)),
  };
};
