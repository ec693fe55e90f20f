import { createHash } from "node:crypto";
import {
  REMEDY_CODES,
  remediesFor,
  remediesOfCodes,
  type Problem,
  type Remedy,
  type TroubleFacts,
} from "../domain/trouble.ts";
import type { OwnedEsim } from "./esims.ts";
import type {
  Clock,
  DataUsage,
  EsimKey,
  Logger,
  Outbox,
  SupplierResult,
  TroubleReport,
  TroubleReportStore,
} from "./ports/index.ts";

const DAY_MS = 24 * 3_600_000;
/** The supplier's own figures are up to twenty minutes old: asking sooner tells nothing new. */
const USAGE_KEPT_MS = 20 * 60_000;
const MAX_KEPT = 1_000;
/** More letters than this are not carried along: the newest count. */
const MAX_TRIED = 12;

/** Usage with the time at which it was read. */
export interface UsageReading {
  readonly usage: DataUsage;
  readonly asOfMs: number;
}

interface Deps {
  readonly dataUsage: (key: EsimKey) => Promise<SupplierResult<DataUsage>>;
  readonly reports: TroubleReportStore;
  readonly outbox: Pick<Outbox, "add">;
  /** The staff's chat; null where there is none. */
  readonly supportChatId: number | null;
  readonly clock: Clock;
  readonly wake: () => void;
  readonly logger: Logger;
}

/** One eSIM looked at: what to try, and the figures that say why. */
export interface Diagnosis {
  readonly remedies: readonly Remedy[];
  /** The last figures known; null where none were ever read. */
  readonly reading: UsageReading | null;
  /** Whether the supplier answered just now; else the figures are old. */
  readonly isFresh: boolean;
}

/** First aid for an eSIM that does not work. */
export interface Trouble {
  diagnose(owned: OwnedEsim, problem: Problem, isThere: boolean): Promise<Diagnosis>;
  /** Whether `diagnose` would ask the supplier. */
  isKept(owned: OwnedEsim): boolean;
  /** `tried` with one more remedy, short enough for a button. */
  noteTried(tried: string, remedy: Remedy): string;
  /** Hands over to a person: files what was tried, and tells the staff's chat once. Gives whether there is such a chat. */
  callPerson(owned: OwnedEsim, isThere: boolean, tried: string): Promise<boolean>;
  /** For the outbox: a filed report with what its letters mean. */
  report(id: string): Promise<(TroubleReport & { readonly remedies: readonly Remedy[] }) | undefined>;
}

/** Builds the first aid. */
export function createTrouble(deps: Deps): Trouble {
  const { reports, clock } = deps;
  const kept = new Map<string, UsageReading>();
  const isRecent = (reading: UsageReading | undefined) =>
    reading !== undefined && clock.now() - reading.asOfMs < USAGE_KEPT_MS;

  async function read({ esim }: OwnedEsim): Promise<{ reading: UsageReading | null; isFresh: boolean }> {
    const former = kept.get(esim.id);
    if (former && isRecent(former)) return { reading: former, isFresh: true };
    const answer = await deps.dataUsage({ trackingId: esim.trackingId, iccid: esim.iccid });
    if (!answer.ok) return { reading: former ?? null, isFresh: false };
    const reading = { usage: answer.value, asOfMs: clock.now() };
    kept.delete(esim.id);
    kept.set(esim.id, reading);
    const oldest = kept.size > MAX_KEPT ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    return { reading, isFresh: true };
  }

  return {
    isKept: ({ esim }) => isRecent(kept.get(esim.id)),

    async diagnose(owned, problem, isThere) {
      const { reading, isFresh } = await read(owned);
      const facts = factsOf(owned, reading?.usage ?? null, isThere, clock.now());
      return { remedies: remediesFor(problem, facts), reading, isFresh };
    },

    noteTried(tried, remedy) {
      const code = REMEDY_CODES[remedy];
      return tried.includes(code) ? tried : (tried + code).slice(-MAX_TRIED);
    },

    async callPerson({ esim, order }, isThere, tried) {
      const nowMs = clock.now();
      // One report a day for the same tries: a second tap tells nobody anything new.
      const day = Math.floor(nowMs / DAY_MS);
      const id = createHash("sha256")
        .update(`${esim.id} ${isThere} ${tried} ${day}`)
        .digest("hex")
        .slice(0, 20);
      const report = { id, customerId: esim.customerId, esimId: esim.id, isThere, tried, createdAtMs: nowMs };
      await reports.add(report);
      deps.logger.info("trouble.reported", { order: order.reference, count: tried.length });
      if (deps.supportChatId === null) return false;
      const intent = { chatId: deps.supportChatId, kind: "trouble-report", subject: id } as const;
      await deps.outbox.add({ ...intent, dedupeKey: `trouble-report ${id}` }, nowMs);
      deps.wake();
      return true;
    },

    async report(id) {
      const report = await reports.get(id);
      return report && { ...report, remedies: remediesOfCodes(report.tried) };
    },
  };
}

function factsOf(
  { esim, order }: OwnedEsim,
  usage: DataUsage | null,
  isThere: boolean,
  nowMs: number,
): TroubleFacts {
  const { package: plan } = order;
  const days = plan.installWithinDays;
  const here = plan.coverage.find(({ country }) => country === order.countryCode);
  return {
    isThere,
    status: usage?.status?.toUpperCase() ?? null,
    expiresAtMs: usage?.expireAtMs ?? null,
    installByMs: days === null ? null : esim.issuedAtMs + days * DAY_MS,
    nowMs,
    remainingMb: usage?.data.remaining ?? null,
    isUnlimited: plan.isUnlimited || usage?.data.isUnlimited === true,
    apnType: esim.apnType,
    apnValue: esim.apnValue,
    isRoaming: esim.isRoaming,
    hasConfirmationCode: esim.confirmationCode !== null,
    hasNetworks: (here?.networks.length ?? 0) > 0,
    hasFairUse: plan.hasFairUsagePolicy,
  };
}
