import type { Translator } from "../../i18n/translator.ts";
import { composeText } from "../layout.ts";
import type { Screen } from "../screen.ts";
import { accountLines, type ShownAccount, type ShownEntry } from "./statement.ts";

/** What staff changed of a customer's account, and what it holds now. */
export interface AccountNewsModel {
  readonly entry: Pick<ShownEntry, "amountMinor" | "currency">;
  readonly account: ShownAccount;
}

/** The customer is told: so much was added or taken off, or their limit changed. Why is between the shop and its books. */
export function showAccountNews({ entry, account }: AccountNewsModel, t: Translator): Screen {
  const { amountMinor: minor, currency } = entry;
  const amount = t.moneyExact({ minor: Math.abs(minor), currency });
  const key = minor === 0 ? "account.limit" : minor > 0 ? "account.granted" : "account.withdrawn";
  return {
    text: composeText(t.rich(key, { amount }), ...accountLines(account, t), t.text("account.next")),
    rows: [[{ label: t.text("button.home"), action: { do: "home" } }]],
  };
}
