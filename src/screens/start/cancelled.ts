import type { Translator } from "../../i18n/translator.ts";
import { composeText } from "../layout.ts";
import type { Screen } from "../screen.ts";

/** After /cancel or the Cancel button. */
export function showCancelled(t: Translator): Screen {
  return {
    text: composeText(t.rich("cancelled.title"), t.text("cancelled.next")),
    rows: [
      [
        { label: t.text("button.buy"), action: { do: "buy" } },
        { label: t.text("button.home"), action: { do: "home" } },
      ],
    ],
  };
}
