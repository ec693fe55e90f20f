import { createHash } from "node:crypto";
import type { Order } from "../../domain/order.ts";
import type { TopupFigures, TopupProof, TopupSnapshot } from "../../domain/topup.ts";
import { isFigure } from "../../domain/usage.ts";
import type { DataUsage, EsimKey, Supplier, SupplierResult, TopupHistory } from "../ports/index.ts";
import { USAGE_CACHE_MS } from "../esims/usage.ts";

type HistoryEntry = NonNullable<TopupHistory>[number];

/** The two reads that tell how a top-up stands. */
export interface TopupReads {
  readonly history: SupplierResult<TopupHistory>;
  readonly usage: SupplierResult<DataUsage>;
}

/** What the reads prove of one top-up: it is there, it is not, or nothing. */
export type TopupReading =
  | ({ readonly found: "shown"; readonly supplierId: string | null } & TopupProof)
  | { readonly found: "none" }
  /** The history may be silent all the same: usage is not past its cache, or tells nothing that could grow. */
  | { readonly found: "unclear"; readonly isHistorySilent: boolean };

/** Reads history and usage of one eSIM. */
export async function readTopupState(
  supplier: Pick<Supplier, "topupHistory" | "dataUsage">,
  key: EsimKey,
): Promise<TopupReads> {
  const [history, usage] = await Promise.all([supplier.topupHistory(key), supplier.dataUsage(key)]);
  return { history, usage };
}

/** The figures worth comparing and showing; what cannot be (negative, huge, missing, of unlimited plans) is null. */
export function figuresOf(usage: DataUsage, nowMs: number): TopupFigures {
  const { total, remaining, isUnlimited } = usage.data;
  const sane = (value: number | null) => (isFigure(value) && !isUnlimited ? value : null);
  const dataTotalMb = sane(total);
  const left = sane(remaining);
  return {
    dataTotalMb,
    dataRemainingMb: left === null ? null : Math.min(left, dataTotalMb ?? left),
    isUnlimited,
    expireAtMs: usage.expireAtMs,
    readAtMs: nowMs,
  };
}

/** A key for each entry: from what stays the same from read to read, never from its status. Equal entries are numbered. */
export function historyKeys(history: readonly HistoryEntry[]): readonly string[] {
  const seen = new Map<string, number>();
  return history.map((entry) => {
    const marks = ["id", "topup_tracking_id", "package_id", "created_at"].map((name) => textOf(entry[name]));
    const { status: _changes, ...rest } = entry;
    const source = marks.every((mark) => mark === null) ? JSON.stringify(rest) : JSON.stringify(marks);
    const key = createHash("sha256").update(source).digest("base64url").slice(0, 16);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return count === 0 ? key : `${key}#${count}`;
  });
}

/** What else was bought for the eSIM. */
interface TopupContext {
  /** Keys of the entries that prove other top-ups. */
  readonly claimed: ReadonlySet<string>;
  /** Top-ups sent before this one whose own entry never showed, so that it may still come. */
  readonly awaited: readonly Order[];
  /** No later top-up can have made the total grow. */
  readonly isAlone: boolean;
  readonly nowMs: number;
}

/**
 * Judges the reads against what was stored before sending. A total proves a top-up only when it has grown by half of what was bought:
 * less may be the supplier's rounding, and then it proves nothing either way. A silence counts only where both sources speak and are
 * past the upstream cache; a history that lists nothing at all does not speak.
 */
export function judgeTopup(
  order: Order,
  before: TopupSnapshot,
  reads: TopupReads,
  context: TopupContext,
): TopupReading {
  const figures = reads.usage.ok ? figuresOf(reads.usage.value, context.nowMs) : null;
  const base = before.dataTotalMb === null ? null : before.dataTotalMb + before.pendingMb;
  const total = figures?.dataTotalMb ?? null;
  const grownMb = base !== null && total !== null ? total - base : null;
  const boughtMb = order.package.dataMb ?? 0;
  const hasGrown = grownMb !== null && grownMb > 0 && grownMb >= boughtMb / 2;
  const shown = hasGrown ? figures : null;

  const history = reads.history.ok ? reads.history.value : null;
  const entries = history && newEntries(order, before, history, context);
  const entry = entries?.ours;
  if (entry)
    return { found: "shown", historyKey: entry.key, supplierId: textOf(entry.entry["id"]), figures: shown };
  if (boughtMb > 0 && hasGrown && context.isAlone)
    return { found: "shown", historyKey: null, supplierId: null, figures: shown };

  const isPastCache = context.nowMs - (order.sentAtMs ?? context.nowMs) > USAGE_CACHE_MS;
  const isSilent = boughtMb > 0 && grownMb !== null && grownMb <= 0 && entries?.isSilent === true;
  if (isSilent && isPastCache) return { found: "none" };
  // A bare success lists nothing, not even that nothing was bought: no order is called void by itself on that.
  return { found: "unclear", isHistorySilent: entries?.isSilent ?? reads.history.ok };
}

/** Words of an entry that says it came to nothing. */
const CAME_TO_NOTHING = /fail|cancel|refus|reject|declin|error|refund/i;

interface FoundEntry {
  readonly key: string;
  readonly entry: HistoryEntry;
}

/**
 * The entry that is this order's. One that tells a tracking id must tell ours. One that tells none counts only beyond those that
 * earlier top-ups of the same plan still owe: until then it may be theirs or ours, and the history is not silent.
 */
function newEntries(
  order: Order,
  before: TopupSnapshot,
  history: readonly HistoryEntry[],
  { claimed, awaited }: TopupContext,
): { readonly ours: FoundEntry | undefined; readonly isSilent: boolean } {
  const keys = historyKeys(history);
  const found = history.flatMap((entry, index) => {
    const key = keys[index] ?? "";
    return claimed.has(key) || !isOfPlan(order, entry) ? [] : [{ key, entry }];
  });
  const old = new Set(before.historyKeys);
  const fresh = found.filter(({ key }) => !old.has(key));
  const named = fresh.find(({ entry }) => trackingIdOf(entry) === order.quote?.packageTrackingId);
  const nameless = fresh.filter(({ entry }) => trackingIdOf(entry) === null);

  const isSamePlan = (each: Order) => planOf(each.package.packageId) === planOf(order.package.packageId);
  const owing = awaited.filter(isSamePlan);
  // What came for them before this one was sent is owed no more.
  const isPaidOff = (key: string) => owing.some((each) => !each.topup?.before?.historyKeys.includes(key));
  const came = found.filter(({ key }) => old.has(key) && isPaidOff(key));
  const owed = Math.max(0, owing.length - came.length);
  const ours = named ?? (nameless.length > owed ? nameless[0] : undefined);
  return { ours, isSilent: ours === undefined && nameless.length === 0 };
}

/** An entry of another package, or one that failed, proves nothing. */
function isOfPlan(order: Order, entry: HistoryEntry): boolean {
  if (CAME_TO_NOTHING.test(textOf(entry["status"]) ?? "")) return false;
  const theirs = textOf(entry["package_id"]);
  return theirs === null || planOf(theirs) === planOf(order.package.packageId);
}

function trackingIdOf(entry: HistoryEntry): string | null {
  return textOf(entry["topup_tracking_id"]);
}

/** "ICCID||plan" names the plan last. */
function planOf(packageId: string): string {
  return packageId.split("||").at(-1) ?? packageId;
}

function textOf(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}
