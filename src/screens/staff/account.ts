import type { Translator } from "../../i18n/translator.ts";
import { composeText } from "../layout.ts";
import { accountLine, type ShownAccount } from "../payment/statement.ts";
import type { Screen } from "../screen.ts";

/** What became of `/credit`. */
export type AccountChangeModel =
  | {
      readonly kind: "granted" | "withdrawn" | "limited" | "again" | "beyond";
      readonly customerId: number;
      readonly account: ShownAccount;
    }
  | { readonly kind: "usage" | "unknown-customer" | "amount" | "reason" };

/** Staff's answer to `/credit`: what was done and what the account holds now, or what is missing. */
export function showAccountChange(model: AccountChangeModel, t: Translator): Screen {
  switch (model.kind) {
    case "usage":
    case "unknown-customer":
    case "amount":
    case "reason":
      return { text: composeText(t.rich(`credit.${model.kind}`), t.rich("staff.how.credit")), rows: [] };
    case "granted":
    case "withdrawn":
    case "limited":
    case "again":
    case "beyond": {
      const { account, customerId } = model;
      const { limitMinor, currency } = account;
      return {
        text: composeText(
          t.rich(`credit.${model.kind}`, { customer: String(customerId) }),
          accountLine(account, t),
          t.text("credit.limit", { limit: t.moneyExact({ minor: limitMinor, currency }) }),
        ),
        rows: [],
      };
    }
    default:
      return model satisfies never;
  }
}
