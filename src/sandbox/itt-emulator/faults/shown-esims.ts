import { eSimsOf } from "../state/booking-status.ts";
import { iccidToRepeat } from "../state/issue-esims.ts";
import type { EmulatedBooking, EmulatedESim } from "../state/state.ts";
import type { World } from "../world.ts";
import type { ActiveFaults } from "./fault-box.ts";

/** The eSIMs that one read of a booking shows: `shortIssue`, `duplicateIccid` and `missingLpa` spoil only the answer. */
export function shownESims(world: World, booking: EmulatedBooking, faults: ActiveFaults): EmulatedESim[] {
  const shown = eSimsOf(world, booking);
  const short = faults.get("shortIssue");
  if (short !== undefined) shown.splice(Math.max(0, shown.length - (short.count ?? 1)));
  const duplicate = faults.get("duplicateIccid");
  const last = shown.pop();
  if (last !== undefined) {
    const iccids = [...shown, last].map(({ iccid }) => iccid);
    const again = duplicate && iccidToRepeat(world, iccids, duplicate.from ?? "own");
    const other = again === undefined ? undefined : world.store.state.eSims[again];
    shown.push(other ?? last);
  }
  return faults.get("missingLpa") === undefined ? shown : shown.map((eSim) => ({ ...eSim, hasLpa: false }));
}
