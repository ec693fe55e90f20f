import type { Money } from "../../domain/money.ts";
import type { Order } from "../../domain/order.ts";
import type { PaymentMethod } from "../../domain/payment.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText } from "../layout.ts";
import type { Button, Screen } from "../screen.ts";

/** One way to pay as the confirm card offers it. */
export interface ShownOption {
  readonly method: PaymentMethod;
  /** Whole Stars as `XTR`, else in the order's currency. */
  readonly amount: Money;
}

/** A confirm button for each way to pay; no button without a nonce: there is nothing it could confirm. */
export function paymentRows(
  nonce: string | null,
  options: readonly ShownOption[],
  t: Translator,
): readonly (readonly Button[])[] {
  if (nonce === null) return [];
  return options.map((option) => [
    {
      label: optionLabel(option, options.length === 1, t),
      action: { do: "confirm", nonce, method: option.method },
    },
  ]);
}

/** What is said above the buttons: how to pay where that comes after, or that there is a choice. Null where Confirm says it all. */
export function paymentLine(options: readonly ShownOption[], t: Translator): string | null {
  const [first] = options;
  if (first === undefined) return t.text("pay.none-here");
  if (options.length > 1)
    return t.text(
      options.some(({ method }) => method === "agency_balance") ? "pay.choose-agency" : "pay.choose",
    );
  return first.method === "manual" ? t.text("pay.then-manual") : null;
}

/** The chosen way does not serve this order any more; what is left of the others. */
export function showPayOtherwise(
  model: {
    readonly order: Pick<Order, "nonce">;
    readonly options: readonly ShownOption[];
    /** Where a person answers: an https link. */
    readonly supportContact: string;
  },
  t: Translator,
): Screen {
  const { order, options } = model;
  const rows = paymentRows(order.nonce, options, t);
  return {
    text: composeText(t.rich(rows.length > 0 ? "pay.otherwise" : "pay.none")),
    rows: [...rows, [{ label: t.text("button.write-to-us"), url: model.supportContact }]],
  };
}

/** Where there is a choice each button says where the money comes from; the only way is simply "Confirm", unless it leads elsewhere. */
function optionLabel({ method, amount }: ShownOption, isOnly: boolean, t: Translator): string {
  const total = t.money(amount);
  switch (method) {
    case "agency_balance":
      return t.text(isOnly ? "confirm.button" : "pay.agency", { total });
    case "credit":
      return t.text(isOnly ? "confirm.button" : "pay.credit", { total });
    case "manual":
      return t.text(isOnly ? "confirm.button" : "pay.manual", { total });
    case "telegram":
      return t.text("pay.telegram", { count: amount.minor });
    case "supplier_page":
      return t.text("pay.supplier", { total });
    default:
      return method satisfies never;
  }
}
