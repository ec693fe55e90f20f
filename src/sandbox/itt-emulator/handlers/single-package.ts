import { z } from "zod";
import { narrowedParameter } from "../answers/booking-answer.ts";
import { packageAnswer } from "../answers/package-answer.ts";
import { applyNewPrice } from "../faults/apply-new-price.ts";
import { refusals } from "../refusal.ts";
import { currentPrice, isSoldOut } from "../world.ts";
import type { Handler } from "./handler.ts";
import { readRequest, requiredText } from "./read-request.ts";

const singlePackageSchema = z.looseObject({ tracking_id: requiredText, package_id: requiredText });

/** *Get single eSIM package*: the validation step, which re-prices and gives the two ids that a booking needs. */
export const singlePackage: Handler = (world, body, faults) => {
  const request = readRequest(singlePackageSchema, body);
  const search = world.store.state.searches[request.tracking_id];
  if (search === undefined || world.now() - search.createdAtMs > world.options.searchLifetimeMs)
    throw refusals.searchUnknown();
  const entry = world.catalogue.find(request.package_id);
  if (entry === undefined) throw refusals.packageUnknown();
  if (isSoldOut(world, entry)) throw refusals.soldOut();
  // ITT sells top-ups against an ICCID; a top-up entry of a search cannot be booked as an eSIM.
  if (entry.packageType === "topup") throw refusals.packageGone();
  applyNewPrice(world, faults, entry);
  const price = currentPrice(world, entry);
  const bookingTrackingId = world.mint.bookingTrackingId();
  const packageTrackingId = `${bookingTrackingId}||${entry.key}`;
  world.store.state.quotes[bookingTrackingId] = {
    bookingTrackingId,
    packageTrackingId,
    packageId: entry.packageId,
    searchTrackingId: search.trackingId,
    purchaseMinor: price.purchaseMinor,
    sellMinor: price.sellMinor,
    createdAtMs: world.now(),
    passengers: [],
  };
  const ids = { booking_tracking_id: bookingTrackingId, package_tracking_id: packageTrackingId };
  return {
    status: "success",
    tracking_id: bookingTrackingId,
    search_parameter: narrowedParameter(world, search.trackingId),
    data: packageAnswer(entry, price, ids),
  };
};
