import type { Translator } from "../../i18n/translator.ts";
import { composeText } from "../layout.ts";
import type { Screen } from "../screen.ts";

/** While the supplier is asked for a country's plans. */
export function showLookingForPlans(model: { readonly code: string }, t: Translator): Screen {
  return {
    text: composeText(t.rich("plans.looking", { country: t.flaggedCountry(model.code) })),
    rows: [[{ label: t.text("button.cancel"), action: { do: "cancel" } }]],
  };
}
