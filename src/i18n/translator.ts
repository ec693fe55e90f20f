import { createInstance, type i18n } from "i18next";
import { flagOf } from "../domain/country.ts";
import type { Money } from "../domain/money.ts";
import { CATALOGUES, type Language } from "./catalogues.ts";
import {
  formatCountry,
  formatDate,
  formatDay,
  formatDigits,
  formatMoment,
  formatMoney,
  formatMonth,
  formatNumber,
  formatTime,
  formatZone,
  splitData,
} from "./format.ts";
import type { LanguagePack } from "./language.ts";
import type { MessageKey, ParamsArgument } from "./message-keys.ts";
import { fillPlaceholders, parseRichText, type Span } from "./rich-text.ts";

/** Says everything the product says, in one language. Pure: the same call gives the same text. */
export interface Translator {
  readonly language: Language;
  /** A message as plain text. Numbers among the parameters are written in the language's digits. */
  text<Key extends MessageKey>(key: Key, ...params: ParamsArgument<Key>): string;
  /** A message with `<b>`, `<i>` and `<code>` of the catalogue as spans; tags inside parameters stay text. */
  rich<Key extends MessageKey>(key: Key, ...params: ParamsArgument<Key>): readonly Span[];
  number(value: number): string;
  /** A number to quote, or a version, in the language's digits: without grouping, nothing rounded. */
  digits(text: string): string;
  /** "৳489.41"; "৳1,020" where the decimals are zero. */
  money(amount: Money): string;
  /** As `money`, with all decimals: "৳1,020.00". */
  moneyExact(amount: Money): string;
  /** Megabytes for people: "1 GB", "500 MB". */
  data(mb: number): string;
  /** "1 day", "7 days". */
  days(count: number): string;
  /** The day of `ms` (epoch milliseconds) in the IANA `zone`: "21 Nov 2027". */
  date(ms: number, zone: string): string;
  /** As `date`, without the year: "21 Nov". */
  day(ms: number, zone: string): string;
  /** The time of day of `ms` in the IANA `zone`: "14:20". */
  time(ms: number, zone: string): string;
  /** What people call the clock of the IANA `zone`: "Thailand time". */
  zoneName(ms: number, zone: string): string;
  /** Day and time of `ms` in the IANA `zone`: "24 Nov 2026, 06:53". */
  moment(ms: number, zone: string): string;
  /** The month of `ms` in the IANA `zone`: "Dec 2026". */
  month(ms: number, zone: string): string;
  /** The country's full name: "United Arab Emirates". */
  countryName(code: string): string;
  /** Flag and full name: "🇹🇭 Thailand". */
  flaggedCountry(code: string): string;
  /** Flag and the short name that buttons use: "🇦🇪 UAE". */
  countryLabel(code: string): string;
  /** Orders names as the language's alphabet does. */
  compare(a: string, b: string): number;
}

/** Makes the translator of `language`. */
export function createTranslator(language: Language): Translator {
  const pack: LanguagePack = CATALOGUES[language];
  const instance = createMessages(language, pack);
  const collator = new Intl.Collator(pack.locale);

  const template = (key: string, values: Readonly<Record<string, string | number>>): string =>
    instance.t(key, {
      skipInterpolation: true,
      count: typeof values["count"] === "number" ? values["count"] : undefined,
    });
  const written = (values: Readonly<Record<string, string | number>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === "number" ? formatNumber(value, pack) : value,
      ]),
    );

  const t: Translator = {
    language,
    text: (key, ...params) => {
      const values = params[0] ?? {};
      return fillPlaceholders(template(key, values), written(values));
    },
    rich: (key, ...params) => {
      const values = params[0] ?? {};
      return parseRichText(template(key, values), written(values));
    },
    number: (value) => formatNumber(value, pack),
    digits: (text) => formatDigits(text, pack),
    money: (amount) => formatMoney(amount, pack, false),
    moneyExact: (amount) => formatMoney(amount, pack, true),
    data: (mb) => {
      const { n, unit } = splitData(mb);
      return t.text(unit === "gb" ? "unit.gb" : "unit.mb", { n });
    },
    days: (count) => t.text("unit.days", { count }),
    date: (ms, zone) => formatDate(ms, zone, pack),
    day: (ms, zone) => formatDay(ms, zone, pack),
    time: (ms, zone) => formatTime(ms, zone, pack),
    zoneName: (ms, zone) => formatZone(ms, zone, pack),
    moment: (ms, zone) => formatMoment(ms, zone, pack),
    month: (ms, zone) => formatMonth(ms, zone, pack),
    countryName: (code) => formatCountry(code, pack),
    flaggedCountry: (code) => `${flagOf(code)} ${formatCountry(code, pack)}`,
    countryLabel: (code) => `${flagOf(code)} ${pack.shortCountryNames[code] ?? formatCountry(code, pack)}`,
    compare: (a, b) => collator.compare(a, b),
  };
  return t;
}

/** An i18next instance of one language; placeholders are left for us, so that numbers and tags are handled in one place. */
function createMessages(language: Language, pack: LanguagePack): i18n {
  const instance = createInstance();
  void instance.init({
    lng: language,
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    resources: { [language]: { translation: { ...pack.messages } } },
  });
  return instance;
}
