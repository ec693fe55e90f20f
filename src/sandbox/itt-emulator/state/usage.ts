import { addDaysMs } from "../times.ts";
import type { World } from "../world.ts";
import type { EmulatedESim, UsageStatus } from "./state.ts";

/** What control may set of an eSIM's usage; what is left out stays. Expiry null means not known. */
export interface UsageChange {
  status?: UsageStatus | undefined;
  usedMb?: number | undefined;
  totalMb?: number | undefined;
  voiceUsed?: number | undefined;
  textUsed?: number | undefined;
  expireAtMs?: number | null | undefined;
}

/** Adds top-ups that have become due: data and days on top of what there was. */
function applyDueTopUps(world: World, eSim: EmulatedESim): void {
  const due = world.store.state.topUps.filter(
    (topUp) =>
      topUp.iccid === eSim.iccid &&
      !topUp.isApplied &&
      topUp.appliesAtMs !== null &&
      topUp.appliesAtMs <= world.now(),
  );
  for (const topUp of due) {
    const entry = world.catalogue.find(topUp.packageId);
    topUp.isApplied = true;
    if (entry === undefined) continue;
    eSim.totalMb += entry.dataMb;
    eSim.voiceTotal += entry.voiceMinutes ?? 0;
    eSim.textTotal += entry.textCount ?? 0;
    eSim.isUnlimited ||= entry.isUnlimited;
    if (eSim.status === "NOT_ACTIVE") {
      eSim.validityDays += entry.validityDays;
      continue;
    }
    eSim.validityDays = entry.validityDays;
    eSim.expireAtMs = addDaysMs(Math.max(eSim.expireAtMs ?? 0, world.now()), entry.validityDays);
    if (eSim.status === "FINISHED" || eSim.status === "EXPIRED") eSim.status = "ACTIVE";
  }
}

/** Brings an eSIM up to the present: top-ups that are due, data used up, validity over. */
export function refreshUsage(world: World, eSim: EmulatedESim): void {
  applyDueTopUps(world, eSim);
  if (eSim.status !== "ACTIVE") return;
  if (eSim.expireAtMs !== null && eSim.expireAtMs <= world.now()) eSim.status = "EXPIRED";
  else if (!eSim.isUnlimited && eSim.usedMb >= eSim.totalMb) eSim.status = "FINISHED";
}

/** Plays a traveller's phone. First use starts the validity unless control says when it ends. */
export function changeUsage(world: World, eSim: EmulatedESim, change: UsageChange): void {
  applyDueTopUps(world, eSim);
  if (change.usedMb !== undefined) eSim.usedMb = change.usedMb;
  if (change.totalMb !== undefined) eSim.totalMb = change.totalMb;
  if (change.voiceUsed !== undefined) eSim.voiceUsed = change.voiceUsed;
  if (change.textUsed !== undefined) eSim.textUsed = change.textUsed;
  if (change.status !== undefined) eSim.status = change.status;
  else if (eSim.status === "NOT_ACTIVE" && eSim.usedMb > 0) eSim.status = "ACTIVE";
  if (change.expireAtMs !== undefined) eSim.expireAtMs = change.expireAtMs;
  else if (eSim.status === "ACTIVE") eSim.expireAtMs ??= addDaysMs(world.now(), eSim.validityDays);
  if (change.status === undefined) refreshUsage(world, eSim);
}
