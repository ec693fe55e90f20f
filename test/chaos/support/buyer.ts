import type { Order } from "../../../src/domain/order.ts";
import type { Customer } from "../../support/customer.ts";
import { readQr } from "../../browser/read-qr.ts";
import type { Shop } from "../../support/shop.ts";
import { textOf } from "../../support/transcript.ts";
import { waitUntil } from "../../support/wait-until.ts";
import type { Books } from "./books.ts";

/** The screens of a purchase up to the confirm card, in their order. */
export const SCREENS = [
  "destination",
  "trip length",
  "plans",
  "plan card",
  "first name",
  "last name",
  "title",
  "age",
  "phone",
  "e-mail",
  "confirm card",
] as const;
export type ScreenName = (typeof SCREENS)[number];

/** How a screen is told from the others, and what the customer does on it. */
interface Move {
  readonly shows: RegExp;
  readonly act: (customer: Customer, email: string) => Promise<unknown>;
  /** The Bot API call that brings the screen up after an answer to the one before it. */
  readonly shownBy: "sendMessage" | "editMessageText";
}

const inLast = { inLast: true } as const;
const say = (text: string) => (customer: Customer) => customer.send(text);
const tap = (label: string | RegExp) => (customer: Customer) => customer.tap(label, inLast);

/** What a purchase of one plan for one traveller needs; every customer has an e-mail address of their own. */
const MOVES: Readonly<Record<ScreenName, Move>> = {
  destination: { shows: /^Where are you going\?/, act: say("Bangladesh"), shownBy: "sendMessage" },
  "trip length": { shows: /How long will you be there/, act: tap("Show all"), shownBy: "sendMessage" },
  plans: { shows: /\d plans?, from/, act: tap(/ · .* · ৳/), shownBy: "editMessageText" },
  "plan card": { shows: /Install within/, act: tap("Continue"), shownBy: "editMessageText" },
  "first name": { shows: /First name/, act: say("Jasim"), shownBy: "editMessageText" },
  "last name": { shows: /Last name/, act: say("Karim"), shownBy: "sendMessage" },
  title: { shows: /title/, act: tap(/^Mr/), shownBy: "sendMessage" },
  age: { shows: /How old/, act: say("30"), shownBy: "editMessageText" },
  phone: { shows: /phone number/, act: say("+880 1966 330000"), shownBy: "sendMessage" },
  "e-mail": {
    shows: /e-mail address/,
    act: (customer, email) => customer.send(email),
    shownBy: "sendMessage",
  },
  "confirm card": { shows: /^Please check/, act: tap(/^✅ /), shownBy: "editMessageText" },
};

/** The call that shows `screen`. */
export function callThatShows(screen: ScreenName): Move["shownBy"] {
  return MOVES[screen].shownBy;
}

/** A customer who reads the newest message and answers it, however often the shop dies meanwhile. */
export interface Buyer {
  readonly customer: Customer;
  /** By this the emulated supplier knows the buyer. */
  readonly email: string;
  /** The screen the chat ends with; undefined where the newest message asks for nothing. */
  screen(): ScreenName | undefined;
  /** Does what the newest message asks for, without waiting for what comes of it. */
  act(): Promise<void>;
  /** Waits until all that this customer did was handled. */
  settled(): Promise<void>;
  /** From wherever the chat stands to `goal`; `/buy` where it asks for nothing. */
  walkTo(goal: ScreenName): Promise<void>;
  /** Walks to the confirm card, confirms, and waits for the end. */
  buy(): Promise<void>;
  /** Waits until the newest order is delivered and nothing is left to say. */
  delivered(): Promise<Order>;
  /** The customer's newest order. */
  order(): Promise<Order | undefined>;
  /** What every picture of the chat decodes to, oldest first. */
  qrCodes(): readonly string[];
}

/** A new customer with an e-mail address of their own; `name` stands in error messages. */
export function createBuyer(
  shop: Pick<Shop, "customer" | "telegram">,
  books: Pick<Books, "orders" | "undone" | "unsent">,
  name: string,
  number: number,
): Buyer {
  const customer = shop.customer({ firstName: name });
  const email = `buyer${number}@example.com`;
  const { id } = customer;
  const explain = () => customer.transcript();
  const wait = <T>(look: () => T | Promise<T>, what: string) =>
    waitUntil(look, { what: `${name}: ${what}`, timeoutMs: 55_000, everyMs: 50, explain });

  function newest(): string {
    const last = customer.messages().findLast(({ from }) => from.is_bot);
    return last === undefined ? "" : textOf(last);
  }

  const buyer: Buyer = {
    customer,
    email,
    screen: () => SCREENS.find((screen) => MOVES[screen].shows.test(newest())),
    async act() {
      const screen = buyer.screen();
      if (screen === undefined) await customer.send("/buy");
      else await MOVES[screen].act(customer, email);
    },
    async settled() {
      const isDone = () => shop.telegram.control.pendingUpdateCount() === 0 && books.undone(id) === 0;
      await wait(isDone, "every update handled");
    },
    async walkTo(goal) {
      for (let moves = 0; buyer.screen() !== goal; moves += 1) {
        if (moves > 2 * SCREENS.length)
          throw new Error(`${name} does not get to ${goal}:\n${customer.transcript()}`);
        await buyer.act();
        await buyer.settled();
      }
    },
    async buy() {
      await buyer.walkTo("confirm card");
      await buyer.act();
      await buyer.settled();
      await buyer.delivered();
    },
    async order() {
      return (await books.orders(id)).at(-1);
    },
    delivered: () =>
      wait(async () => {
        const order = await buyer.order();
        return order?.state === "delivered" && books.unsent(id) === 0 && order;
      }, "the order delivered"),
    qrCodes: () =>
      customer.messages().flatMap(({ photo }) => {
        const file = shop.telegram.client.file(photo?.at(-1)?.file_id ?? "");
        return file === undefined ? [] : [readQr(file.bytes)];
      }),
  };
  return buyer;
}
