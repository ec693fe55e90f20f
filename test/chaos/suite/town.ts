import { setTimeout as sleep } from "node:timers/promises";
import type { OrderState } from "../../../src/domain/order.ts";
import { packAction } from "../../../src/telegram/callback-data.ts";
import { PLAIN, type Conduct } from "./conduct.ts";
import type { Sale } from "./sales.ts";
import type { World } from "./world.ts";

/** Everybody who does something besides the first tap: customers who pay, and staff. They go on while no shop runs. */
export interface Town {
  /** A customer with a confirm card, who will pay as `conduct` says. */
  welcome(sale: Sale, conduct?: Conduct): void;
  close(): Promise<void>;
}

/** How often somebody looks at the chat. */
const LOOK_EVERY_MS = 100;
/** Nobody does the same thing again sooner than this. */
const PATIENCE_MS = 4_000;
/** A customer whom a brake turned away comes back so often. */
const MOST_RETURNS = 6;

interface Row {
  readonly id: string;
  readonly state: OrderState;
  readonly claim: string | null;
  readonly declined: number;
}

/** Opens the town of a world. What is done is done to Telegram and to the supplier, as by people; the database is only looked at. */
export function openTown(world: World): Town {
  const { client } = world.telegram;
  const { adminId, guestId, groupId } = world.staff;
  const people = new Map<string, { readonly sale: Sale; readonly conduct: Conduct; readonly nth: number }>();
  const doneAtMs = new Map<string, number>();
  const returns = new Map<string, number>();
  const paid = new Set<string>();
  const rows = world.raw.prepare(
    `select id, state,
       (select id from payments where order_id = orders.id and state = 'claimed') as claim,
       (select count(*) from payments where order_id = orders.id and state = 'declined') as declined
     from orders where state in ('ready', 'awaiting_payment', 'awaiting_supplier', 'refunding')`,
  );
  const brakes = world.raw.prepare("select name from settings where name = 'brake:unknowns'").pluck();
  let isOpen = true;

  /** Whether it is time to do this, perhaps once more. */
  function isDue(what: string): boolean {
    const nowMs = performance.now();
    if (nowMs - (doneAtMs.get(what) ?? -PATIENCE_MS) < PATIENCE_MS) return false;
    doneAtMs.set(what, nowMs);
    return true;
  }

  const pressInGroup = (who: number, action: Parameters<typeof packAction>[0]): void =>
    void client.tap(who, { messageId: 1_000_000, data: packAction(action) }, groupId);

  /** The admin looked at the supplier's portal, and lets the shop sell again. */
  function release(): boolean {
    if (brakes.get() === undefined) return false;
    if (isDue("release")) pressInGroup(adminId, { do: "release-brake", brake: "unknowns" });
    return true;
  }

  function payInStars(sale: Sale, times: number): void {
    const { messages } = client.chat(sale.customerId);
    const invoice = messages.findLast((each) => each.invoice !== undefined && each.receipt === undefined);
    if (!invoice || !isDue(`pay ${sale.orderId}`)) return;
    for (let nth = 0; nth < times; nth += 1)
      // Refused or not answered: the customer tries again as long as the order waits.
      void client.pay(sale.customerId, invoice.message_id).catch(() => undefined);
  }

  /** "I have paid", then the number, once it is asked for. */
  function claim(sale: Sale, nth: number, isNumberTaken: boolean, declined: number): void {
    const { messages } = client.chat(sale.customerId);
    const isAsked = messages.slice(-3).some(({ text }) => text?.includes("What is the transaction number"));
    if (!isAsked) {
      if (isDue(`claim ${sale.orderId}`)) tapOwn(sale, { do: "claim-paid", order: sale.orderId });
      return;
    }
    if (!isDue(`number ${sale.orderId}`)) return;
    const isFirst = !paid.has(`tried ${sale.orderId}`);
    paid.add(`tried ${sale.orderId}`);
    const number = isNumberTaken && isFirst ? "TRX0COMMON" : `TRX${nth}N${declined}`;
    client.sendText(sale.customerId, number);
  }

  function tapOwn(sale: Sale, action: Parameters<typeof packAction>[0]): void {
    client.tap(sale.customerId, { messageId: 1_000_000, data: packAction(action) });
  }

  function decide(payment: string, declined: number, { isDeclined, isPressedOften }: Conduct): void {
    if (!isDue(`decide ${payment}`)) return;
    const isRefused = isDeclined && declined === 0;
    if (isPressedOften) pressInGroup(guestId, { do: "staff-paid", payment });
    for (let times = isPressedOften ? 2 : 1; times > 0; times -= 1)
      if (isRefused) pressInGroup(adminId, { do: "staff-decline-for", payment, reason: "not-found" });
      else pressInGroup(adminId, { do: "staff-paid", payment });
  }

  /** Through the link in the chat, at the supplier's own page. */
  function payAtPage(sale: Sale): void {
    if (paid.has(sale.orderId)) return;
    const buttons = client
      .chat(sale.customerId)
      .messages.flatMap(({ reply_markup }) => (reply_markup?.inline_keyboard ?? []).flat());
    const link = buttons.findLast(({ url }) => url?.startsWith("https://pay.demo.example/pay/"))?.url;
    const id = decodeURIComponent(link?.split("/").at(-1) ?? "");
    if (id !== "" && world.itt.control.markPaid(id)) paid.add(sale.orderId);
  }

  function act(row: Row, isBraked: boolean): void {
    const person = people.get(row.id);
    if (!person) return;
    const { sale, conduct, nth } = person;
    const isPaying = conduct.pays === "once" || conduct.pays === "twice";
    if (row.state === "ready") {
      const times = returns.get(row.id) ?? 0;
      if (isBraked || !sale.isConfirmed || times >= MOST_RETURNS || !isDue(`return ${row.id}`)) return;
      returns.set(row.id, times + 1);
      client.tap(sale.customerId, { messageId: 1_000_000, data: sale.data });
    } else if (row.state === "refunding") {
      if (sale.method === "manual" && isDue(`hand ${row.id}`))
        pressInGroup(adminId, { do: "staff-handed", order: row.id, isSure: true });
    } else if (row.state === "awaiting_supplier") {
      if (isPaying) payAtPage(sale);
    } else if (row.claim !== null) decide(row.claim, row.declined, conduct);
    else if (isPaying && sale.method === "telegram") payInStars(sale, conduct.pays === "twice" ? 2 : 1);
    else if (isPaying) claim(sale, nth, conduct.isNumberTaken, row.declined);
    else if (conduct.pays === "leaves" && isDue(`leave ${row.id}`))
      tapOwn(sale, { do: "give-up", order: row.id });
  }

  async function live(): Promise<void> {
    while (isOpen) {
      await sleep(LOOK_EVERY_MS);
      const isBraked = release();
      for (const row of rows.all() as Row[]) act(row, isBraked);
    }
  }

  const living = live();
  return {
    welcome(sale, conduct = PLAIN) {
      people.set(sale.orderId, { sale, conduct, nth: people.size + 1 });
    },
    async close() {
      isOpen = false;
      await living;
    },
  };
}
