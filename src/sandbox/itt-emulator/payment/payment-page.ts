import { leadName } from "../answers/passenger-answer.ts";
import { amountText } from "../answers/price-answer.ts";
import { CURRENCY } from "../catalogue/package.ts";
import { paymentStatusOf, phaseOf } from "../state/booking-status.ts";
import { dhakaText } from "../times.ts";
import type { World } from "../world.ts";
import { isPayable } from "./pay.ts";
import { payIdOf, quantityOf, type Purchase } from "./purchases.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");
}

const STYLE = `
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 28rem; margin: 2rem auto; padding: 0 1rem; color: #1c2733; background: #f4f6f8 }
  main { background: #fff; border-radius: 0.75rem; padding: 1.25rem 1.5rem; box-shadow: 0 1px 4px #0002 }
  h1 { font-size: 1.2rem; margin: 0 0 0.75rem } dl { display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 1rem; margin: 0 }
  dt { color: #5b6975 } dd { margin: 0; text-align: right } form { display: inline } .state { font-weight: 600 }
  button { font: inherit; padding: 0.5rem 1.1rem; border-radius: 0.5rem; border: 1px solid #b8c4cf; background: #fff; cursor: pointer }
  button.pay { background: #1665d8; border-color: #1665d8; color: #fff } p { margin: 1rem 0 0 } small { color: #5b6975 }
`;

function stateText(world: World, purchase: Purchase): string {
  const { record } = purchase;
  if (record.refundedAtMs !== null) return "This came too late. Your money is being given back.";
  if (record.paidAtMs !== null) return "Paid. Thank you.";
  if (record.paymentDueAtMs !== null) return "Your payment is being processed.";
  switch (phaseOf(record)) {
    case "cancelled":
      return isPayable(world, purchase)
        ? "The time to pay is over; this page was left open."
        : "Cancelled: it was not paid in time.";
    case "confirmed":
    case "on-hold":
      return record.failedTries > 0 ? "The payment failed. You may try again." : "Waiting for your payment.";
  }
}

function rowsOf(world: World, purchase: Purchase): [string, string][] {
  const { kind, record } = purchase;
  const title = world.catalogue.find(record.packageId)?.title ?? record.packageId;
  const quantity = quantityOf(purchase);
  return [
    [kind === "booking" ? "eSIM" : "Top-up", quantity === 1 ? title : `${quantity} × ${title}`],
    ...(kind === "booking"
      ? [["Traveller", leadName(record)] satisfies [string, string]]
      : [["For the eSIM", record.iccid] satisfies [string, string]]),
    [
      kind === "booking" ? "Booking" : "Order",
      kind === "booking" ? record.bookingId : String(record.orderNumber),
    ],
    ["To pay", `${CURRENCY} ${amountText(record.sellMinor * quantity)}`],
    ...(record.autoCancelAtMs === null
      ? []
      : [["Pay until", `${dhakaText(record.autoCancelAtMs)} (Dhaka)`] satisfies [string, string]]),
    ["Payment", paymentStatusOf(world, purchase.record)],
  ];
}

/** Only into a Telegram chat: the caller chose the address, and the page must not send people anywhere else. */
function backLink(redirectUrl: string | null): string {
  if (redirectUrl === null || !URL.canParse(redirectUrl)) return "";
  const url = new URL(redirectUrl);
  const isChat =
    url.protocol === "https:" && url.host === "t.me" && url.username === "" && url.password === "";
  return isChat ? `<p><a href="${escapeHtml(url.href)}">Back to the shop</a></p>` : "";
}

/** The page of ITT's payment provider, as far as a demo needs it: what is bought, and the three things a customer can do. */
export function paymentPage(world: World, purchase: Purchase): string {
  const path = `/pay/${encodeURIComponent(payIdOf(purchase))}`;
  const button = (act: string, label: string, look: string): string =>
    `<form method="post" action="${path}/${act}"><button class="${look}">${label}</button></form>`;
  const rows = rowsOf(world, purchase).map(
    ([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`,
  );
  const buttons = isPayable(world, purchase)
    ? `<p>${button("pay", "Pay", "pay")} ${button("fail", "Let it fail", "fail")}</p>`
    : "";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Payment</title>
<style>${STYLE}</style></head><body><main><h1>Pay for your order</h1><dl>${rows.join("")}</dl>
<p class="state" role="status">${escapeHtml(stateText(world, purchase))}</p>${buttons}${backLink(purchase.record.redirectUrl)}
<p><small>An emulated page: no money moves.</small></p></main></body></html>
`;
}
