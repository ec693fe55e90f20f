import type { CataloguePackage } from "../catalogue/package.ts";
import type { World } from "../world.ts";
import type { EmulatedBooking, EmulatedESim } from "./state.ts";

/** How an issue goes wrong, if it does. */
export interface IssueFlaws {
  /** So many eSIMs fewer than were bought. */
  missingCount?: number;
  /** An ICCID that was handed out before comes again: of this booking where it has several, or of another. */
  duplicateFrom?: "own" | "others" | null;
  /** The eSIMs come without LPA and QR text. */
  isWithoutLpa?: boolean;
}

function newESim(world: World, booking: EmulatedBooking, entry: CataloguePackage): EmulatedESim {
  const { mint } = world;
  return {
    iccid: mint.iccid(),
    simId: mint.orderNumber(),
    bookingId: booking.bookingId,
    packageId: entry.packageId,
    createdAtMs: world.now(),
    matchingId: mint.matchingId(),
    hasLpa: true,
    msisdn: entry.planType === "data-voice-text" ? mint.msisdn() : null,
    status: "NOT_ACTIVE",
    isUnlimited: entry.isUnlimited,
    totalMb: entry.dataMb,
    usedMb: 0,
    voiceTotal: entry.voiceMinutes ?? 0,
    voiceUsed: 0,
    textTotal: entry.textCount ?? 0,
    textUsed: 0,
    validityDays: entry.validityDays,
    expireAtMs: null,
  };
}

/** Whose ICCID takes the place of the last: the one before it or, for a single eSIM, somebody else's. */
export function iccidToRepeat(
  world: World,
  iccids: readonly string[],
  from: "own" | "others",
): string | undefined {
  const before = from === "own" ? iccids[iccids.length - 2] : undefined;
  const others = Object.keys(world.store.state.eSims).find((iccid) => !iccids.includes(iccid));
  return before ?? others ?? iccids[iccids.length - 2] ?? iccids[iccids.length - 1];
}

function duplicateLast(world: World, booking: EmulatedBooking, from: "own" | "others"): void {
  const { eSims } = world.store.state;
  const own = booking.iccids[booking.iccids.length - 1];
  const other = iccidToRepeat(world, booking.iccids, from);
  if (own === undefined || other === undefined) return;
  if (own !== other) Reflect.deleteProperty(eSims, own);
  booking.iccids = [...booking.iccids.slice(0, -1), other];
  // The first eSIM ever sold has no other to be mixed up with: it is listed twice.
  if (own === other) booking.iccids.push(own);
}

/** Issues the eSIMs of a booking, up to its quantity, and gives it an upstream order number. */
export function issueESims(
  world: World,
  booking: EmulatedBooking,
  entry: CataloguePackage,
  flaws: IssueFlaws = {},
): void {
  booking.orderNumber ??= world.mint.orderNumber();
  const wanted = Math.max(0, booking.quantity - (flaws.missingCount ?? 0));
  while (booking.iccids.length < wanted) {
    const eSim = newESim(world, booking, entry);
    if (flaws.isWithoutLpa === true) eSim.hasLpa = false;
    world.store.state.eSims[eSim.iccid] = eSim;
    booking.iccids.push(eSim.iccid);
  }
  const { duplicateFrom } = flaws;
  if (duplicateFrom !== undefined && duplicateFrom !== null) duplicateLast(world, booking, duplicateFrom);
}

/** What ITT's staff would do by hand: the missing eSIMs and LPAs of a booking appear. */
export function completeIssue(world: World, booking: EmulatedBooking, entry: CataloguePackage): void {
  booking.iccids = [...new Set(booking.iccids)].filter((iccid) => {
    const eSim = world.store.state.eSims[iccid];
    return eSim?.bookingId === booking.bookingId;
  });
  issueESims(world, booking, entry);
  for (const iccid of booking.iccids) {
    const eSim = world.store.state.eSims[iccid];
    if (eSim !== undefined) eSim.hasLpa = true;
  }
}
