import type { Translator } from "../../i18n/translator.ts";
import { composeText, type Line } from "../layout.ts";
import type { Button, PlanChoice, Screen } from "../screen.ts";

/** Where the check was asked from. */
export interface DeviceModel {
  /** The plan card it was asked from, to go back to; null from elsewhere. */
  readonly from: PlanChoice | null;
}

/** Which phone is it? With how to look in the phone itself. */
export function showDeviceQuestion(
  model: DeviceModel & { readonly isTextDue?: boolean },
  t: Translator,
): Screen {
  return {
    text: composeText(
      model.isTextDue === true ? t.text("device.text-due") : null,
      t.rich("device.ask"),
      t.text("device.ask-how"),
      "",
      ...selfCheckLines(t),
    ),
    rows: [wayOn(model, t)],
  };
}

/** Shown while the supplier's list is read. */
export function showDeviceWaiting(t: Translator): Screen {
  return { text: composeText(t.text("device.looking")), rows: [] };
}

/** What a typed model came to. */
export interface DeviceVerdictModel extends DeviceModel {
  /** As it was typed; a long text is shown by its beginning. */
  readonly typed: string;
  readonly verdict:
    | { readonly kind: "listed"; readonly name: string }
    | { readonly kind: "several"; readonly names: readonly string[]; readonly more: number }
    | { readonly kind: "no" }
    | { readonly kind: "not-listed"; readonly nearest: readonly string[] }
    | { readonly kind: "unavailable" };
  /** Set where the list is older than a day. */
  readonly asOfMs: number | null;
  readonly timeZone: string;
}

/** What is repeated of a typed text: as long as a model's name can be. */
const MAX_REPEATED = 60;

/** Yes, not listed, or no; and what only the phone itself can tell. */
export function showDeviceVerdict(model: DeviceVerdictModel, t: Translator): Screen {
  const { verdict } = model;
  const letters = [...model.typed.replace(/\s+/g, " ").trim()];
  const typed =
    letters.length > MAX_REPEATED ? `${letters.slice(0, MAX_REPEATED).join("")}…` : letters.join("");
  const isSure = verdict.kind === "listed" || verdict.kind === "no";
  return {
    text: composeText(
      ...verdictLines(verdict, typed, t),
      model.asOfMs === null ? null : t.text("device.as-of", { date: t.date(model.asOfMs, model.timeZone) }),
      ...(verdict.kind === "several" ? [] : ["", ...selfCheckLines(t)]),
    ),
    rows: [...(isSure ? [[againButton(model, t)]] : []), wayOn(model, t)],
  };
}

function verdictLines(verdict: DeviceVerdictModel["verdict"], typed: string, t: Translator): readonly Line[] {
  switch (verdict.kind) {
    case "listed":
      return [t.rich("device.yes", { name: verdict.name }), t.text("device.yes-but")];
    case "several":
      return [
        t.rich("device.several"),
        ...verdict.names.map((name) => t.text("device.item", { name })),
        verdict.more === 0 ? null : t.text("device.more", { n: verdict.more }),
      ];
    case "no":
      return [t.rich("device.no", { typed })];
    case "not-listed":
      return [
        t.rich("device.not-listed", { typed }),
        verdict.nearest.length === 0 ? null : t.text("device.nearest", { names: verdict.nearest.join(", ") }),
      ];
    case "unavailable":
      return [t.text("device.unavailable")];
    default:
      return verdict satisfies never;
  }
}

/** How to see the EID and the lock in the phone itself: what no list knows. */
function selfCheckLines(t: Translator): readonly Line[] {
  return [
    t.rich("phone-check.dial"),
    t.text("phone-check.iphone"),
    t.text("phone-check.android"),
    t.text("phone-check.lock"),
  ];
}

function againButton({ from }: DeviceModel, t: Translator): Button {
  const action =
    from === null ? ({ do: "phone-check" } as const) : ({ ...from, do: "plan-phone-check" } as const);
  return { label: t.text("device.again"), action };
}

function wayOn({ from }: DeviceModel, t: Translator): readonly Button[] {
  if (from !== null) return [{ label: t.text("button.back"), action: { ...from, do: "plan" } }];
  return [
    { label: t.text("button.buy"), action: { do: "buy" } },
    { label: t.text("button.home"), action: { do: "home" } },
  ];
}
