import type { Chance } from "./chance.ts";
import type { Sale } from "./sales.ts";
import type { World } from "./world.ts";

type SupplierFault = Parameters<World["itt"]["control"]["addFault"]>[0];
type TelegramFault = Parameters<World["telegram"]["control"]["failNext"]>[0]["fault"];

/** What the supplier may do to a spending POST; `none` is a day without trouble. */
export const SUPPLIER_FAULTS = {
  none: null,
  "reset before commit": { kind: "resetBeforeCommit" },
  "reset after commit": { kind: "resetAfterCommit" },
  hang: { kind: "hang" },
  "hang after commit": { kind: "hangAfterCommit" },
  "late commit": { kind: "lateCommit", ms: 700 },
  "500 before": { kind: "status500Before" },
  "500 after": { kind: "status500After" },
  "400 after commit": { kind: "status400After" },
  malformed: { kind: "malformed" },
  truncated: { kind: "truncated" },
  "wrong id": { kind: "wrongId" },
  "duplicate ICCID": { kind: "duplicateIccid" },
  "short issue": { kind: "shortIssue" },
  "without LPA": { kind: "missingLpa" },
  "price changed": { kind: "priceChange" },
  refused: { kind: "insufficientBalance" },
  "20 MB body": { kind: "hugeBody" },
  "slow drip": { kind: "slowDrip", ms: 20 },
} as const satisfies Record<string, SupplierFault | null>;

/** The name of one of them. */
export type FaultName = keyof typeof SUPPLIER_FAULTS;

export const FAULT_NAMES = Object.keys(SUPPLIER_FAULTS) as readonly FaultName[];

/** Those that a storm plays: a duplicate needs a person, and a price that moved moves it for all. */
const IN_STORM = FAULT_NAMES.filter((name) => !["none", "duplicate ICCID", "price changed"].includes(name));
/** Those that mean something for a top-up. */
export const OF_TOPUPS = FAULT_NAMES.filter(
  (name) => !["wrong id", "duplicate ICCID", "short issue", "without LPA"].includes(name),
);

/** Those that lead a paid order to each of its ends: it is here, it is looked for, its money goes back. */
export const OF_PAID = ["none", "reset after commit", "refused"] as const satisfies readonly FaultName[];

/** Has the supplier play `name` on the spending POST of `sale`. */
export function armSupplier(world: World, sale: Sale, name: FaultName): void {
  const fault = SUPPLIER_FAULTS[name];
  if (fault === null) return;
  const operation = sale.kind === "topup" ? "create-topup-booking" : "create-booking";
  world.itt.control.addFault({ ...fault, operation, when: { ...sale.when } });
}

const TELEGRAM_FAULTS: readonly TelegramFault[] = [
  { kind: "too-many-requests", retryAfterS: 1 },
  { kind: "too-many-requests", retryAfterS: 9 },
  { kind: "reset-after" },
  { kind: "reset-after" },
  { kind: "reset-before" },
  { kind: "server-error" },
];

/** Trouble for a sale of a storm: now and then with the supplier, now and then with Telegram. */
export function armByChance(world: World, sale: Sale, chance: Chance): void {
  if (chance.percent(12))
    armSupplier(world, sale, chance.pick(sale.kind === "topup" ? STORMY_TOPUPS : IN_STORM));
  if (!chance.percent(15)) return;
  const method = chance.pick(["sendPhoto", "sendMessage", "editMessageText", "answerCallbackQuery"]);
  world.telegram.control.failNext({ method, chatId: sale.customerId, fault: chance.pick(TELEGRAM_FAULTS) });
}

const STORMY_TOPUPS = IN_STORM.filter((name) => OF_TOPUPS.includes(name));
