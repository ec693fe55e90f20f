import { canMove, type OrderState } from "../../../src/domain/order.ts";
import { readQr } from "../../browser/read-qr.ts";
import { createMoneyJudge } from "./money.ts";
import type { Sale } from "./sales.ts";
import type { World } from "./world.ts";

/** What a run came to; all but the first two must be 0. */
export interface Verdict {
  readonly orders: number;
  readonly charges: number;
  /** Confirmed while a brake was on, and told so: the card still waits, and nothing was charged. */
  readonly turnedAway: number;
  /** Charges, or spending POSTs, beyond the one that the owner of an order confirmed; or a customer who paid more than once. */
  readonly double: number;
  /** Charged and not in the chat of its customer, or the customer's money kept for nothing. */
  readonly lost: number;
  /** eSIMs in a chat that is not their customer's. */
  readonly wrongChat: number;
  /** Not at an end, or at one that the supplier's ledger does not bear out. */
  readonly stuck: number;
  /** How many orders ended how, by the way they were paid: "telegram delivered". */
  readonly ends: Readonly<Record<string, number>>;
  /** One line for each of these. */
  readonly findings: readonly string[];
}

interface JudgeOptions {
  /** An order of which nothing is known, and for which nothing was booked, may go on being looked up. */
  readonly mayWait?: boolean;
  /** Every so many pictures are read as a camera would. */
  readonly readEvery?: number;
}

/** A chat as its customer has it: the codes that can be copied, and what was said. */
interface Chat {
  readonly codes: readonly string[];
  readonly texts: readonly string[];
}

const ENDS: readonly OrderState[] = ["delivered", "failed", "void", "cancelled", "expired", "refunded"];

/** Holds what the supplier charged against what each customer has in the chat. */
export function judge(world: World, sales: readonly Sale[], options: JudgeOptions = {}): Verdict {
  const findings: string[] = [];
  let turnedAway = 0;
  const count = { double: 0, lost: 0, wrongChat: 0, stuck: 0 };
  const find = (what: keyof typeof count, sale: Sale | null, words: string, by = 1): void => {
    count[what] += by;
    findings.push(`${what}: ${sale === null ? "" : `${sale.kind} ${sale.orderId} `}${words}`);
  };
  const { control } = world.itt;
  const ledger = control.ledger();
  const bookings = control.bookings();
  const states = readStates(world);
  const chats = new Map<number, Chat>();
  const judgeMoney = createMoneyJudge(world);
  const wasBraked = world.raw
    .prepare("select count(*) from settings where name in ('brake:unknowns', 'brake-released:unknowns')")
    .pluck()
    .get();
  const chatOf = (id: number): Chat => {
    const known = chats.get(id) ?? readChat(world, id);
    chats.set(id, known);
    return known;
  };

  const ownerOf = new Map<string, number>();
  const bookingsOf = new Map<string, typeof bookings>();
  const customerOf = new Map(sales.map(({ email, customerId }) => [email, customerId]));
  for (const booking of bookings) {
    const email = emailOf(booking.passengers);
    bookingsOf.set(email, [...(bookingsOf.get(email) ?? []), booking]);
    const customer = customerOf.get(email);
    // An eSIM that the supplier gives out twice belongs to the first.
    for (const { matchingId } of booking.eSims)
      if (customer !== undefined && !ownerOf.has(matchingId)) ownerOf.set(matchingId, customer);
  }

  for (const sale of sales.filter(({ kind }) => kind === "esim")) {
    const own = bookingsOf.get(sale.email) ?? [];
    const charges = ledger.filter((each) => own.some(({ bookingId }) => bookingId === each.bookingId)).length;
    const most = sale.isConfirmed ? 1 : 0;
    if (charges > most) find("double", sale, `${charges} charges, ${most} confirmed`, charges - most);
    const codes = own.flatMap(({ eSims }) => eSims.map(({ matchingId }) => matchingId));
    const missing = codes.filter((code) => !chatOf(sale.customerId).codes.includes(code));
    if (charges > 0 && charges <= most && (missing.length > 0 || codes.length === 0))
      find("lost", sale, `charged, ${missing.length} of ${codes.length} not in the chat`);
    judgeEnd(sale, charges);
  }

  const topups = new Map<string, Sale[]>();
  for (const sale of sales)
    if (sale.iccid !== null) topups.set(sale.iccid, [...(topups.get(sale.iccid) ?? []), sale]);
  for (const [iccid, own] of topups) {
    const charges = ledger.filter(({ kind, iccids }) => kind === "topup" && iccids.includes(iccid)).length;
    const confirmed = own.filter(({ isConfirmed }) => isConfirmed).length;
    const [first] = own;
    if (!first) continue;
    if (charges > confirmed)
      find("double", first, `${charges} charges, ${confirmed} confirmed`, charges - confirmed);
    const done = own.filter(({ orderId }) => states.get(orderId) === "delivered").length;
    if (charges > done) find("lost", first, `${charges} charges, ${done} delivered`, charges - done);
    if (charges < done) find("stuck", first, `${done} delivered, ${charges} charged`);
    const told = chatOf(first.customerId).texts.filter((text) =>
      text.includes("Your top-up is there"),
    ).length;
    if (told < done) find("lost", first, `${done} delivered, ${told} told`);
    for (const sale of own) judgeEnd(sale, null);
  }

  for (const { customerId } of sales)
    for (const code of new Set(chatOf(customerId).codes)) {
      const owner = ownerOf.get(code);
      if (owner !== undefined && owner !== customerId) find("wrongChat", null, `…${code.slice(-4)}`);
    }
  judgePosts();
  judgePictures();
  judgePaths();
  const ends: Record<string, number> = {};
  for (const { method, orderId } of sales) {
    const end = `${method} ${states.get(orderId) ?? "gone"}`;
    ends[end] = (ends[end] ?? 0) + 1;
  }
  return { orders: sales.length, charges: ledger.length, turnedAway, ...count, ends, findings };

  function judgeEnd(sale: Sale, charges: number | null): void {
    const state = states.get(sale.orderId);
    const isWaiting = state === "unknown" && options.mayWait && (charges === 0 || charges === null);
    const isTurnedAway = state === "ready" && sale.isConfirmed && wasBraked !== 0;
    if (isTurnedAway) turnedAway += 1;
    const isUntouched = isTurnedAway || (state === "ready" && !sale.isConfirmed);
    if (state && ENDS.includes(state))
      for (const { what, words } of judgeMoney(sale, state)) find(what, sale, words);
    if (!isWaiting && !isUntouched && !(state && ENDS.includes(state)))
      find("stuck", sale, `is ${String(state)}`);
    else if (charges === 0 && state === "delivered") find("stuck", sale, "is delivered, and not charged");
    else if (charges !== null && charges > 0 && state !== "delivered" && state && ENDS.includes(state))
      find("stuck", sale, `is charged, and ${state}`);
  }

  /** Not even a POST that came to nothing may be a second one. */
  function judgePosts(): void {
    const seen = new Set<string>();
    for (const { operation, body } of control.calls()) {
      if (operation !== "create-booking" && operation !== "create-topup-booking") continue;
      const key = JSON.stringify([operation, body["booking_tracking_id"], body["topup_tracking_id"] ?? ""]);
      if (seen.has(key)) find("double", null, `a second POST ${key}`);
      seen.add(key);
    }
  }

  /** No order went a way that the table does not have. */
  function judgePaths(): void {
    const moves = world.raw
      .prepare(
        "select order_id as id, from_state as 'from', to_state as 'to' from order_events where from_state <> to_state",
      )
      .all() as { id: string; from: OrderState; to: OrderState }[];
    const known = new Map(sales.map((sale) => [sale.orderId, sale]));
    for (const { id, from, to } of moves)
      if (!canMove(from, to)) find("stuck", known.get(id) ?? null, `went from ${from} to ${to}`);
  }

  /** The picture holds what the buttons copy. */
  function judgePictures(): void {
    let nth = 0;
    for (const { customerId } of sales)
      for (const { photo } of world.telegram.client.chat(customerId).messages) {
        const file = world.telegram.client.file(photo?.at(-1)?.file_id ?? "");
        nth += file ? 1 : 0;
        if (!file || nth % (options.readEvery ?? 50) !== 1) continue;
        const code = readQr(file.bytes).split("$").at(-1) ?? "";
        if (!chatOf(customerId).codes.includes(code)) find("wrongChat", null, "a picture of another eSIM");
      }
  }
}

function readStates(world: World): ReadonlyMap<string, OrderState> {
  const rows = world.raw.prepare("select id, state from orders").all() as { id: string; state: OrderState }[];
  return new Map(rows.map(({ id, state }) => [id, state]));
}

function emailOf(passengers: readonly unknown[]): string {
  return /"([^"@]+@[^"@]+)"/.exec(JSON.stringify(passengers).toLowerCase())?.[1] ?? "";
}

function readChat(world: World, id: number): Chat {
  const own = world.telegram.client.chat(id).messages.filter(({ from }) => from.is_bot);
  const buttons = own.flatMap(({ reply_markup }) => reply_markup?.inline_keyboard.flat() ?? []);
  const codes = buttons.flatMap((button) => (button.copy_text ? [button.copy_text.text] : []));
  return { codes, texts: own.map(({ text, caption }) => text ?? caption ?? "") };
}
