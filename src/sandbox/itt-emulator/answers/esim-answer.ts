import type { JsonObject } from "../json.ts";
import type { EmulatorOptions } from "../options.ts";
import type { EmulatedESim } from "../state/state.ts";
import { dateTimeText } from "../times.ts";

/** `LPA:1$<SM-DP+ address>$<activation code>` (GSMA SGP.22), or null while there is none. */
export function lpaTextOf(options: EmulatorOptions, eSim: EmulatedESim): string | null {
  return eSim.hasLpa ? `LPA:1$${options.lpaHost}$${eSim.matchingId}` : null;
}

/** Apple's link to install without scanning, on iOS 17.4 and later. */
export function appleUrlOf(options: EmulatorOptions, eSim: EmulatedESim): string | null {
  const lpa = lpaTextOf(options, eSim);
  return lpa === null ? null : `https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=${lpa}`;
}

/** Network settings: nothing to do, or an access point to enter by hand. */
export function apnOf(options: EmulatorOptions): { apn_type: string; apn_value: string | null } {
  return options.apn === "manual"
    ? { apn_type: "manual", apn_value: "globaldata" }
    : { apn_type: "automatic", apn_value: null };
}

/** One entry of `eSim` in a booking. */
export function eSimAnswer(options: EmulatorOptions, eSim: EmulatedESim): JsonObject {
  return {
    iccid: eSim.iccid,
    lpa: eSim.hasLpa ? options.lpaHost : null,
    qr_code: lpaTextOf(options, eSim),
    apple_activation_url: appleUrlOf(options, eSim),
    ...apnOf(options),
    is_roaming: true,
  };
}

/** One entry of `response_data.sims`: the same eSIM in Airalo's own words. `created_at` is UTC. */
export function simAnswer(options: EmulatorOptions, eSim: EmulatedESim): JsonObject {
  return {
    id: eSim.simId,
    created_at: dateTimeText(eSim.createdAtMs, "UTC"),
    iccid: eSim.iccid,
    lpa: eSim.hasLpa ? options.lpaHost : null,
    imsis: null,
    matching_id: eSim.hasLpa ? eSim.matchingId : null,
    qrcode: lpaTextOf(options, eSim),
    airalo_code: null,
    ...apnOf(options),
    is_roaming: true,
    confirmation_code: options.confirmationCode,
    apn: { ios: apnOf(options), android: apnOf(options) },
    msisdn: eSim.msisdn,
    direct_apple_installation_url: appleUrlOf(options, eSim),
  };
}
