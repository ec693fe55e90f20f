import { expect } from "vitest";
import type { PaymentMethod } from "../../../src/domain/payment.ts";
import { DAY, MINUTE, openDesk, type OrderDesk } from "../../chaos/support/order-desk.ts";
import { settlingOf } from "./settling.ts";

export const NADIA = { staffId: 11, reason: "the supplier cancelled the rest" };
export const RAHIM = { staffId: 12, reason: null };

const GROUP = -1_001;

interface Wanted {
  readonly method?: PaymentMethod;
  readonly quantity?: number;
  readonly missing?: number;
  readonly adminIds?: readonly number[];
}

/** A desk with an order of which one eSIM less came than was bought, or `missing`, and two who may close it. */
export async function openShort({ method, quantity = 3, missing = 1, adminIds = [11, 12] }: Wanted = {}) {
  // What a payment finds short there stays so until the supplier's staff complete it.
  const isPaidThere = method === "supplier_page";
  const itt = { issueBeforePayment: isPaidThere };
  const desk = await openDesk({ supportChatId: GROUP, itt });
  const { closing, settlement } = settlingOf(desk, adminIds);
  const { storage } = desk;
  const id = await desk.accept(quantity, method);
  const short = { kind: "shortIssue", count: missing, operation: "create-booking" } as const;
  desk.itt.control.addFault(isPaidThere ? { ...short, ms: 30 * DAY } : short);
  await desk.pass(0);
  if (method === "manual" || method === "telegram") await pay(desk, id, method);
  if (method === "supplier_page") {
    desk.itt.control.markPaid((await desk.order(id)).bookingId ?? "");
    await desk.pass(MINUTE);
  }
  const order = () => desk.order(id);
  expect((await order()).state).toBe("unknown");
  const came = async () => (await storage.esims.listOfOrder(id)).length;
  expect(await came()).toBe(quantity - missing);
  return {
    ...{ desk, id, order, came, closing, settlement },
    /** Two say that the rest will not come. */
    async close() {
      expect(await closing.closeShort(await order(), false, NADIA)).toEqual({ kind: "second-person" });
      return closing.closeShort(await order(), false, RAHIM);
    },
    /** The outbox has sent all that came. */
    async deliver() {
      for (const esim of await storage.esims.listOfOrder(id))
        await storage.esims.markDelivered(esim.id, desk.clockMs());
    },
    /** The supplier supplies the rest after all. */
    complete: () => desk.itt.control.completeBooking(desk.itt.control.bookings()[0]?.bookingId ?? ""),
    ledger: async () => {
      const rows = await storage.ledger.list((await order()).customerId, 20);
      return rows.toReversed().map(({ kind, amountMinor }) => `${kind} ${amountMinor}`);
    },
    outcomes: async () =>
      (await storage.audit.list({ orderId: id }, 9)).map(({ action, outcome }) => `${action}: ${outcome}`),
    posts: () => desk.told(id).filter((kind) => kind === "staff-refund").length,
  };
}

export async function pay(desk: OrderDesk, id: string, method: "manual" | "telegram"): Promise<void> {
  const { customerId, nonce } = await desk.order(id);
  if (method === "telegram") {
    await desk.collection.receive(customerId, nonce ?? "", { minor: 245, currency: "XTR" }, `charge ${id}`);
  } else {
    await desk.collection.claim(customerId, id, { number: "8N7A5B2C", photoFileId: null });
    const [claim] = await desk.storage.payments.listOfOrder(id);
    await desk.collection.decide(claim?.id ?? "", true, 11, null);
  }
  await desk.pass(0);
}
