import type { Config } from "../config.ts";
import { isSameMoney } from "../domain/money.ts";
import type { EsimPackage } from "../domain/package.ts";
import { starsFor } from "../domain/payment.ts";
import { bad, fine, odd, type Finding } from "./finding.ts";

/** Whether each way to pay has what it needs, and whether the shop earns anything, judged by `packages` as the supplier lists them. */
export function checkPayments(
  { payments }: Pick<Config, "payments">,
  packages: readonly EsimPackage[],
): readonly Finding[] {
  return [
    ...checkMethods(payments),
    ...checkTexts(payments),
    ...checkStars(payments, packages),
    ...checkMargin(payments, packages),
  ];
}

function checkMethods({ methods, agencyBalanceCustomers, texts }: Config["payments"]): readonly Finding[] {
  const subject = "PAYMENT_METHODS";
  const isForNobody = methods.includes("agency_balance") && agencyBalanceCustomers.length === 0;
  if (methods.includes("manual") && texts === null)
    return [bad(subject, "manual has no text that tells where to pay", "PAYMENT_TEXT=…")];
  if (!isForNobody) return [fine(subject, methods.join(", "))];
  const change = "AGENCY_BALANCE_CUSTOMERS=…";
  return [
    methods.length === 1
      ? bad(subject, "nobody can buy: agency_balance is for no customer", change)
      : odd(subject, "agency_balance is for no customer", change),
  ];
}

/** Said either way: the texts are the deployer's own words, and only they know who reads them. */
function checkTexts({ methods, texts }: Config["payments"]): readonly Finding[] {
  if (!methods.includes("manual") || texts === null) return [];
  const isOne = new Set(Object.values(texts)).size === 1;
  return [
    fine("PAYMENT_TEXT", isOne ? "one text for readers of every language" : "a text for each language"),
  ];
}

function checkStars(
  { methods, starsRate }: Config["payments"],
  packages: readonly EsimPackage[],
): readonly Finding[] {
  if (!methods.includes("telegram")) return [];
  const unpriced = packages.filter(({ price }) => starsFor(price.total, starsRate) === undefined);
  const [first] = unpriced;
  if (!first) return [fine("STARS_RATE", "every package has a price in Stars")];
  const { currency } = first.price.total;
  return starsRate[currency] === undefined
    ? [bad("STARS_RATE", `no rate for ${currency}`, `STARS_RATE=${currency}:…`)]
    : [odd("STARS_RATE", `${unpriced.length} packages cost more Stars than an invoice may ask for`)];
}

function checkMargin(
  { methods, markupPercent }: Config["payments"],
  packages: readonly EsimPackage[],
): readonly Finding[] {
  const isPageOnly = methods.every((method) => method === "supplier_page");
  const isWithoutMargin = packages.every(
    ({ price, purchase }) => purchase !== null && isSameMoney(price.total, purchase),
  );
  if (packages.length === 0 || !isWithoutMargin || isPageOnly || Number(markupPercent) > 0) return [];
  return [
    odd(
      "MARKUP_PERCENT",
      "ITT's selling price equals what the agency pays, everywhere: the shop earns nothing",
      "MARKUP_PERCENT=…",
    ),
  ];
}
