import { DECLINE_REASONS } from "../../../src/domain/payment.ts";
import { SETTLE_ACTS, type StaffCommandName } from "../../../src/screens/index.ts";
import { packAction } from "../../../src/telegram/callback-data.ts";
import {
  ruleOf,
  STAFF_COMMANDS,
  STAFF_TAPS,
  type StaffTap,
  type StaffTapName,
} from "../../../src/telegram/staff/commands.ts";
import type { StaffScene } from "./staff-scene.ts";
import { AGENT_ID } from "./staffed-shop.ts";

/** What follows each command of the table so that it does something. */
const SAMPLE_ARGUMENTS: Record<StaffCommandName, (scene: StaffScene) => string> = {
  staff: () => "",
  find: ({ sold }) => sold.reference,
  order: ({ sold }) => sold.reference,
  esim: ({ sold }) => sold.reference,
  usage: ({ sold }) => sold.reference,
  resend: ({ sold }) => `${sold.reference} the phone was lost`,
  reconcile: ({ lost }) => `${lost.reference} the customer called`,
  resolve: ({ lost }) => `${lost.reference} void not in the portal`,
  refund: ({ owed }) => `${owed.reference} handed back at the desk`,
  release: () => "unknowns",
  statement: ({ sold }) => sold.reference,
  credit: ({ sold }) => `${sold.reference} 500 a gift`,
  note: ({ sold }) => `${sold.reference} calls after six`,
  stats: () => "",
  export: () => new Date().toISOString().slice(0, 7),
  grant: ({ stranger }) => `${stranger.id} please`,
  revoke: () => `${AGENT_ID} please`,
  audit: () => "",
};

type Samples = { [Name in StaffTapName]: (scene: StaffScene) => Extract<StaffTap, { do: Name }>[] };

/** Each button of the table as it stands under a post of this scene, in an order in which each one would do something. */
const SAMPLE_TAPS: Samples = {
  "staff-order": ({ sold }) => [{ do: "staff-order", order: sold.id }],
  "staff-details": ({ sold }) => [{ do: "staff-details", order: sold.id }],
  "staff-read": ({ lost }) => [{ do: "staff-read", order: lost.id }],
  "staff-resend": ({ sold }) => [{ do: "staff-resend", order: sold.id }],
  settle: ({ lost }) => SETTLE_ACTS.map((act) => ({ do: "settle", order: lost.id, act })),
  "release-brake": () => [{ do: "release-brake", brake: "unknowns" }],
  "staff-decline": ({ claimedPaymentId: payment }) => [{ do: "staff-decline", payment }],
  "staff-claim": ({ claimedPaymentId: payment }) => [{ do: "staff-claim", payment }],
  "staff-decline-for": ({ claimedPaymentId: payment }) =>
    DECLINE_REASONS.map((reason) => ({ do: "staff-decline-for", payment, reason })),
  "staff-paid": ({ claimedPaymentId: payment }) => [{ do: "staff-paid", payment }],
  "staff-owed": ({ owed }) => [{ do: "staff-owed", order: owed.id }],
  "staff-handed": ({ owed }) =>
    [false, true].map((isSure) => ({ do: "staff-handed", order: owed.id, isSure })),
};

/** One command of the table with what follows it. */
export interface SampleCommand {
  name: StaffCommandName;
  role: "agent" | "admin";
  isShared: boolean;
  text: string;
}

/** Every command of the table; throws where one has no sample. */
export function sampleCommands(scene: StaffScene): readonly SampleCommand[] {
  return STAFF_COMMANDS.map(({ command: name, role, isShared = false }) => {
    const sample = (SAMPLE_ARGUMENTS as Partial<typeof SAMPLE_ARGUMENTS>)[name];
    if (!sample) throw new Error(`say in SAMPLE_ARGUMENTS what follows /${name}`);
    return { name, role, isShared, text: `/${name} ${sample(scene)}`.trim() };
  });
}

/** One button of the table. */
export interface SampleTap {
  name: StaffTapName;
  role: "agent" | "admin";
  isGroupOnly: boolean;
  data: string;
}

/** Every button of the table, in the order of the samples; throws where one has none. */
export function sampleTaps(scene: StaffScene): readonly SampleTap[] {
  for (const name of Object.keys(STAFF_TAPS))
    if (!(name in SAMPLE_TAPS)) throw new Error(`say in SAMPLE_TAPS what the button ${name} carries`);
  return (Object.keys(SAMPLE_TAPS) as StaffTapName[]).flatMap((name) => {
    const rule = ruleOf(name);
    const isGroupOnly = rule.isGroupOnly === true;
    return SAMPLE_TAPS[name](scene).map((action) => {
      return { name, role: rule.role, isGroupOnly, data: packAction(action) };
    });
  });
}
