import type { Translator } from "../../i18n/translator.ts";
import { backRow, composeText } from "../layout.ts";
import type { Button, Screen } from "../screen.ts";

/** The trip lengths offered, in days; 0 is any. */
const TRIP_LENGTHS = [3, 7, 15, 30, 0] as const;

/** "a week", "15 days"; undefined for any length. */
export function tripName(days: number, t: Translator): string | undefined {
  switch (days) {
    case 0:
      return undefined;
    case 3:
      return t.text("trip.3");
    case 7:
      return t.text("trip.7");
    case 15:
      return t.text("trip.15");
    case 30:
      return t.text("trip.30");
    default:
      return t.days(days);
  }
}

function tripButton(code: string, days: (typeof TRIP_LENGTHS)[number], t: Translator): Button {
  const label = t.text(days === 0 ? "trip.button-any" : (`trip.button-${days}` as const));
  return { label, action: { do: "plans", code, days, dataMb: 0, sort: "price", page: 0 } };
}

/** "How long will you be there?" */
export function showTripLength(model: { readonly code: string }, t: Translator): Screen {
  const [short, week, half, month, any] = TRIP_LENGTHS;
  const button = (days: (typeof TRIP_LENGTHS)[number]): Button => tripButton(model.code, days, t);
  return {
    text: composeText(t.rich("trip.question", { country: t.flaggedCountry(model.code) })),
    rows: [
      [button(short), button(week)],
      [button(half), button(month)],
      [button(any)],
      backRow({ do: "buy" }, t),
    ],
  };
}
