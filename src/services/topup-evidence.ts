import { createHash } from "node:crypto";
import type { Order } from "../domain/order.ts";
import type { TopupFigures, TopupProof, TopupSnapshot } from "../domain/topup.ts";
import type { DataUsage, EsimKey, Supplier, SupplierResult } from "./ports/index.ts";

type HistoryEntry = Readonly<Record<string, unknown>>;

/** The two reads that tell how a top-up stands. */
export interface TopupReads {
  readonly history: SupplierResult<readonly HistoryEntry[]>;
  readonly usage: SupplierResult<DataUsage>;
}

/** What the reads prove of one top-up: it is there, it is not, or nothing. */
export type TopupReading =
  | ({ readonly found: "shown"; readonly supplierId: string | null } & TopupProof)
  | { readonly found: "none" }
  | { readonly found: "unclear" };

/** Figures older than this may be shown by the supplier: usage is cached upstream for 20 minutes. */
export const USAGE_CACHE_MS = 20 * 60_000;

/** Reads history and usage of one eSIM. */
export async function readTopupState(
  supplier: Pick<Supplier, "topupHistory" | "dataUsage">,
  key: EsimKey,
): Promise<TopupReads> {
  const [history, usage] = await Promise.all([supplier.topupHistory(key), supplier.dataUsage(key)]);
  return { history, usage };
}

/** The figures worth comparing and showing; what cannot be (negative, missing, of unlimited plans) is null. */
export function figuresOf(usage: DataUsage, nowMs: number): TopupFigures {
  const { total, remaining, isUnlimited } = usage.data;
  const sane = (value: number | null) => (value !== null && value >= 0 && !isUnlimited ? value : null);
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

/**
 * Judges the reads against what was stored before sending. `claimed` are the entries that prove other top-ups; `isAlone` says that no
 * other top-up can have made the total grow. A silence counts only where both sources speak and are past the upstream cache.
 */
export function judgeTopup(
  order: Order,
  before: TopupSnapshot,
  reads: TopupReads,
  context: { readonly claimed: ReadonlySet<string>; readonly isAlone: boolean; readonly nowMs: number },
): TopupReading {
  const figures = reads.usage.ok ? figuresOf(reads.usage.value, context.nowMs) : null;
  const base = before.dataTotalMb === null ? null : before.dataTotalMb + before.pendingMb;
  const total = figures?.dataTotalMb ?? null;
  const hasGrown = base !== null && total !== null && total > base;
  const shown = hasGrown ? figures : null;

  const entry = reads.history.ok ? newEntry(order, before, reads.history.value, context.claimed) : undefined;
  if (entry)
    return { found: "shown", historyKey: entry.key, supplierId: textOf(entry.entry["id"]), figures: shown };
  if (hasGrown && context.isAlone)
    return { found: "shown", historyKey: null, supplierId: null, figures: shown };

  const isPastCache = context.nowMs - (order.sentAtMs ?? context.nowMs) > USAGE_CACHE_MS;
  const speaks = base !== null && total !== null;
  return reads.history.ok && speaks && !hasGrown && isPastCache ? { found: "none" } : { found: "unclear" };
}

/** Words of an entry that says it came to nothing. */
const CAME_TO_NOTHING = /fail|cancel|refus|reject|declin|error|refund/i;

function newEntry(
  order: Order,
  before: TopupSnapshot,
  history: readonly HistoryEntry[],
  claimed: ReadonlySet<string>,
): { readonly key: string; readonly entry: HistoryEntry } | undefined {
  const keys = historyKeys(history);
  const old = new Set(before.historyKeys);
  const fresh = history.flatMap((entry, index) => {
    const key = keys[index] ?? "";
    return old.has(key) || claimed.has(key) || !mayBeOurs(order, entry) ? [] : [{ key, entry }];
  });
  const ours = order.quote?.packageTrackingId;
  return fresh.find(({ entry }) => textOf(entry["topup_tracking_id"]) === ours) ?? fresh[0];
}

/** An entry of another package, or one that failed, proves nothing. */
function mayBeOurs(order: Order, entry: HistoryEntry): boolean {
  if (CAME_TO_NOTHING.test(textOf(entry["status"]) ?? "")) return false;
  const theirs = textOf(entry["package_id"]);
  return theirs === null || planOf(theirs) === planOf(order.package.packageId);
}

/** "ICCID||plan" names the plan last. */
function planOf(packageId: string): string {
  return packageId.split("||").at(-1) ?? packageId;
}

function textOf(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}
