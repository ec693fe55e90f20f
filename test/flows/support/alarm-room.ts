import { expect } from "vitest";
import type { Customer } from "../../support/customer.ts";
import { JASIM, reachConfirm } from "../../support/purchase.ts";
import type { Shop } from "../../support/shop.ts";
import { textOf } from "../../support/transcript.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { changeRows, newestOrder, type OrderRow } from "./database.ts";
import type { StaffedShop } from "./staffed-shop.ts";

/** How long the watch of incidents and the outbox may take together. */
const SOON = { timeoutMs: 30_000 } as const;
const HURRY_EVERY_MS = 250;

/** Has the watch of incidents look again and again while something is waited for, rather than each five seconds. */
export async function hurried<T>(shop: Shop, seen: Promise<T>): Promise<T> {
  const timer = setInterval(
    () =>
      changeRows(shop, "update jobs set run_at_ms = 0 where kind = 'watch-incidents' and claimed_by is null"),
    HURRY_EVERY_MS,
  );
  try {
    return await seen;
  } finally {
    clearInterval(timer);
  }
}

/** What tests of alarms do: customers who meet trouble, and what the group reads about it. */
export interface AlarmRoom {
  /** The group as the admin sees it. */
  there: Customer;
  /** Waits for an alarm. */
  alarm(text: string | RegExp): Promise<void>;
  /** Waits until an incident is over, and checks that both were told once. */
  over(alarm: string, end: string): Promise<void>;
  /** Confirms a purchase, and waits until its order stands so. */
  confirm(firstName: string, wanted: string): Promise<{ customer: Customer; order: OrderRow }>;
  /** The supplier books and its answer is lost; nor can it be read until the faults are cleared. */
  loseAnswers(times?: number): void;
  /** An order that is unknown since `minutes`. */
  age(orderId: string, column: "sent_at_ms" | "issued_at_ms", minutes: number): void;
  settled(customer: Customer, wanted: string): Promise<void>;
}

/** Opens the room of a shop with staff. */
export function openAlarmRoom({ shop, admin, groupId }: StaffedShop): AlarmRoom {
  const there = admin.inGroup(groupId);
  const count = (text: string) => there.messages().filter((each) => textOf(each).includes(text)).length;

  async function settled(customer: Customer, wanted: string): Promise<void> {
    await waitUntil(() => newestOrder(shop, customer.id).state === wanted, {
      what: `an order that is ${wanted}`,
      ...SOON,
      explain: customer.transcript,
    });
  }

  return {
    there,
    settled,
    async alarm(text) {
      await hurried(shop, there.see(text, SOON));
    },
    async over(alarm, end) {
      await hurried(shop, there.see(end, { timeoutMs: 60_000 }));
      expect([count(alarm), count(end)]).toEqual([1, 1]);
    },
    async confirm(firstName, wanted) {
      const customer = shop.customer({ firstName });
      await reachConfirm(customer, { ...JASIM, firstName });
      await customer.tap(/^✅ /, { inLast: true });
      await settled(customer, wanted);
      return { customer, order: newestOrder(shop, customer.id) };
    },
    loseAnswers(times = 1) {
      shop.itt.control.addFault({ kind: "resetAfterCommit", operation: "create-booking", times });
      shop.itt.control.addFault({ kind: "status500Before", operation: "booking-details", times: "always" });
    },
    age(orderId, column, minutes) {
      changeRows(shop, `update orders set ${column} = ${column} - ? where id = ?`, minutes * 60_000, orderId);
    },
  };
}
