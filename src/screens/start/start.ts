import { LANGUAGES } from "../../i18n/catalogues.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText } from "../layout.ts";
import type { Button, Screen } from "../screen.ts";

/** The shop as the home card presents it. */
export interface StartModel {
  readonly shopName: string;
  /** How many destinations the shop knows; shown rounded down to tens. */
  readonly destinations: number;
}

/** The home card. */
export function showStart(model: StartModel, t: Translator): Screen {
  const n = Math.floor(model.destinations / 10) * 10;
  return {
    text: composeText(
      t.rich("start.title", { shop: model.shopName }),
      t.text("start.what", { n }),
      t.text("start.phone"),
    ),
    rows: [
      [
        { label: t.text("button.buy"), action: { do: "buy" } },
        { label: t.text("start.check-phone"), action: { do: "phone-check" } },
      ],
      [
        { label: t.text("button.esims"), action: { do: "esims", page: 0 } },
        { label: t.text("button.help"), action: { do: "help" } },
        languageButton(t),
      ],
    ],
  };
}

/** With two languages the other one by its own name; with more the way to the picker. */
function languageButton(t: Translator): Button {
  const others = LANGUAGES.filter(({ code }) => code !== t.language);
  const [only] = others;
  if (others.length !== 1 || !only) return { label: t.text("start.languages"), action: { do: "language" } };
  return {
    label: t.text("start.other-language", { name: only.name }),
    action: { do: "set-language", language: only.code },
  };
}

/** The language picker: every language by its own name. */
export function showLanguages(t: Translator): Screen {
  return {
    text: composeText(t.rich("language.question")),
    rows: [
      ...LANGUAGES.map(({ code, name }) => [
        { label: name, action: { do: "set-language", language: code } } as const,
      ]),
      [{ label: t.text("button.back"), action: { do: "home" } }],
    ],
  };
}
