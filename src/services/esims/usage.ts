import type { Money } from "../../domain/money.ts";
import { isOver, phaseOf, type UsageFigures } from "../../domain/usage.ts";
import type { OwnedEsim } from "./esims.ts";
import { errorText } from "../running/error-text.ts";
import type { Clock, DataUsage, EsimKey, Logger, StoredUsage, Supplier, UsageStore } from "../ports/index.ts";

interface Deps {
  readonly usage: UsageStore;
  readonly supplier: Pick<Supplier, "dataUsage">;
  readonly clock: Clock;
  /** Resolves after so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
  readonly logger: Logger;
}

/** The supplier's own figures are up to this old: asking again sooner, unless the customer insists, brings nothing new. */
export const USAGE_CACHE_MS = 20 * 60_000;
/** Refresh asks at most this often; the supplier allows ten calls a minute for one eSIM. */
export const REFRESH_COOLDOWN_MS = 60_000;
/** After a look that brought nothing Refresh may ask again sooner: with its retries one look is up to three of the supplier's ten calls. */
const FAILED_COOLDOWN_MS = 20_000;

/** Past the operator's half hour and the cache after it; an active eSIM is looked at each hour anyway. */
const LOOK_AGAIN_AFTER_MS = 60 * 60_000;

/** Why there are no newer figures: the supplier does not answer, does not know this eSIM, or answered without figures. */
export type UsageTrouble = "down" | "gone" | "unclear";

/** What one call said. */
export type UsageReading =
  | { readonly ok: true; readonly figures: UsageFigures }
  | { readonly ok: false; readonly trouble: UsageTrouble };

/** The last known usage, and what kept it from being newer. */
export interface KnownUsage {
  /** Null until the supplier told any. */
  readonly figures: UsageFigures | null;
  /** When the figures came, epoch milliseconds. */
  readonly asOfMs: number | null;
  /** When the supplier was last asked, with or without success, epoch milliseconds; null until it first was. */
  readonly triedAtMs: number | null;
  readonly trouble: UsageTrouble | null;
  /** The cheapest top-up when one was last told about; null where not known. */
  readonly topupFrom: Money | null;
}

/** How much is left of an eSIM. Every look-up carries the owner. */
export interface Usage {
  /** The last known figures, without asking the supplier. */
  known(owned: OwnedEsim): Promise<KnownUsage>;
  /** The last known figures of all of the customer's eSIMs, by eSIM. */
  allKnown(customerId: number): Promise<ReadonlyMap<string, KnownUsage>>;
  /** Whether asking the supplier may bring newer figures. */
  isStale(known: KnownUsage): boolean;
  /** Asks the supplier. On trouble the last known figures stay. */
  look(owned: OwnedEsim): Promise<KnownUsage>;
  /** The last known figures; asks the supplier first where it may tell newer ones. */
  current(owned: OwnedEsim): Promise<KnownUsage>;
  /** Asks about several at once and waits no longer than `withinMs`; what comes later is still stored. */
  freshen(owned: readonly OwnedEsim[], withinMs: number): Promise<void>;
  /** Milliseconds until Refresh may ask again; 0 when it may now. */
  refreshWaitMs(owned: OwnedEsim): Promise<number>;
  /**
   * After a top-up: keeps the figures that have shown it, if any, and the sweeper looks again, also at an eSIM it was done with. Not at once: the supplier's cache would still say that all
   * is used up, and end the watch again.
   */
  watchAgain(esimId: string, told: DataUsage | null): Promise<void>;
}

const figuresOf = ({ status, expireAtMs, data, voice, text }: DataUsage): UsageFigures => ({
  status,
  expireAtMs,
  data,
  voice,
  text,
});

/** One usage call, sorted by what it means to the shop. Figures of a plan that `isUnlimited` mean nothing, whatever they say. */
export async function readUsage(
  supplier: Pick<Supplier, "dataUsage">,
  { trackingId, iccid }: EsimKey,
  isUnlimited: boolean,
): Promise<UsageReading> {
  const answer = await supplier.dataUsage({ trackingId, iccid });
  if (answer.ok) {
    const figures = figuresOf(answer.value);
    return {
      ok: true,
      figures: isUnlimited ? { ...figures, data: { ...figures.data, isUnlimited } } : figures,
    };
  }
  const { failure } = answer;
  switch (failure.kind) {
    case "refused": {
      const isOurs = failure.cause === "credentials" || failure.cause === "maintenance";
      return { ok: false, trouble: isOurs ? "down" : "gone" };
    }
    case "unavailable":
    case "unknown":
      return { ok: false, trouble: "down" };
    case "contract":
      return { ok: false, trouble: "unclear" };
    default:
      return failure satisfies never;
  }
}

/** What kept figures from being newer, by what is stored: an attempt that came after them brought none. */
function troubleOf(stored: StoredUsage | undefined): UsageTrouble | null {
  if (stored?.isGone) return "gone";
  const hasFailed = (stored?.triedAtMs ?? 0) > (stored?.asOfMs ?? 0);
  return hasFailed ? "down" : null;
}

/** Builds the usage use cases. */
export function createUsage({ usage, supplier, clock, pause, logger }: Deps): Usage {
  const toKnown = (stored: StoredUsage | undefined): KnownUsage => ({
    figures: stored?.figures ?? null,
    asOfMs: stored?.asOfMs ?? null,
    triedAtMs: stored?.triedAtMs ?? null,
    trouble: troubleOf(stored),
    topupFrom: stored?.topupFrom ?? null,
  });
  const known = async ({ esim }: OwnedEsim): Promise<KnownUsage> =>
    toKnown(await usage.getOwned(esim.customerId, esim.id));

  async function look(owned: OwnedEsim): Promise<KnownUsage> {
    const { esim, order } = owned;
    const reading = await readUsage(supplier, esim, order.package.isUnlimited);
    const nowMs = clock.now();
    if (!reading.ok) {
      const { trouble } = reading;
      const isGone = trouble === "gone" ? { isGone: true } : {};
      await usage.save(esim.id, { triedAtMs: nowMs, ...isGone }, [], nowMs);
      return { ...(await known(owned)), trouble };
    }
    const { figures } = reading;
    // What goes on is watched; ending the watch is the sweeper's, which tells about it first.
    const watched = isOver(phaseOf(figures, nowMs)) ? {} : { isFinished: false };
    await usage.save(
      esim.id,
      { figures, asOfMs: nowMs, triedAtMs: nowMs, isGone: false, ...watched },
      [],
      nowMs,
    );
    return known(owned);
  }

  const isOlderThan = (ms: number | null, ageMs: number) => ms === null || clock.now() - ms >= ageMs;
  // Who opens one page after the other does not ask a silent supplier each time.
  const isStale: Usage["isStale"] = ({ asOfMs, triedAtMs }) =>
    isOlderThan(asOfMs, USAGE_CACHE_MS) && isOlderThan(triedAtMs, REFRESH_COOLDOWN_MS);

  return {
    known,
    async allKnown(customerId) {
      const stored = await usage.listOwned(customerId);
      return new Map(stored.map((each) => [each.esimId, toKnown(each)]));
    },
    isStale,
    look,
    async current(owned) {
      const last = await known(owned);
      return isStale(last) ? look(owned) : last;
    },
    async freshen(owned, withinMs) {
      const looks = owned.map(async (each) => {
        try {
          await look(each);
        } catch (error) {
          logger.warn("usage.look-failed", { error: errorText(error) });
        }
      });
      await Promise.race([Promise.all(looks), pause(withinMs)]);
    },
    async refreshWaitMs({ esim }) {
      const stored = await usage.getOwned(esim.customerId, esim.id);
      if (!stored?.triedAtMs) return 0;
      const hasFailed = !stored.isGone && stored.triedAtMs > (stored.asOfMs ?? 0);
      const cooldownMs = hasFailed ? FAILED_COOLDOWN_MS : REFRESH_COOLDOWN_MS;
      return Math.max(0, stored.triedAtMs + cooldownMs - clock.now());
    },
    async watchAgain(esimId, told) {
      const nowMs = clock.now();
      const fresh = told ? { figures: figuresOf(told), asOfMs: nowMs, isGone: false } : {};
      const watch = { isFinished: false, nextLookAtMs: nowMs + LOOK_AGAIN_AFTER_MS };
      await usage.save(esimId, { ...fresh, ...watch }, [], nowMs);
    },
  };
}
