import { keyOf } from "./catalogue/catalogue.ts";
import type { CataloguePackage } from "./catalogue/package.ts";
import type { FaultRequest } from "./faults/fault.ts";
import type { FaultBox } from "./faults/fault-box.ts";
import type { CallLog, RecordedCall } from "./http/call-log.ts";
import type { JsonObject } from "./json.ts";
import { eSimsOf, paymentStatusOf, phaseOf, type BookingPhase } from "./state/booking-status.ts";
import { completeIssue } from "./state/issue-esims.ts";
import { markPaid } from "./state/mark-paid.ts";
import type { EmulatedBooking, EmulatedESim, EmulatedTopUp, LedgerEntry } from "./state/state.ts";
import { changeUsage, type UsageChange } from "./state/usage.ts";
import { setPackagePrice, type World } from "./world.ts";

/** A booking with what its times and payments make of it. */
interface BookingSnapshot extends EmulatedBooking {
  phase: BookingPhase;
  paymentStatus: string;
  eSims: EmulatedESim[];
}

/** The hand behind the emulator: what a test or the demo may see and change. All it gives are copies. */
export interface IttEmulatorControl {
  /** Plays a fault on the calls to come. `matches` looks at the body where `when` does not do. */
  addFault(fault: FaultRequest, matches?: (body: JsonObject) => boolean): void;
  clearFaults(): void;
  /** Every accepted charge. Two for one purchase are a double spend. */
  ledger(): LedgerEntry[];
  bookings(): BookingSnapshot[];
  topUps(): EmulatedTopUp[];
  /** Every request that reached an operation, without its credentials. */
  calls(): RecordedCall[];
  /** What is on sale in a country: to choose from in tests. */
  packages(countryCode: string): CataloguePackage[];
  /** The agency's balance in minor units. */
  balanceMinor(): number;
  setBalance(balanceMinor: number): void;
  /** Plays the traveller's phone; throws for an ICCID that was never issued. */
  setUsage(iccid: string, change: UsageChange): void;
  /** Plays a payment on ITT's page: booking id, tracking id or top-up tracking id. False: nothing to pay. */
  markPaid(id: string): boolean;
  /** A price from now on, minor units; `sellMinor` defaults to the purchase price. Any id ending in the key will do. */
  setPrice(packageId: string, purchaseMinor: number, sellMinor?: number): void;
  setSoldOut(packageId: string, isSoldOut: boolean): void;
  /** Supplies the eSIMs and LPAs that a booking lacks, as ITT's staff would. */
  completeBooking(bookingId: string): void;
  /** Forgets bookings, charges, calls and faults; the balance is the starting one again. */
  reset(): void;
}

function snapshot(world: World, booking: EmulatedBooking): BookingSnapshot {
  return structuredClone({
    ...booking,
    phase: phaseOf(world, booking),
    paymentStatus: paymentStatusOf(world, booking),
    eSims: eSimsOf(world, booking),
  });
}

function changeESim(world: World, iccid: string, change: UsageChange): void {
  const eSim = world.store.state.eSims[iccid];
  if (eSim === undefined) throw new Error("This ICCID was never issued by this emulator.");
  changeUsage(world, eSim, change);
  world.store.save();
}

function completeBooking(world: World, bookingId: string): void {
  const booking = world.store.state.bookings.find((entry) => entry.bookingId === bookingId);
  const entry = booking && world.catalogue.find(booking.packageId);
  if (booking === undefined || entry === undefined) throw new Error(`There is no booking ${bookingId}.`);
  completeIssue(world, booking, entry);
  world.store.save();
}

function listPackages(world: World, countryCode: string): CataloguePackage[] {
  const area = world.catalogue.areas.find((entry) => entry.countryCode === countryCode);
  return area === undefined ? [] : structuredClone(world.catalogue.packagesOf(area));
}

/** Makes the control over a world; the HTTP control calls the same functions. */
export function createControl(deps: { world: World; faults: FaultBox; calls: CallLog }): IttEmulatorControl {
  const { world, faults, calls } = deps;
  const { store } = world;
  return {
    addFault: (fault, matches) => faults.add(fault, matches),
    clearFaults: () => faults.clear(),
    ledger: () => structuredClone(store.state.ledger),
    bookings: () => store.state.bookings.map((booking) => snapshot(world, booking)),
    topUps: () => structuredClone(store.state.topUps),
    calls: () => structuredClone(calls.all()),
    packages: (countryCode) => listPackages(world, countryCode),
    balanceMinor: () => store.state.balanceMinor,
    setBalance(balanceMinor) {
      store.state.balanceMinor = balanceMinor;
      store.save();
    },
    setUsage: (iccid, change) => changeESim(world, iccid, change),
    markPaid: (id) => markPaid(world, id),
    setPrice(packageId, purchaseMinor, sellMinor = purchaseMinor) {
      setPackagePrice(world, packageId, { purchaseMinor, sellMinor });
      store.save();
    },
    setSoldOut(packageId, isSoldOut) {
      const key = keyOf(packageId);
      const others = store.state.soldOut.filter((entry) => entry !== key);
      store.state.soldOut = isSoldOut ? [...others, key] : others;
      store.save();
    },
    completeBooking: (bookingId) => completeBooking(world, bookingId),
    reset() {
      store.reset();
      faults.clear();
      calls.clear();
    },
  };
}
