import type { Offer } from "../../domain/package.ts";
import type { CompatibleDevice, Supplier } from "../../services/ports/supplier.ts";
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

/** The re-priced package with the two ids that booking needs. The answer need not repeat the package id, but may not name another. */
export function decodeOffer(
  answer: JsonObject,
  chosen: { readonly packageId: string; readonly searchTrackingId: string },
): Offer {
  const places = placesOf(answer);
  const place = places.length === 1 ? places[0] : undefined;
  if (!place) throw new MissingField("data");
  const packageId = textOf(place.own["package_id"]);
  if (packageId !== null && packageId !== chosen.packageId)
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
  return { package: offered, bookingTrackingId, packageTrackingId };
}
