import type { en } from "./en/index.ts";

/** The catalogue's shape: every language has exactly the keys of the English one. */
export type Messages = { readonly [Key in keyof (typeof en)["messages"]]: string };

/** One language of the shop: everything that the product says in it. A language is added as one such value in `catalogues.ts`. */
export interface LanguagePack {
  /** Its own name for itself, as the language button shows it. */
  readonly name: string;
  /** BCP 47 tag for numbers, dates, plurals and the alphabet. */
  readonly locale: string;
  /** How months are written in dates. */
  readonly month: "short" | "long";
  readonly messages: Messages;
  /** Country names that are better than `Intl.DisplayNames` gives them, by ISO code. */
  readonly countryNames: Readonly<Record<string, string>>;
  /** Short names for buttons ("UAE"), by ISO code. */
  readonly shortCountryNames: Readonly<Record<string, string>>;
}
