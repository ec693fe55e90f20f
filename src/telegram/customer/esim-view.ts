import { isInUse, phaseOf } from "../../domain/usage.ts";
import type { Clocks } from "../../screens/index.ts";
import type { KnownUsage, OwnedEsim, Usage } from "../../services/index.ts";
import type { Clock } from "../../services/ports/index.ts";

interface Deps {
  readonly usage: Pick<Usage, "known">;
  /** IANA zone of a country's capital; undefined for a code the shop does not know. */
  readonly zoneOf: (countryCode: string) => string | undefined;
  readonly shopTimeZone: string;
  readonly clock: Clock;
}

/** An eSIM with its usage, as its screens show it. */
export interface ViewedEsim extends OwnedEsim {
  readonly usage: KnownUsage;
  readonly clocks: Clocks;
}

/**
 * Puts the last known usage (or the one given) and the right clock to an eSIM: the destination's once it is in use there, the shop's
 * before.
 */
export type EsimView = (owned: OwnedEsim, usage?: KnownUsage) => Promise<ViewedEsim>;

/** Builds the view. */
export function createEsimView({ usage, zoneOf, shopTimeZone, clock }: Deps): EsimView {
  return async (owned, given) => {
    const known = given ?? (await usage.known(owned));
    const nowMs = clock.now();
    const isAway = known.figures !== null && isInUse(phaseOf(known.figures, nowMs));
    const zone = (isAway ? zoneOf(owned.order.countryCode) : undefined) ?? shopTimeZone;
    return { ...owned, usage: known, clocks: { nowMs, zone } };
  };
}
