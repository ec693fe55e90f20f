import type { Translator } from "../../i18n/translator.ts";
import { composeText, helpButton } from "../layout.ts";
import type { Button, PlanChoice, Screen } from "../screen.ts";

/** Where the check was asked from. */
export interface PhoneCheckModel {
  /** The plan card it was asked from, to go back to; null from the home card. */
  readonly from: PlanChoice | null;
}

/** How to find out whether a phone takes eSIMs. */
export function showPhoneCheck(model: PhoneCheckModel, t: Translator): Screen {
  const back: readonly Button[] =
    model.from === null
      ? [
          { label: t.text("button.buy"), action: { do: "buy" } },
          { label: t.text("button.home"), action: { do: "home" } },
        ]
      : [{ label: t.text("button.back"), action: { ...model.from, do: "plan" } }];
  return {
    text: composeText(
      t.rich("phone-check.title"),
      t.rich("phone-check.dial"),
      t.text("phone-check.iphone"),
      t.text("phone-check.android"),
      t.text("phone-check.lock"),
      "",
      t.text("phone-check.unsure"),
    ),
    rows: [back, [helpButton(t)]],
  };
}
