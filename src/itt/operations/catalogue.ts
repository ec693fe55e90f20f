import type { EsimPackage, Offer } from "../../domain/package.ts";
import type { ChosenPackage, CompatibleDevice, Supplier } from "../../services/ports/supplier.ts";
import type { ResolvedIttConfig } from "../config.ts";
import { decodeDevices } from "../decode/devices.ts";
import { requireText } from "../decode/envelope.ts";
import { firstValue, MismatchedAnswer, MissingField, textOf } from "../decode/fields.ts";
import type { JsonObject } from "../decode/json.ts";
import { decodePackage, isSimPackage, placesOf } from "../decode/package.ts";
import type { Calls } from "../transport/calls.ts";
import { compatibleDevicesBody, singlePackageBody } from "./requests.ts";

interface CatalogueDeps {
  readonly calls: Calls;
  readonly config: ResolvedIttConfig;
}

/** Builds *single package* (the validation step) and *compatible devices*. */
export function createCatalogueCalls(deps: CatalogueDeps): Pick<Supplier, "quote" | "compatibleDevices"> {
  const { calls, config } = deps;
  return {
    quote: (chosen) =>
      calls.read<Offer>({
        operation: "singlePackage",
        body: singlePackageBody(chosen),
        decode: (answer) => decodeOffer(answer, chosen),
      }),
    compatibleDevices: () =>
      calls.read<readonly CompatibleDevice[]>({
        operation: "compatibleDevices",
        body: compatibleDevicesBody(config),
        decode: decodeDevices,
      }),
  };
}

/**
 * The re-priced package with the two ids that booking needs. The answer need not repeat the package id, nor does the page's sample: it may
 * neither name another, nor hold other data or days than the customer was shown, for the ids in it would then book something else.
 */
export function decodeOffer(answer: JsonObject, chosen: ChosenPackage): Offer {
  const places = placesOf(answer);
  const place = places.length === 1 ? places[0] : undefined;
  if (!place) throw new MissingField("data");
  const named = textOf(place.own["package_id"]);
  if (named !== null && named !== chosen.packageId)
    throw new MismatchedAnswer("the answer is about another package");
  if (!isSimPackage(place)) throw new MissingField("data.package_type");
  const scopes = [place.own, answer];
  const bookingTrackingId = requireText(
    textOf(firstValue(scopes, "booking_tracking_id")),
    "data.booking_tracking_id",
  );
  const packageTrackingId = requireText(
    textOf(firstValue(scopes, "package_tracking_id")),
    "data.package_tracking_id",
  );
  requireText(textOf(firstValue(scopes, "title")), "data.title");
  const offered = decodePackage(place, chosen);
  if (!offered) throw new MissingField("data.price");
  if (differs(volumeOf(offered), volumeOf(chosen)) || differs(offered.validityDays, chosen.validityDays))
    throw new MismatchedAnswer("the answer is about another package");
  return { package: offered, bookingTrackingId, packageTrackingId };
}

/** Megabytes, without end for an unlimited plan; null or undefined where it is not told. */
function volumeOf({ isUnlimited, dataMb }: Partial<EsimPackage>): number | null | undefined {
  return isUnlimited === true ? Infinity : dataMb;
}

/** Whether both say something, and not the same. */
function differs(one: number | null | undefined, other: number | null | undefined): boolean {
  return one != null && other != null && one !== other;
}
