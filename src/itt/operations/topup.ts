import type { Supplier, TopupOffer, TopupTaken } from "../../services/ports/supplier.ts";
import type { Logger } from "../../services/ports/world.ts";
import type { ResolvedIttConfig } from "../config.ts";
import { refuseForeignIccid } from "../decode/envelope.ts";
import { autoCancelAtMsOf, paymentAddressesOf } from "../decode/payment-page.ts";
import { decodeTopupHistory, decodeTopups } from "../decode/topups.ts";
import type { Calls } from "../transport/calls.ts";
import { createTopupBody, esimBody } from "./requests.ts";

interface TopupDeps {
  readonly calls: Calls;
  readonly config: ResolvedIttConfig;
  readonly logger: Logger;
}

/** Builds *top-up packages*, *create top-up booking* (spends money, one attempt) and *top-up history*. */
export function createTopupCalls(
  deps: TopupDeps,
): Pick<Supplier, "topupPackages" | "createTopup" | "topupHistory"> {
  const { calls, config, logger } = deps;
  return {
    topupPackages: (key) =>
      calls.read<TopupOffer>({
        operation: "topupPackages",
        body: esimBody(config, key),
        decode: (answer) => {
          const { offer, leftOut } = decodeTopups(answer, key.iccid);
          if (leftOut > 0)
            logger.debug("supplier.packages_left_out", { operation: "topupPackages", count: leftOut });
          return offer;
        },
        isWhole: (offer) => offer.packages.length > 0,
      }),
    // A bare success is all that is documented; it proves no more than that the request was taken. A page to pay on is read where there is one.
    createTopup: (request) =>
      calls.spend<TopupTaken>({
        operation: "createTopup",
        trackingId: request.bookingTrackingId,
        body: createTopupBody(config, request),
        personal: [request.phoneNational, request.email],
        decode: (answer) => ({
          paymentAddresses: paymentAddressesOf(answer),
          autoCancelAtMs: autoCancelAtMsOf(answer),
        }),
      }),
    topupHistory: (key) =>
      calls.read({
        operation: "topupHistory",
        body: esimBody(config, key),
        decode: (answer) => {
          refuseForeignIccid(answer, key.iccid);
          return decodeTopupHistory(answer);
        },
      }),
  };
}
