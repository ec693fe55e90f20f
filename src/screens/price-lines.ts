import { multiplyMoney, type Money } from "../domain/money.ts";
import type { Price } from "../domain/package.ts";
import type { Translator } from "../i18n/translator.ts";
import type { Line } from "./layout.ts";

/** Fees and tax of `quantity` at this price, where the supplier names them. */
export function priceLines({ fees, tax }: Price, quantity: number, t: Translator): readonly Line[] {
  return [partLine("confirm.fees", fees, quantity, t), partLine("confirm.tax", tax, quantity, t)];
}

function partLine(
  key: "confirm.fees" | "confirm.tax",
  part: Money | null,
  quantity: number,
  t: Translator,
): Line {
  if (part === null || part.minor === 0) return null;
  return t.text(key, { amount: t.moneyExact(multiplyMoney(part, quantity)) });
}
