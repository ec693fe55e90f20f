import type { AlertKind } from "../../domain/alerts.ts";
import { TRAVELLER_QUESTIONS, type TravellerDraft, type TravellerQuestion } from "../../domain/traveller.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, pairRows } from "../layout.ts";
import type { Screen } from "../screen.ts";
import { alertSwitches } from "../usage/alert.ts";
import { spacedPhone } from "./person.ts";

/** The traveller of the order, with a button for each answer. */
export function showTravellerSummary(model: { readonly traveller: TravellerDraft }, t: Translator): Screen {
  const edits = TRAVELLER_QUESTIONS.map((question) => ({
    label: `✏️ ${t.text(`field.${question}`)}`,
    action: { do: "edit-answer", question } as const,
  }));
  return {
    text: composeText(
      t.rich("traveller.summary"),
      ...travellerLines(model.traveller, t),
      "",
      t.text("traveller.summary-next"),
    ),
    rows: [
      ...pairRows(edits),
      [{ label: t.text("traveller.summary-done"), action: { do: "review-order" } }],
      [{ label: t.text("button.cancel"), action: { do: "cancel" } }],
    ],
  };
}

/** What the shop remembers of a customer. */
export interface ProfileModel {
  readonly saved: TravellerDraft | null;
  /** Kinds of alerts that are switched off. */
  readonly mutedAlerts: readonly AlertKind[];
}

/** The saved traveller, the way to have it forgotten, and the switches of the alerts. */
export function showProfile(model: ProfileModel, t: Translator): Screen {
  const home = { label: t.text("button.home"), action: { do: "home" } } as const;
  const alerts = ["", t.rich("alerts.title")] as const;
  const switches = alertSwitches(model.mutedAlerts, t);
  if (model.saved === null)
    return {
      text: composeText(t.rich("profile.title"), t.text("profile.none"), ...alerts),
      rows: [...switches, [{ label: t.text("button.buy"), action: { do: "buy" } }, home]],
    };
  return {
    text: composeText(
      t.rich("profile.title"),
      ...travellerLines(model.saved, t),
      "",
      t.text("profile.why"),
      ...alerts,
    ),
    rows: [...switches, [{ label: t.text("profile.forget"), action: { do: "forget-profile" } }], [home]],
  };
}

/** After the reply keyboard: the phone number as it was understood. */
export function showPhoneTaken(model: { readonly phone: string }, t: Translator): Screen {
  return {
    text: composeText(t.text("traveller.phone-taken", { phone: spacedPhone(model.phone) })),
    rows: [],
    takesKeyboardAway: true,
  };
}

/** When the customer leaves the phone question otherwise: the reply keyboard goes with it. */
export function showKeyboardGone(t: Translator): Screen {
  return { text: composeText(t.text("traveller.keyboard-gone")), rows: [], takesKeyboardAway: true };
}

function travellerLines(traveller: TravellerDraft, t: Translator): readonly string[] {
  return TRAVELLER_QUESTIONS.map((question) =>
    t.text("field.line", {
      field: t.text(`field.${question}`),
      value: fieldValue(traveller, question, t) ?? t.text("traveller.missing"),
    }),
  );
}

function fieldValue(
  traveller: TravellerDraft,
  question: TravellerQuestion,
  t: Translator,
): string | undefined {
  switch (question) {
    case "firstName":
      return traveller.firstName;
    case "lastName":
      return traveller.lastName === "" ? t.text("field.no-last-name") : traveller.lastName;
    case "title":
      return traveller.title && t.text(`title.${traveller.title}`);
    case "age":
      return traveller.age === undefined ? undefined : t.number(traveller.age);
    case "phone":
      return traveller.phone && spacedPhone(traveller.phone);
    case "email":
      return traveller.email;
    default:
      return question satisfies never;
  }
}
