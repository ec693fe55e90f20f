import { keyOf } from "./catalogue/catalogue.ts";
import { CURRENCY, type CataloguePackage } from "./catalogue/package.ts";
import type { FaultRequest } from "./faults/fault.ts";
import type { FaultBox } from "./faults/fault-box.ts";
import type { CallLog, RecordedCall } from "./http/call-log.ts";
import type { JsonObject } from "./json.ts";
import { markPaid, markPaymentFailed } from "./payment/pay.ts";
import { settle } from "./payment/settle.ts";
import { eSimsOf, paymentStatusOf, phaseOf, type BookingPhase } from "./state/booking-status.ts";
import { completeIssue } from "./state/issue-esims.ts";
import type { EmulatedBooking, EmulatedESim, EmulatedTopUp, LedgerEntry, State } from "./state/state.ts";
import { changeUsage, type UsageChange } from "./state/usage.ts";
import { portalRows, type PortalRow } from "./views/portal.ts";
import { truthOf, type TruthEntry } from "./views/truth.ts";
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
  /** Every purchase that was really made, whatever its caller was told: what a test compares a shop's books with. */
  truth(): TruthEntry[];
  /** Every accepted charge, and every refund. Two charges for one purchase are a double spend. */
  ledger(): LedgerEntry[];
  bookings(): BookingSnapshot[];
  topUps(): EmulatedTopUp[];
  /** Every request that reached an operation, without its credentials. */
  calls(): RecordedCall[];
  /** What is on sale in a country: to choose from in tests. */
  packages(countryCode: string): CataloguePackage[];
  /** What staff would find in ITT's portal, newest first; `text` narrows it: booking id, tracking id or name. */
  portalBookings(text?: string): PortalRow[];
  /** The agency's balance in minor units of the currency in which everything is sold. */
  balanceMinor(): number;
  /** All of the agency's balances, minor units by currency. */
  balances(): Record<string, number>;
  /** Without a currency: that in which everything is sold. */
  setBalance(balanceMinor: number, currency?: string): void;
  /** Plays the traveller's phone; throws for an ICCID that was never issued. */
  setUsage(iccid: string, change: UsageChange): void;
  /** Plays a payment on ITT's page: booking id, tracking id or top-up tracking id. False: nothing to pay. */
  markPaid(id: string): boolean;
  /** Plays a declined card on that page. */
  markPaymentFailed(id: string): boolean;
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
    phase: phaseOf(booking),
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
  const settled = (): State => {
    settle(world);
    return store.state;
  };
  return {
    addFault: (fault, matches) => faults.add(fault, matches),
    clearFaults: () => faults.clear(),
    truth: () => truthOf(world),
    ledger: () => structuredClone(settled().ledger),
    bookings: () => settled().bookings.map((booking) => snapshot(world, booking)),
    topUps: () => structuredClone(settled().topUps),
    portalBookings: (text) => portalRows(world, text),
    calls: () => structuredClone(calls.all()),
    packages: (countryCode) => listPackages(world, countryCode),
    balanceMinor: () => settled().balanceMinor,
    balances: () => ({ ...settled().otherBalancesMinor, [CURRENCY]: store.state.balanceMinor }),
    setBalance(balanceMinor, currency = CURRENCY) {
      if (currency === CURRENCY) settled().balanceMinor = balanceMinor;
      else store.state.otherBalancesMinor[currency] = balanceMinor;
      store.save();
    },
    setUsage: (iccid, change) => changeESim(world, iccid, change),
    markPaid: (id) => markPaid(world, id),
    markPaymentFailed: (id) => markPaymentFailed(world, id),
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
