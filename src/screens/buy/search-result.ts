import { countSlips } from "../../domain/slips.ts";
import { CATALOGUES } from "../../i18n/catalogues.ts";
import { formatCountry } from "../../i18n/format.ts";
import type { Translator } from "../../i18n/translator.ts";
import { backRow, composeText, countryRows, LONE_LABEL_LENGTH, labelLength, type Line } from "../layout.ts";
import { capitalOf } from "../capital.ts";
import type { Button, Screen } from "../screen.ts";

/** Longest query that is repeated to the customer; a longer one is not a name. */
const MAX_ECHO = 40;

/** "Did you mean Türkiye?", with the next best guesses below. */
export function showDidYouMean(
  model: { readonly code: string; readonly others: readonly string[] },
  t: Translator,
): Screen {
  const long = t.text("destination.yes", { country: t.countryName(model.code) });
  const label = labelLength(long) > LONE_LABEL_LENGTH ? t.text("button.yes") : long;
  return {
    text: composeText(
      t.rich("destination.did-you-mean", { country: t.flaggedCountry(model.code) }),
      model.others.length > 0 ? t.text("destination.or") : null,
    ),
    rows: [
      [{ label, action: { do: "country", code: model.code } }],
      ...countryRows(model.others, t),
      [{ label: t.text("destination.no"), action: { do: "buy" } }],
      [{ label: t.text("button.cancel"), action: { do: "cancel" } }],
    ],
  };
}

/** Countries that fit what was typed. */
export interface ChoicesModel {
  /** What was typed, where it is to be repeated. */
  readonly typed?: string | undefined;
  /** At most six. */
  readonly codes: readonly string[];
  readonly reason: "look-alike" | "several";
}

/** Several countries fit; look-alikes are told apart by their capitals. */
export function showChoices(model: ChoicesModel, t: Translator): Screen {
  const title =
    model.reason === "several" && isEchoed(model.typed)
      ? t.rich("destination.several", { query: model.typed.trim() })
      : t.rich("destination.look-alikes");
  const described = model.codes.map((code): Line => {
    const capital = capitalOf(code, t);
    const country = t.flaggedCountry(code);
    return capital === undefined || country.includes(capital)
      ? country
      : t.text("destination.with-capital", { country, capital });
  });
  const rows = model.codes.map((code): readonly Button[] => [
    { label: t.flaggedCountry(code), action: { do: "country", code } },
  ]);
  return { text: composeText(title, ...described), rows: [...rows, backRow({ do: "buy" }, t)] };
}

/** Where this share of the letters is wrong, the name is not near any more. */
const FARTHEST = 0.5;

/** Nothing found: what was understood and the names near it, if there are any, and the regions. */
export function showNothingFound(
  model: { readonly typed: string; readonly nearest: readonly string[] },
  t: Translator,
): Screen {
  const { typed } = model;
  const near = isEchoed(typed) ? model.nearest.filter((code) => isNear(code, typed)) : [];
  return {
    text:
      near.length === 0
        ? composeText(t.rich("destination.nothing-near"))
        : composeText(t.rich("destination.nothing", { query: typed.trim() }), t.text("destination.nearest")),
    rows: [
      ...countryRows(near, t),
      [
        { label: t.text("destination.by-region"), action: { do: "regions" } },
        { label: t.text("destination.letters"), action: { do: "letters", page: 0 } },
      ],
      backRow({ do: "buy" }, t),
    ],
  };
}

/** Whether the country is called something like `typed` in any of the shop's languages. */
function isNear(code: string, typed: string): boolean {
  const folded = foldCase(typed);
  return Object.values(CATALOGUES).some((pack) => {
    const name = foldCase(formatCountry(code, pack));
    return countSlips(folded, name) / Math.max(folded.length, name.length) < FARTHEST;
  });
}

function foldCase(text: string): string {
  return text.normalize("NFC").trim().toLowerCase();
}

function isEchoed(typed: string | undefined): typed is string {
  const trimmed = typed?.trim() ?? "";
  return trimmed !== "" && labelLength(trimmed) <= MAX_ECHO && !trimmed.includes("\n");
}
