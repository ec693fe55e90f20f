import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { stateSchema, type State } from "./state.ts";

/** Holds the state and, where a file is named, keeps it there. */
export interface StateStore {
  readonly state: State;
  /** Writes the state file (whole, then renamed into place); nothing where none is configured. */
  save(): void;
  /** Forgets everything. */
  reset(): void;
}

/** What the agency has when all is new, minor units. */
interface StartBalances {
  startBalanceMinor: number;
  otherBalancesMinor: Record<string, number>;
}

function emptyState({ startBalanceMinor, otherBalancesMinor }: StartBalances): State {
  return {
    sequence: 0,
    balanceMinor: startBalanceMinor,
    otherBalancesMinor: { ...otherBalancesMinor },
    searches: {},
    quotes: {},
    bookings: [],
    eSims: {},
    topUpOffers: {},
    topUps: [],
    ledger: [],
    prices: {},
    soldOut: [],
  };
}

/** Starts from the state file if there is one. A file that does not hold a state is an error, never overwritten. */
export function createStateStore(deps: StartBalances & { stateFile?: string | undefined }): StateStore {
  const { stateFile } = deps;
  const load = (): State => {
    if (stateFile === undefined || !existsSync(stateFile)) return emptyState(deps);
    return stateSchema.parse(JSON.parse(readFileSync(stateFile, "utf8")));
  };
  let state = load();
  const save = (): void => {
    if (stateFile === undefined) return;
    mkdirSync(dirname(stateFile), { recursive: true });
    writeFileSync(`${stateFile}.new`, JSON.stringify(state), { mode: 0o600 });
    renameSync(`${stateFile}.new`, stateFile);
  };
  const reset = (): void => {
    // Ids go on counting: an id of before the reset must stay unknown after it.
    state = { ...emptyState(deps), sequence: state.sequence };
    save();
  };
  return {
    get state() {
      return state;
    },
    save,
    reset,
  };
}
