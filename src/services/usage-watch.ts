import { createHash } from "node:crypto";
import { alertsAt, kindOf, quietUntilMs, untold, type Alert, type AlertFacts } from "../domain/alerts.ts";
import { iccidLastFour, installByMs } from "../domain/esim.ts";
import { isOver, phaseOf, type EsimPhase, type UsageFigures } from "../domain/usage.ts";
import type { NextRun } from "./sending.ts";
import type {
  Clock,
  Logger,
  NewIntent,
  StoredUsage,
  Supplier,
  UsageStore,
  WatchedEsim,
} from "./ports/index.ts";
import { readUsage, type UsageTrouble } from "./usage.ts";

interface Deps {
  readonly usage: UsageStore;
  readonly supplier: Pick<Supplier, "dataUsage">;
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

/** Looks that one second may hold; the supplier takes five from us, and the rest is left to people. */
export const LOOKS_A_SECOND = 3;
/** A run ends after so many seconds, so that a stopping process is not held up. */
const SECONDS_A_RUN = 5;
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
/** One for which no answer came. */
const RETRY_MS = 10 * MINUTE;

/** The sweeper: looks at every eSIM that is not finished, again and again, and tells its owner what is worth telling. */
export interface UsageWatch {
  /** Looks at what is due, three a second. It is one standing job, so that one process does it. */
  sweep(): Promise<NextRun>;
}

/** Builds the sweeper. */
export function createUsageWatch(deps: Deps): UsageWatch {
  const { usage, supplier, clock, logger } = deps;
  let failures = 0;

  /** Looks at one eSIM; false when the supplier does not answer. */
  async function lookAt(watched: WatchedEsim): Promise<boolean> {
    const reading = await readUsage(supplier, watched);
    if (reading.ok) await record(watched, reading.figures);
    else await recordTrouble(watched, reading.trouble);
    return reading.ok || reading.trouble !== "down";
  }

  async function recordTrouble({ usage: { esimId } }: WatchedEsim, trouble: UsageTrouble): Promise<void> {
    const nowMs = clock.now();
    // One that is never answered must not hold up those behind it, so it goes to the end of the line.
    const nextLookAtMs = nowMs + spread(esimId, trouble === "down" ? RETRY_MS : TROUBLE_INTERVAL_MS);
    const isGone = trouble === "gone" ? { isGone: true } : {};
    await usage.save(esimId, { triedAtMs: nowMs, nextLookAtMs, ...isGone }, [], nowMs);
  }

  async function record(watched: WatchedEsim, figures: UsageFigures): Promise<void> {
    const { esimId, told } = watched.usage;
    const nowMs = clock.now();
    const phase = phaseOf(figures, nowMs);
    const due = alertsAt(factsOf(watched, figures), nowMs);
    const wanted = untold(due, told).filter(({ level }) => !watched.mutedAlerts.includes(kindOf(level)));
    const quietMs = wanted.length === 0 ? null : quietUntilMs(nowMs, zoneFor(watched, phase));
    const read = { figures, asOfMs: nowMs, triedAtMs: nowMs, isGone: false } as const;
    // At night nothing is told and nothing is noted as told: the look in the morning decides anew.
    const patch: Partial<StoredUsage> =
      quietMs === null
        ? {
            told: [
              ...told.filter((before) => !wanted.some((alert) => alert.level === before.level)),
              ...wanted,
            ],
            isFinished: isOver(phase) || phase === "finished",
            nextLookAtMs: nowMs + spread(esimId, INTERVALS_MS[phase]),
          }
        : { nextLookAtMs: spread(esimId, quietMs - nowMs, HOUR) + nowMs };
    const intents = quietMs === null ? wanted.map((alert) => intentFor(watched, alert)) : [];
    await usage.save(esimId, { ...read, ...patch }, intents, nowMs);
    if (intents.length === 0) return;
    for (const { level } of wanted)
      logger.info("usage.alert", { reason: level, iccidLast4: iccidLastFour(watched.iccid) });
    deps.wake();
  }

  /** The clock that the traveller lives by: the destination's once they are there. */
  function zoneFor({ countryCode }: WatchedEsim, phase: EsimPhase): string {
    const isThere = phase !== "not-active" && phase !== "unknown" && phase !== "other";
    return (isThere ? deps.zoneOf(countryCode) : undefined) ?? deps.shopTimeZone;
  }

  function backOff(): NextRun {
    failures += 1;
    const waitMs = Math.min(FIRST_BACK_OFF_MS * 2 ** Math.min(failures - 1, 10), LONGEST_BACK_OFF_MS);
    logger.warn("usage.supplier-down", { attempt: failures, durationMs: waitMs });
    return { again: clock.now() + waitMs };
  }

  return {
    async sweep() {
      for (let second = 0; second < SECONDS_A_RUN; second += 1) {
        const startedAtMs = clock.now();
        // Where the supplier did not answer, one look finds out whether it does now.
        const limit = failures > 0 ? 1 : LOOKS_A_SECOND;
        const due = await usage.listDue(startedAtMs, limit);
        if (due.length === 0) return { again: startedAtMs + IDLE_MS };
        const looks = await Promise.all(due.map(lookAt));
        if (looks.includes(false)) return backOff();
        failures = 0;
        await deps.pause(Math.max(0, 1_000 - (clock.now() - startedAtMs)));
      }
      return { again: clock.now() };
    },
  };
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
