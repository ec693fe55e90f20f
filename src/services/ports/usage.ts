import type { Alert, AlertKind } from "../../domain/alerts.ts";
import type { Money } from "../../domain/money.ts";
import type { UsageFigures } from "../../domain/usage.ts";
import type { EsimKey } from "./supplier.ts";
import type { NewIntent } from "./intents.ts";

/** What the shop last heard of an eSIM's usage, and what is to happen next. */
export interface StoredUsage {
  readonly esimId: string;
  /** The last figures; null until the first came. */
  readonly figures: UsageFigures | null;
  /** When they came, epoch milliseconds. */
  readonly asOfMs: number | null;
  /** When the supplier was last asked, with or without success. */
  readonly triedAtMs: number | null;
  /** The supplier's last word was that it does not know this eSIM. */
  readonly isGone: boolean;
  /** Alerts that were told, or would have been but for a stronger one. */
  readonly told: readonly Alert[];
  /** The cheapest top-up when one was last told about; null where not known. */
  readonly topupFrom: Money | null;
  /** Nothing more will happen to it: the sweeper leaves it alone. */
  readonly isFinished: boolean;
  readonly nextLookAtMs: number;
}

/** One eSIM as the sweeper sees it: what it needs for a look, and for telling about it. */
export interface WatchedEsim extends EsimKey {
  readonly usage: StoredUsage;
  readonly chatId: number;
  readonly countryCode: string;
  readonly issuedAtMs: number;
  readonly isUnlimited: boolean;
  /** Whether its plan takes top-ups; null where not told. */
  readonly isRechargeable: boolean | null;
  readonly validityDays: number | null;
  readonly installWithinDays: number | null;
  /** Kinds of alerts that its owner switched off. */
  readonly mutedAlerts: readonly AlertKind[];
}

/** A row of usage per issued eSIM, made together with it. */
export interface UsageStore {
  getOwned(customerId: number, esimId: string): Promise<StoredUsage | undefined>;
  listOwned(customerId: number): Promise<readonly StoredUsage[]>;
  /** Delivered eSIMs that are due for a look, longest due first; not finished ones, nor those of customers who blocked the bot. */
  listDue(nowMs: number, limit: number): Promise<readonly WatchedEsim[]>;
  /** Changes the row and queues what is to be told, in one transaction. */
  save(
    esimId: string,
    patch: Partial<Omit<StoredUsage, "esimId">>,
    intents: readonly NewIntent[],
    nowMs: number,
  ): Promise<void>;
}
