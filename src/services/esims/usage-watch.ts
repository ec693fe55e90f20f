import { createHash } from "node:crypto";
import { alertsAt, kindOf, quietUntilMs, untold, type Alert, type AlertFacts } from "../../domain/alerts.ts";
import { iccidLastFour, installByMs } from "../../domain/esim.ts";
import type { Money } from "../../domain/money.ts";
import { isInUse, isOver, phaseOf, type EsimPhase, type UsageFigures } from "../../domain/usage.ts";
import type { NextRun } from "../orders/sending.ts";
import type { Clock, Logger, NewIntent, Supplier, UsageStore, WatchedEsim } from "../ports/index.ts";
import { readUsage, type UsageTrouble } from "./usage.ts";

interface Deps {
  readonly usage: UsageStore;
  readonly supplier: Pick<Supplier, "dataUsage" | "topupPackages">;
  /** IANA zone of a country's capital; undefined for a code the shop does not know. */
  readonly zoneOf: (countryCode: string) => string | undefined;
  readonly shopTimeZone: string;
  readonly clock: Clock;
  /** Resolves after so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
  readonly wake: () => void;
  readonly logger: Logger;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Calls that one second may hold; the supplier takes five from us, and the rest is left to people. */
export const CALLS_A_SECOND = 3;
/** A run ends after so many rounds of a second or two, so that a stopping process has time to let it end. */
const ROUNDS_A_RUN = 2;
/** How long the sweeper rests when nothing is due. */
const IDLE_MS = MINUTE;
const FIRST_BACK_OFF_MS = MINUTE;
const LONGEST_BACK_OFF_MS = 30 * MINUTE;

/** How soon an eSIM is looked at again. */
const INTERVALS_MS: Readonly<Record<EsimPhase, number>> = {
  active: HOUR,
  "not-active": 6 * HOUR,
  finished: DAY,
  expired: DAY,
  recycled: DAY,
  unknown: 6 * HOUR,
  other: 6 * HOUR,
};
/** One that the supplier does not know, or tells nothing of, may come back. */
const TROUBLE_INTERVAL_MS = DAY;
/** One that was not installed in time, or that the supplier does not know, is given up after so long. */
const GIVEN_UP_AFTER_MS = 30 * DAY;
/** One for which no answer came. */
const RETRY_MS = 10 * MINUTE;

/** What a look found that its owner is to hear. */
interface News {
  readonly watched: WatchedEsim;
  readonly figures: UsageFigures;
  readonly phase: EsimPhase;
  readonly alerts: readonly Alert[];
}

/** What one look brought. */
interface Look {
  /** The supplier does not answer. */
  readonly isDown: boolean;
  readonly news: News | null;
}

/** The sweeper: looks at every eSIM that is not finished, again and again, and tells its owner what is worth telling. */
export interface UsageWatch {
  /** Looks at what is due, with three calls a second. It is one standing job, so that one process does it. */
  sweep(): Promise<NextRun>;
}

/** Builds the sweeper. */
export function createUsageWatch(deps: Deps): UsageWatch {
  const { usage, supplier, clock, logger } = deps;
  let failures = 0;

  /** Looks at one eSIM, and notes how it stands unless there is something to tell: that is for `tell`. */
  async function lookAt(watched: WatchedEsim): Promise<Look> {
    const reading = await readUsage(supplier, watched, watched.isUnlimited);
    if (!reading.ok) {
      await recordTrouble(watched, reading.trouble);
      return { isDown: reading.trouble === "down", news: null };
    }
    const { usage: known, mutedAlerts } = watched;
    const { figures } = reading;
    const nowMs = clock.now();
    const due = untold(alertsAt(factsOf(watched, figures), nowMs), known.told);
    const alerts = due.filter(({ level }) => !mutedAlerts.includes(kindOf(level)));
    const phase = phaseOf(figures, nowMs);
    const quietMs = alerts.length === 0 ? null : quietUntilMs(nowMs, zoneFor(watched, phase));
    if (alerts.length > 0 && quietMs === null)
      return { isDown: false, news: { watched, figures, phase, alerts } };
    const read = { figures, asOfMs: nowMs, triedAtMs: nowMs, isGone: false } as const;
    // At night nothing is told and nothing is noted as told: the look in the morning decides anew.
    const next =
      quietMs === null
        ? afterLook(watched, phase, nowMs)
        : { nextLookAtMs: nowMs + spread(known.esimId, quietMs - nowMs, HOUR) };
    await usage.save(known.esimId, { ...read, ...next }, [], nowMs);
    return { isDown: false, news: null };
  }

  async function recordTrouble(watched: WatchedEsim, trouble: UsageTrouble): Promise<void> {
    const { esimId, asOfMs } = watched.usage;
    const nowMs = clock.now();
    // One that is never answered must not hold up those behind it, so it goes to the end of the line.
    const nextLookAtMs = nowMs + spread(esimId, trouble === "down" ? RETRY_MS : TROUBLE_INTERVAL_MS);
    const isFinished = nowMs - (asOfMs ?? watched.issuedAtMs) >= GIVEN_UP_AFTER_MS;
    const gone = trouble === "gone" ? { isGone: true, isFinished } : {};
    await usage.save(esimId, { triedAtMs: nowMs, nextLookAtMs, ...gone }, [], nowMs);
  }

  /** Queues alerts and notes them as told, in one transaction. */
  async function tell({ watched, figures, phase, alerts }: News, topupFrom: Money | null): Promise<void> {
    const { esimId, told } = watched.usage;
    const nowMs = clock.now();
    const isNew = (before: Alert): boolean => alerts.every((alert) => alert.level !== before.level);
    const patch = {
      ...{ figures, asOfMs: nowMs, triedAtMs: nowMs, isGone: false, topupFrom },
      ...afterLook(watched, phase, nowMs),
      told: [...told.filter(isNew), ...alerts],
    };
    const intents = alerts.map((alert) => intentFor(watched, alert));
    await usage.save(esimId, patch, intents, nowMs);
    for (const { level } of alerts)
      logger.info("usage.alert", { reason: level, iccidLast4: iccidLastFour(watched.iccid) });
    deps.wake();
  }

  /** The cheapest top-up, for the button of an alert that has one; null where there is none to ask about or no answer. */
  async function askTopupPrice({ watched, phase, alerts }: News): Promise<Money | null> {
    const isWorthwhile = alerts.some(({ level }) => kindOf(level) !== "install");
    if (!isWorthwhile || watched.isRechargeable === false || phase === "recycled") return null;
    const { trackingId, iccid } = watched;
    const answer = await supplier.topupPackages({ trackingId, iccid });
    return answer.ok ? (answer.value.packages[0]?.price ?? null) : null;
  }

  /** The clock that the traveller lives by: the destination's once they are there. */
  function zoneFor({ countryCode }: WatchedEsim, phase: EsimPhase): string {
    return (isInUse(phase) ? deps.zoneOf(countryCode) : undefined) ?? deps.shopTimeZone;
  }

  const restOfSecond = (startedAtMs: number): Promise<void> =>
    deps.pause(Math.max(0, 1_000 - (clock.now() - startedAtMs)));

  function backOff(): NextRun {
    failures += 1;
    const waitMs = Math.min(FIRST_BACK_OFF_MS * 2 ** Math.min(failures - 1, 10), LONGEST_BACK_OFF_MS);
    logger.warn("usage.supplier-down", { attempt: failures, durationMs: waitMs });
    return { again: clock.now() + waitMs };
  }

  return {
    async sweep() {
      for (let round = 0; round < ROUNDS_A_RUN; round += 1) {
        const startedAtMs = clock.now();
        // Where the supplier did not answer, one look finds out whether it does now.
        const limit = failures > 0 ? 1 : CALLS_A_SECOND;
        const due = await usage.listDue(startedAtMs, limit);
        if (due.length === 0) return { again: startedAtMs + IDLE_MS };
        const looks = await Promise.all(due.map(lookAt));
        const news = looks.flatMap((look) => look.news ?? []);
        if (looks.some(({ isDown }) => isDown)) {
          await Promise.all(news.map((each) => tell(each, each.watched.usage.topupFrom)));
          return backOff();
        }
        failures = 0;
        await restOfSecond(startedAtMs);
        if (news.length === 0) continue;
        const askedAtMs = clock.now();
        await Promise.all(news.map(async (each) => tell(each, await askTopupPrice(each))));
        await restOfSecond(askedAtMs);
      }
      return { again: clock.now() };
    },
  };
}

/** When it is looked at again, if ever. */
function afterLook(watched: WatchedEsim, phase: EsimPhase, nowMs: number) {
  const byMs = installByMs(watched.issuedAtMs, watched.installWithinDays);
  const isForgotten = phase === "not-active" && byMs !== null && nowMs - byMs >= GIVEN_UP_AFTER_MS;
  const isFinished = isOver(phase) || phase === "finished" || isForgotten;
  return { isFinished, nextLookAtMs: nowMs + spread(watched.usage.esimId, INTERVALS_MS[phase]) };
}

function factsOf(watched: WatchedEsim, figures: UsageFigures): AlertFacts {
  const { isUnlimited, validityDays, issuedAtMs, installWithinDays } = watched;
  const byMs = installByMs(issuedAtMs, installWithinDays);
  return { figures, isUnlimited, validityDays, issuedAtMs, installByMs: byMs };
}

function intentFor({ usage: { esimId }, chatId }: WatchedEsim, { level, base }: Alert): NewIntent {
  const dedupeKey = `usage-alert ${esimId} ${level} ${base}`;
  return { chatId, kind: "usage-alert", subject: level, esimId, dedupeKey };
}

/** At least `intervalMs`, and up to `windowMs` more by the eSIM's hash: what was due together drifts apart. */
function spread(esimId: string, intervalMs: number, windowMs = intervalMs / 4): number {
  const hash = createHash("sha256").update(esimId).digest().readUInt32BE(0);
  return intervalMs + Math.floor((hash / 2 ** 32) * windowMs);
}
