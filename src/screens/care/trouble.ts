import { NOTHING_TRIED, PROBLEMS, type Problem, type Remedy } from "../../domain/trouble.ts";
import { iccidLastFour } from "../../domain/esim.ts";
import type { TravellerDraft } from "../../domain/traveller.ts";
import { amountOf } from "../../domain/usage.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, pairRows, type Line } from "../layout.ts";
import { planName } from "../plan-name.ts";
import type { EsimOfOrder } from "../esims/esim-of-order.ts";
import type { Button, Screen } from "../screen.ts";
import { nextTripRow, topupButton, type ShownUsage } from "../usage/usage.ts";
import { asOfLine, statusWords, type Clocks } from "../usage/words.ts";

/** Where the customer stands in the first aid: what buttons carry on. */
export interface TroublePlace extends EsimOfOrder {
  readonly isThere: boolean;
  /** Letters of what was tried (`domain/trouble.ts`). */
  readonly tried: string;
}

/** First of all: an eSIM that is not in its country has no signal, and nothing is wrong with it. */
export function showTroubleWhere({ esim, order }: EsimOfOrder, t: Translator): Screen {
  const to = (isThere: boolean) =>
    ({ do: "trouble-where", esim: esim.id, isThere, tried: NOTHING_TRIED }) as const;
  return {
    text: composeText(t.rich("trouble.there", { country: t.flaggedCountry(order.countryCode) })),
    rows: [
      [{ label: t.text("trouble.there-yes"), action: to(true) }],
      [{ label: t.text("trouble.there-no"), action: to(false) }],
      [{ label: t.text("button.back"), action: { do: "esim", esim: esim.id } }],
    ],
  };
}

/** What is wrong? */
export function showTroubleProblems(model: TroublePlace, t: Translator): Screen {
  const { esim, order, isThere, tried } = model;
  return {
    text: composeText(
      t.rich("trouble.what"),
      isThere ? null : t.text("trouble.not-there", { country: t.flaggedCountry(order.countryCode) }),
    ),
    rows: [
      ...pairRows(
        PROBLEMS.map((problem) => ({
          label: t.text(`problem.${problem}`),
          action: { do: "trouble-fix", esim: esim.id, isThere, problem, step: 0, tried } as const,
        })),
      ),
      [personButton(model, t)],
      [{ label: t.text("button.back"), action: { do: "trouble", esim: esim.id } }],
    ],
  };
}

/** Shown while the supplier is asked how the eSIM is. */
export function showTroubleWaiting(t: Translator): Screen {
  return { text: composeText(t.text("trouble.looking")), rows: [] };
}

/** One remedy, and whether it helped. */
export interface RemedyModel extends TroublePlace {
  readonly problem: Problem;
  readonly remedies: readonly Remedy[];
  /** 0-based place among the remedies. */
  readonly step: number;
  readonly usage: ShownUsage;
  readonly clocks: Clocks;
  readonly installByMs: number | null;
}

/** Remedies that are followed in the steps for the phone. */
const INSTALLING: ReadonlySet<Remedy> = new Set<Remedy>([
  "use-wifi",
  "type-codes",
  "confirmation-code",
  "update-phone",
  "install-window-over",
  "free-to-install",
  "install-first",
]);

/** One thing to try. `tried` holds it already. */
export function showRemedy(model: RemedyModel, t: Translator): Screen {
  const { esim, remedies, step, problem, isThere, tried } = model;
  const remedy = remedies[step];
  const isLast = step >= remedies.length - 1;
  const next = { do: "trouble-fix", esim: esim.id, isThere, problem, step: step + 1, tried } as const;
  const isInstalling = remedy !== undefined && INSTALLING.has(remedy);
  return {
    text: composeText(
      t.rich("trouble.step", { problem: t.text(`problem.${problem}`), n: step + 1, of: remedies.length }),
      remedy ? remedyLine(remedy, model, t) : null,
      ...(step === 0 ? figureLines(model, t) : []),
      "",
      t.text("trouble.keep"),
      t.text("trouble.helped"),
    ),
    rows: [
      ...(isInstalling
        ? [[{ label: stepsLabel(remedy, t), action: { do: "steps", esim: esim.id } as const }]]
        : []),
      ...planRows(remedy, esim.id, t),
      [{ label: t.text("trouble.helped-yes"), action: { do: "trouble-solved", esim: esim.id } }],
      ...(isLast ? [] : [[{ label: t.text("trouble.helped-no"), action: next }]]),
      [personButton(model, t)],
      [
        {
          label: t.text("button.back"),
          action: { do: "trouble-where", esim: esim.id, isThere, tried },
        },
      ],
    ],
  };
}

function stepsLabel(remedy: Remedy | undefined, t: Translator): string {
  return t.text(remedy === "install-first" ? "esim.install" : "esim.steps");
}

/** What ended goes on with a top-up or a new plan, in one tap. */
function planRows(remedy: Remedy | undefined, esim: string, t: Translator): Screen["rows"] {
  if (remedy === "no-longer-there") return [nextTripRow(esim, t)];
  const isOver = remedy === "validity-over" || remedy === "data-over";
  return isOver ? [[topupButton(esim, t)], nextTripRow(esim, t)] : [];
}

/** How the operator sees it, and since when: advice that rests on old figures, or on none, says so. */
function figureLines({ usage, clocks }: RemedyModel, t: Translator): readonly Line[] {
  const { figures, asOfMs, trouble } = usage;
  if (trouble === "gone") return [t.text("usage.gone")];
  if (figures === null || asOfMs === null) return [trouble === null ? null : t.text("trouble.no-reading")];
  return [
    t.text("trouble.status", { status: statusWords(figures, clocks.nowMs, t) }),
    asOfLine(asOfMs, clocks, t),
    trouble === "down" ? t.text("usage.down") : null,
  ];
}

function remedyLine(remedy: Remedy, model: RemedyModel, t: Translator): Line {
  const { esim, order, usage, clocks } = model;
  const endMs = usage.figures?.expireAtMs ?? null;
  switch (remedy) {
    case "confirmation-code":
      return t.rich("remedy.confirmation-code", { code: esim.confirmationCode ?? "" });
    case "install-window-over":
      return t.text("remedy.install-window-over", {
        date: t.date(model.installByMs ?? clocks.nowMs, clocks.zone),
      });
    case "signal-only-there":
      return t.text("remedy.signal-only-there", { country: t.flaggedCountry(order.countryCode) });
    case "validity-over":
      return endMs === null
        ? t.text("remedy.validity-over-undated")
        : t.text("remedy.validity-over", { date: t.date(endMs, clocks.zone) });
    case "figures":
      return figuresLine(usage, t);
    case "apn-set":
      return t.rich("remedy.apn-set", { apn: esim.apnValue ?? "" });
    case "choose-network":
      return t.text("remedy.choose-network", { networks: networksOf(model).join(", ") });
    case "fair-use": {
      const policy = order.package.fairUsagePolicy;
      return policy !== null && policy.length <= MAX_POLICY
        ? t.text("remedy.fair-use", { policy })
        : t.text("remedy.fair-use-untold");
    }
    case "use-wifi":
    case "type-codes":
    case "update-phone":
    case "installed-already":
    case "no-longer-there":
    case "data-over":
    case "no-figures":
    case "line-on":
    case "line-for-data":
    case "roaming-on":
    case "roaming-off":
    case "roaming-try":
    case "apn-leave":
    case "restart":
    case "one-phone-only":
    case "free-to-install":
    case "install-first":
      return t.rich(`remedy.${remedy}`);
    default:
      return remedy satisfies never;
  }
}

/** A longer policy is no help in the street; the plan's card has it whole. */
const MAX_POLICY = 600;
/** Networks that are named for choosing one by hand. */
const NAMED_NETWORKS = 6;

function figuresLine({ figures }: ShownUsage, t: Translator): Line {
  const amount = figures === null ? null : amountOf(figures.data);
  if (amount?.kind === "figures")
    return t.rich("remedy.figures", { remaining: t.data(amount.left), total: t.data(amount.total) });
  return amount?.kind === "left"
    ? t.rich("remedy.figures-untotalled", { remaining: t.data(amount.left) })
    : t.text("usage.no-figures");
}

function networksOf({ order }: EsimOfOrder): readonly string[] {
  const here = order.package.coverage.find(({ country }) => country === order.countryCode);
  return here?.networks.slice(0, NAMED_NETWORKS) ?? [];
}

function personButton({ esim, isThere, tried }: TroublePlace, t: Translator): Button {
  return {
    label: t.text("trouble.person-button"),
    action: { do: "trouble-person", esim: esim.id, isThere, tried },
  };
}

/** It works again. */
export function showTroubleSolved(model: EsimOfOrder, t: Translator): Screen {
  return {
    text: composeText(t.rich("trouble.solved")),
    rows: [[{ label: t.text("button.esims"), action: { do: "esim", esim: model.esim.id } }]],
  };
}

/** The end of the first aid: a person is to help. */
export interface PersonModel extends EsimOfOrder {
  readonly remedies: readonly Remedy[];
  /** Whether the staff were told. */
  readonly isPassedOn: boolean;
  /** Where a person answers: an https link. */
  readonly supportContact: string;
}

/** The end of the first aid: who answers, and what they know already. */
export function showTroublePerson(model: PersonModel, t: Translator): Screen {
  const { esim, order, remedies, isPassedOn } = model;
  return {
    text: composeText(
      isPassedOn ? t.rich("trouble.asked") : t.rich("trouble.asked-none", { reference: order.reference }),
      remedies.length === 0 ? null : t.text("trouble.tried", { tried: namesOf(remedies, t) }),
      isPassedOn ? t.text("trouble.write", { reference: order.reference }) : null,
      t.text("trouble.keep"),
    ),
    rows: [
      [
        isPassedOn
          ? { label: t.text("button.write-to-us"), action: { do: "support" } }
          : { label: t.text("button.write-to-us"), url: model.supportContact },
      ],
      [{ label: t.text("button.back"), action: { do: "esim", esim: esim.id } }],
    ],
  };
}

function namesOf(remedies: readonly Remedy[], t: Translator): string {
  return remedies.map((remedy) => t.text(`remedy-name.${remedy}`)).join(", ");
}

/** What the staff's chat is told. */
export interface TroubleReportModel extends EsimOfOrder {
  readonly customerId: number;
  readonly traveller: TravellerDraft;
  readonly isThere: boolean;
  readonly remedies: readonly Remedy[];
}

/** One message for the staff: who, which eSIM, and what was tried. No code of the eSIM is in it. */
export function showTroubleReport(model: TroubleReportModel, t: Translator): Screen {
  const { esim, order, traveller, remedies } = model;
  const country = t.flaggedCountry(order.countryCode);
  const name = [traveller.firstName, traveller.lastName].filter(Boolean).join(" ");
  return {
    text: composeText(
      t.rich("staff.trouble"),
      t.text("staff.trouble-who", {
        name: name === "" ? "–" : name,
        phone: traveller.phone ?? "–",
        id: String(model.customerId),
      }),
      t.rich("staff.trouble-what", {
        reference: order.reference,
        country,
        plan: planName(order.package, t),
        lastFour: iccidLastFour(esim.iccid),
      }),
      t.text(model.isThere ? "staff.trouble-where-yes" : "staff.trouble-where-no", { country }),
      remedies.length === 0
        ? t.text("staff.trouble-none")
        : t.text("staff.trouble-tried", { tried: namesOf(remedies, t) }),
    ),
    rows: [],
  };
}
