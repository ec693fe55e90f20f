import type { Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, helpButton } from "../layout.ts";
import type { Screen } from "../screen.ts";
import { payLink, zonedMoment } from "./status.ts";

/** An order that its customer pays on the supplier's page. */
export interface PageModel {
  readonly order: Pick<Order, "kind" | "reference" | "charged" | "paymentUrl" | "paymentDueAtMs">;
  /** IANA zone of the shop. */
  readonly timeZone: string;
  /** Said again shortly before the time is over. */
  readonly isReminder?: boolean;
}

/** The link to the supplier's page, until when it may be paid, and what comes then. */
export function showSupplierPage({ order, timeZone, isReminder = false }: PageModel, t: Translator): Screen {
  const { kind, reference, charged, paymentUrl, paymentDueAtMs } = order;
  const link = paymentUrl === null ? [] : [[payLink(paymentUrl, charged, t)]];
  return {
    text: composeText(
      t.rich(isReminder ? "page.reminder" : "page.title", { reference }),
      charged && t.rich("pay.total", { total: t.moneyExact(charged) }),
      paymentDueAtMs === null
        ? null
        : t.text("page.until", { time: zonedMoment(paymentDueAtMs, timeZone, t) }),
      t.text(kind === "topup" ? "page.how-topup" : "page.how"),
    ),
    rows: [...link, [helpButton(t)]],
  };
}

/** The customer paid after the time was over, and the supplier returns it. */
export function showPaidLate({ order }: { readonly order: Pick<Order, "reference"> }, t: Translator): Screen {
  return {
    text: composeText(t.rich("page.late", { reference: order.reference }), t.text("page.late-next")),
    rows: [[helpButton(t), { label: t.text("button.home"), action: { do: "home" } }]],
  };
}
