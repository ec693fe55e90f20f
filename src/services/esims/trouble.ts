import { createHash } from "node:crypto";
import {
  REMEDY_CODES,
  remediesFor,
  remediesOfCodes,
  type Problem,
  type Remedy,
  type TroubleFacts,
} from "../../domain/trouble.ts";
import { installByMs } from "../../domain/esim.ts";
import { amountOf, phaseOf, type Allowance } from "../../domain/usage.ts";
import type { OwnedEsim } from "./esims.ts";
import type { Clock, Logger, Outbox, TroubleReport, TroubleReportStore } from "../ports/index.ts";
import type { KnownUsage, Usage } from "./usage.ts";

const DAY_MS = 24 * 3_600_000;
/** More letters than this are not carried along: the newest count. */
const MAX_TRIED = 12;

interface Deps {
  readonly usage: Pick<Usage, "known" | "isStale" | "current">;
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
  /** The last figures known, and what kept them from being newer. */
  readonly usage: KnownUsage;
}

/** First aid for an eSIM that does not work. */
export interface Trouble {
  diagnose(owned: OwnedEsim, problem: Problem, isThere: boolean): Promise<Diagnosis>;
  /** Whether `diagnose` would ask the supplier. */
  isKept(owned: OwnedEsim): Promise<boolean>;
  /** `tried` with one more remedy, short enough for a button. */
  noteTried(tried: string, remedy: Remedy): string;
  /** Hands over to a person: files what was tried, and tells the staff's chat once. Gives whether there is such a chat. */
  callPerson(owned: OwnedEsim, isThere: boolean, tried: string): Promise<boolean>;
  /** For the outbox: a filed report with what its letters mean. */
  report(id: string): Promise<(TroubleReport & { readonly remedies: readonly Remedy[] }) | undefined>;
}

/** Builds the first aid. */
export function createTrouble(deps: Deps): Trouble {
  const { usage, reports, clock } = deps;

  return {
    isKept: async (owned) => !usage.isStale(await usage.known(owned)),

    async diagnose(owned, problem, isThere) {
      const reading = await usage.current(owned);
      return {
        remedies: remediesFor(problem, factsOf(owned, reading, isThere, clock.now())),
        usage: reading,
      };
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
  { figures }: KnownUsage,
  isThere: boolean,
  nowMs: number,
): TroubleFacts {
  const { package: plan } = order;
  const here = plan.coverage.find(({ country }) => country === order.countryCode);
  return {
    isThere,
    phase: figures === null ? "unknown" : phaseOf(figures, nowMs),
    isInstallWindowOver: (installByMs(esim.issuedAtMs, plan.installWithinDays) ?? Infinity) <= nowMs,
    left: plan.isUnlimited ? "untold" : leftOf(figures?.data),
    apnType: esim.apnType,
    apnValue: esim.apnValue,
    isRoaming: esim.isRoaming,
    hasConfirmationCode: esim.confirmationCode !== null,
    hasNetworks: (here?.networks.length ?? 0) > 0,
    hasFairUse: plan.hasFairUsagePolicy,
  };
}

function leftOf(data: Allowance | undefined): TroubleFacts["left"] {
  const amount = data && amountOf(data);
  if (amount?.kind !== "figures" && amount?.kind !== "left") return "untold";
  return amount.left > 0 ? "some" : "none";
}
