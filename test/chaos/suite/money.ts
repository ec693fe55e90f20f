import type { OrderState } from "../../../src/domain/order.ts";
import type { Sale } from "./sales.ts";
import type { World } from "./world.ts";

/** What is wrong with a customer's money. */
export interface MoneyFinding {
  readonly what: "double" | "lost" | "stuck";
  readonly words: string;
}

/**
 * Holds what customers paid against what became of their orders: whoever has the eSIM has paid for it once, whoever has none has their money
 * back. Stars and the supplier's page are read in the emulators' books; of what staff collect and of accounts there is only the shop's ledger.
 */
export function createMoneyJudge(
  world: World,
): (sale: Sale, state: OrderState | undefined) => readonly MoneyFinding[] {
  const charges = world.telegram.control.charges();
  const bookings = world.itt.control.bookings();
  const ledgerSum = world.raw
    .prepare("select coalesce(sum(amount_minor), 0) from ledger where order_id = ?")
    .pluck();
  const seen = world.raw
    .prepare("select count(*) from payments where order_id = ? and state = 'received'")
    .pluck();
  const byOthers = world.raw
    .prepare(
      "select count(*) from payments where order_id = ? and decided_by is not null and decided_by <> ?",
    )
    .pluck();
  // Without the share of an order that staff closed short.
  const price = world.raw
    .prepare("select charged_minor - coalesce(short_share_minor, 0) from orders where id = ?")
    .pluck();

  function judgeStars({ nonce }: Sale, isDelivered: boolean): readonly MoneyFinding[] {
    const own = charges.filter(({ payment }) => payment.invoice_payload === nonce);
    const kept = own.filter(({ isRefunded }) => !isRefunded).length;
    if (kept > 1) return [{ what: "double", words: `paid ${kept} times in Stars` }];
    if (kept > 0 && !isDelivered) return [{ what: "lost", words: "its Stars were kept" }];
    return kept === 0 && isDelivered ? [{ what: "stuck", words: "delivered, and its Stars went back" }] : [];
  }

  function judgeByHand({ orderId }: Sale, state: OrderState, isDelivered: boolean): readonly MoneyFinding[] {
    const findings: MoneyFinding[] = [];
    const times = Number(seen.get(orderId));
    if (times > 1) findings.push({ what: "double", words: `staff saw its money ${times} times` });
    if (isDelivered && times === 0) findings.push({ what: "stuck", words: "delivered, and nobody paid" });
    if (times > 0 && !isDelivered && state !== "refunded")
      findings.push({ what: "lost", words: "its money was not handed back" });
    if (Number(byOthers.get(orderId, world.staff.adminId)) > 0)
      findings.push({ what: "stuck", words: "a stranger decided about its money" });
    return findings;
  }

  function judgePage({ email }: Sale, isDelivered: boolean): readonly MoneyFinding[] {
    const own = bookings.filter(({ passengers }) =>
      JSON.stringify(passengers).toLowerCase().includes(`"${email}"`),
    );
    const paid = own.filter(({ paidAtMs }) => paidAtMs !== null).length;
    if (paid > 1) return [{ what: "double", words: `paid ${paid} times at the supplier` }];
    if (paid > 0 && !isDelivered) return [{ what: "lost", words: "paid at the supplier, not delivered" }];
    return paid === 0 && isDelivered ? [{ what: "stuck", words: "delivered, and not paid" }] : [];
  }

  /** What the account should say of the order: nothing, but for what was bought on credit and is here, or was issued at the agency's cost. */
  function judgeLedger(sale: Sale, isDelivered: boolean): readonly MoneyFinding[] {
    const sum = Number(ledgerSum.get(sale.orderId));
    const due = sale.method === "credit" && isDelivered ? -Number(price.get(sale.orderId)) : 0;
    if (sum === due) return [];
    return [{ what: sum < due ? "double" : "lost", words: `the ledger says ${sum} instead of ${due}` }];
  }

  return (sale, state) => {
    if (state === undefined) return [];
    const isDelivered = state === "delivered";
    const found = judgeLedger(sale, isDelivered);
    switch (sale.method) {
      case "telegram":
        return [...found, ...judgeStars(sale, isDelivered)];
      case "manual":
        return [...found, ...judgeByHand(sale, state, isDelivered)];
      case "supplier_page":
        return [...found, ...judgePage(sale, isDelivered)];
      default:
        return found;
    }
  };
}
