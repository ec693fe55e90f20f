import type { StaffRole } from "../../domain/staff.ts";
import type { Action, StaffCommandName } from "../../screens/index.ts";

/** One command of staff; its texts are `staff.command.<name>` and `staff.how.<name>`. */
interface StaffCommand {
  readonly command: StaffCommandName;
  /** Who may give it at least. */
  readonly role: StaffRole;
  /** Customers have a command of this name too: in a private chat it is the customer's unless something follows it. */
  readonly isShared?: true;
}

/** The one table of staff's commands: it feeds the menus, the help, the guards and the registration of handlers. */
export const STAFF_COMMANDS: readonly StaffCommand[] = [
  { command: "staff", role: "agent" },
  { command: "find", role: "agent" },
  { command: "order", role: "agent" },
  { command: "esim", role: "agent" },
  { command: "usage", role: "agent", isShared: true },
  { command: "resend", role: "agent" },
  { command: "reconcile", role: "agent" },
  { command: "resolve", role: "agent" },
  { command: "refund", role: "agent" },
  { command: "release", role: "admin" },
  { command: "statement", role: "agent", isShared: true },
  { command: "credit", role: "admin" },
  { command: "note", role: "agent" },
  { command: "stats", role: "agent" },
  { command: "export", role: "admin", isShared: true },
  { command: "grant", role: "admin" },
  { command: "revoke", role: "admin" },
  { command: "audit", role: "admin" },
];

/** One kind of button of staff. */
interface StaffTapRule {
  /** Who may press it at least. */
  readonly role: StaffRole;
  /** It stands under posts of the group, where all see who decided; pressed elsewhere it is no button. */
  readonly isGroupOnly?: true;
}

/** The one table of staff's buttons. */
export const STAFF_TAPS = {
  "staff-order": { role: "agent" },
  "staff-details": { role: "agent" },
  "staff-read": { role: "agent" },
  "staff-resend": { role: "agent" },
  settle: { role: "agent" },
  "release-brake": { role: "admin" },
  "staff-paid": { role: "agent", isGroupOnly: true },
  "staff-decline": { role: "agent", isGroupOnly: true },
  "staff-decline-for": { role: "agent", isGroupOnly: true },
  "staff-claim": { role: "agent", isGroupOnly: true },
  "staff-owed": { role: "agent", isGroupOnly: true },
  "staff-handed": { role: "agent", isGroupOnly: true },
} as const satisfies Partial<Record<Action["do"], StaffTapRule>>;

/** What the table says of a button. */
export function ruleOf(name: StaffTapName): StaffTapRule {
  return STAFF_TAPS[name];
}

export type StaffTapName = keyof typeof STAFF_TAPS;
export type StaffTap = Extract<Action, { readonly do: StaffTapName }>;
