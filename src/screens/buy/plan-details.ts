import type { Coverage, EsimPackage } from "../../domain/package.ts";
import type { Translator } from "../../i18n/translator.ts";
import type { Line } from "../layout.ts";

/** Countries that a regional plan's card names; the rest are counted. */
const NAMED_COUNTRIES = 10;
/** Networks that a card names. */
const NAMED_NETWORKS = 12;
/** Characters of a supplier's fair use text that a card shows. */
const FAIR_USE_LENGTH = 400;

/** Where a plan works: how many countries, for regional ones, then the networks of the chosen country. */
export function coverageLines(plan: EsimPackage, code: string, t: Translator): readonly Line[] {
  const here = plan.coverage.find((each) => each.country === code);
  return [...countriesLine(plan.coverage, t), networksLine(here, t)];
}

function countriesLine(coverage: readonly Coverage[], t: Translator): readonly Line[] {
  const codes = [...new Set(coverage.map((each) => each.country))];
  if (codes.length < 2) return [];
  const names = codes
    .slice(0, NAMED_COUNTRIES)
    .map((each) => t.countryName(each))
    .join(", ");
  const more = codes.length - NAMED_COUNTRIES;
  const count = codes.length;
  return [
    more > 0
      ? t.text("plan.countries-more", { count, names, more })
      : t.text("plan.countries", { count, names }),
  ];
}

function networksLine(here: Coverage | undefined, t: Translator): Line {
  if (!here || here.networks.length === 0) return t.text("plan.networks-unknown");
  const rest = here.networks.length - NAMED_NETWORKS;
  const named = here.networks.slice(0, NAMED_NETWORKS).join(", ");
  const networks = rest > 0 ? `${named} +${t.number(rest)}` : named;
  return here.networkTypes.length === 0
    ? t.text("plan.networks", { networks })
    : t.text("plan.networks-types", { networks, types: here.networkTypes.join(", ") });
}

/** The fair use policy in the supplier's words; a long one is shortened at a word, and the card says so. */
export function fairUseLine(plan: EsimPackage, t: Translator): Line {
  const policy = plan.fairUsagePolicy?.trim() ?? "";
  if (policy === "") return plan.hasFairUsagePolicy ? t.text("plan.fair-use-untold") : null;
  if (policy.length <= FAIR_USE_LENGTH) return t.text("plan.fair-use", { policy });
  const head = policy.slice(0, FAIR_USE_LENGTH).replace(/\S*$/, "").trimEnd();
  return t.text("plan.fair-use", {
    policy: `${head === "" ? policy.slice(0, FAIR_USE_LENGTH) : head} … ${t.text("plan.fair-use-shortened")}`,
  });
}
