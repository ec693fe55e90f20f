import Database from "better-sqlite3";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { COMMANDS } from "../../src/telegram/commands.ts";
import { unpackAction } from "../../src/telegram/callback-data.ts";
import type { Order } from "../../src/domain/order.ts";
import { readQr } from "../browser/read-qr.ts";
import { openBooks, type Books } from "../chaos/support/books.ts";
import type { Customer } from "../support/customer.ts";
import { startShop, type Shop } from "../support/shop.ts";
import { textOf } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";
import { makeRichHistory } from "./support/rich-history.ts";

const MINUTES = 60_000;

/** One thing that a customer may try with what they learned of another. */
type Deed =
  | { readonly do: "tap"; readonly data: string }
  | { readonly do: "send"; readonly text: string }
  | { readonly do: "follow"; readonly payload: string };

/** One of two customers who have all that one can have, and who know everything of each other that a button or a link holds. */
interface Party {
  readonly customer: Customer;
  /** What nobody else may ever be shown. */
  readonly secrets: readonly string[];
  readonly orders: readonly Order[];
  /** Pictures that were sent to them, and files. */
  readonly files: ReadonlySet<string>;
  /** What the other one tries. */
  readonly deeds: readonly Deed[];
}

let shop: Shop;
let books: Books;
let nadia: Party;
let rafi: Party;

beforeAll(async () => {
  shop = await startShop();
  const people = [
    { name: "Nadia", phone: "+8801966330000", typed: "+880 1966 330000" },
    { name: "Rafi", phone: "+8801711224466", typed: "+880 1711 224466" },
  ].map(({ name, phone, typed }) => ({
    customer: shop.customer({ firstName: name, lastName: "Khan", phone }),
    label: `for ${name}s canary`,
    script: {
      country: "Bangladesh",
      firstName: `${name}canary`,
      lastName: `${name}kestrel`,
      age: "30",
      phone: typed,
      email: `${name.toLowerCase()}@canary.example`,
    },
  }));
  await Promise.all(people.map(({ customer, script, label }) => makeRichHistory(customer, script, label)));
  books = await openBooks(shop);
  const [first, second] = await Promise.all(
    people.map(async ({ customer, script, label }) => {
      const { firstName, lastName, email, phone } = script;
      const typed = [firstName, lastName, email, phone.slice(-6), label];
      return partyOf(customer, typed);
    }),
  );
  if (!first || !second) throw new Error("two customers are needed");
  [nadia, rafi] = [first, second];
}, 5 * MINUTES);

afterAll(async () => {
  await books?.close();
  await shop?.close();
});

async function partyOf(customer: Customer, typed: readonly string[]): Promise<Party> {
  await settled(customer);
  const orders = await books.orders(customer.id);
  const trackingIds = orders.flatMap(({ quote }) => quote?.bookingTrackingId ?? []);
  const bookings = shop.itt.control.bookings().filter(({ trackingId }) => trackingIds.includes(trackingId));
  const eSims = bookings.flatMap((booking) => booking.eSims);
  const data = [...new Set(customer.allOldButtons().map((button) => button.callback_data))];
  const keys = data.flatMap((each) => {
    const action = unpackAction(each);
    return action && "esim" in action ? [action.esim] : [];
  });
  const nonces = orders.flatMap(({ nonce }) => nonce ?? []);
  const payloads = [
    ...nonces.map((nonce) => `o_${nonce}`),
    ...orders.flatMap(({ id, reference }) => [`o_${id}`, `o_${reference.replaceAll(/[^\w-]/g, "")}`]),
    ...keys.map((key) => `e_${key}`),
  ];
  const secrets = [
    ...typed,
    ...eSims.flatMap(({ iccid, matchingId }) => [iccid, `…${iccid.slice(-4)}`, matchingId]),
    ...bookings.flatMap(({ bookingId, trackingId }) => [bookingId, trackingId]),
    ...orders.flatMap(({ id, reference }) => [id, reference]),
    ...nonces,
    ...keys,
  ];
  return {
    customer,
    orders,
    secrets: [...new Set(secrets)],
    files: new Set(filesOf(customer).map((bytes) => bytes.toString("base64"))),
    deeds: [
      ...data.map((each): Deed => ({ do: "tap", data: each })),
      ...COMMANDS.map(({ command }): Deed => ({ do: "send", text: `/${command}` })),
      ...[...new Set(payloads)].map((payload): Deed => ({ do: "follow", payload })),
      ...orders.map(({ reference }): Deed => ({ do: "send", text: reference })),
      ...eSims.map(({ iccid }): Deed => ({ do: "send", text: iccid })),
    ],
  };
}

/** Waits until every update of the customer is handled and every message to them is sent. */
function settled({ id }: Customer): Promise<unknown> {
  const isDone = () =>
    shop.telegram.control.pendingUpdateCount() === 0 && books.undone(id) === 0 && books.unsent(id) === 0;
  return waitUntil(isDone, { what: "every update handled", timeoutMs: MINUTES });
}

function fileIdsOf(customer: Customer): readonly string[] {
  return customer
    .messages()
    .filter(({ from }) => from.is_bot)
    .flatMap(({ photo, document }) => photo?.at(-1)?.file_id ?? document?.file_id ?? []);
}

function filesOf(customer: Customer): readonly Buffer[] {
  return fileIdsOf(customer).flatMap((id) => shop.telegram.client.file(id)?.bytes ?? []);
}

/** What files say, by their ids: their bytes as text, and the code in a picture that has one. */
const fileTexts = new Map<string, string>();

function fileText(id: string): string {
  const known = fileTexts.get(id);
  if (known !== undefined) return known;
  const bytes = shop.telegram.client.file(id)?.bytes ?? Buffer.alloc(0);
  const text = `${bytes.toString("utf8")}\n${codeIn(bytes)}`;
  fileTexts.set(id, text);
  return text;
}

function codeIn(bytes: Buffer): string {
  try {
    return readQr(bytes);
  } catch {
    return "no code: a usage picture, or a file";
  }
}

/** All that the bot ever sent to a chat since: every call with its text and buttons, answers to taps, and texts, codes and files. */
function receivedBy(customer: Customer): string {
  const calls = shop.telegram.control.calls({ chatId: customer.id }).map(({ params }) => params);
  const shown = customer
    .messages()
    .filter(({ from }) => from.is_bot)
    .map((message) => `${textOf(message)}\n${JSON.stringify(message.reply_markup ?? {})}`);
  const files = fileIdsOf(customer).map(fileText);
  return [JSON.stringify(calls), JSON.stringify(customer.answers()), ...shown, ...files].join("\n");
}

/** Without the bot's quotes of what this person typed themselves: “…” is not on the list. */
function withoutQuotes(received: string, typist: Customer): string {
  const typed = typist.messages().filter(({ from }) => !from.is_bot);
  return typed.reduce((left, { text }) => (text ? left.replaceAll(`“${text}”`, "“…”") : left), received);
}

/** Every row of the database that bears the customer, one of their orders or one of their eSIMs. */
function rowsOf({ customer, orders, secrets }: Party): readonly string[] {
  const keys = new Set<unknown>([customer.id, ...orders.map(({ id }) => id), ...secrets]);
  const db = new Database(shop.databaseFile, { readonly: true, timeout: 5_000 });
  try {
    const named = db.prepare<[], string>("select name from sqlite_master where type = 'table'").pluck();
    return named.all().flatMap((table) => {
      // When a job runs next is its own affair, and the reading after a purchase ends by itself.
      const what =
        table === "jobs" ? "kind, key from jobs where kind not like 'reconcile%'" : `* from "${table}"`;
      const rows = db.prepare<[], Record<string, unknown>>(`select ${what}`).all();
      return rows
        .filter((row) => Object.values(row).some((value) => keys.has(value)))
        .map((row) => `${table} ${JSON.stringify(row)}`);
    });
  } finally {
    db.close();
  }
}

async function dare({ customer }: Party, deed: Deed): Promise<void> {
  if (deed.do === "tap") await customer.tapData(customer.lastMessage().message_id, deed.data);
  else if (deed.do === "send") await customer.send(deed.text);
  else await customer.start(deed.payload);
  await settled(customer);
}

/** Has the thief try `deeds` and looks at all that came of it. */
async function expectNothingLeaks(thief: Party, owner: Party, deeds: readonly Deed[]): Promise<void> {
  const before = rowsOf(owner);
  const messages = owner.customer.messages().length;
  const spent = shop.itt.control.ledger().length;
  for (const deed of deeds) await dare(thief, deed);
  const received = withoutQuotes(receivedBy(thief.customer), thief.customer);
  for (const secret of owner.secrets) expect(received, secret).not.toContain(secret);
  for (const bytes of filesOf(thief.customer)) expect(owner.files).not.toContain(bytes.toString("base64"));
  expect(rowsOf(owner)).toEqual(before);
  expect(owner.customer.messages()).toHaveLength(messages);
  expect(shop.itt.control.ledger()).toHaveLength(spent);
}

const isLastStep = (deed: Deed) => deed.do === "tap" && unpackAction(deed.data)?.do === "delete-sure";
/** Everything but the one tap that would forget the thief themselves. */
const harmless = ({ deeds }: Party) => deeds.filter((deed) => !isLastStep(deed));

it("has two customers with everything, whose secrets differ", () => {
  for (const [one, other] of [
    [nadia, rafi],
    [rafi, nadia],
  ] as const) {
    expect(one.orders.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      "esim delivered",
      "topup delivered",
      "esim ready",
      "topup ready",
    ]);
    for (const secret of one.secrets) {
      expect(secret.length).toBeGreaterThan(4);
      expect(other.secrets).not.toContain(secret);
    }
    const kinds = new Set(one.deeds.map((deed) => (deed.do === "tap" ? unpackAction(deed.data)?.do : "")));
    for (const kind of [
      "confirm",
      "esim",
      "send-again",
      "usage-refresh",
      "name-esim",
      "topup-plan",
      "order",
      "receipt",
      "order-state",
      "offline-card",
      "trouble-person",
      "travel-days",
      "keep-traveller",
      "delete-sure",
    ])
      expect(kinds).toContain(kind);
  }
});

it(
  "shows a customer nothing of another one and changes nothing of theirs, whatever commands, buttons and links of the other they try, in any order",
  async () => {
    const tries = fc.record({
      isNadia: fc.boolean(),
      picks: fc.array(fc.nat(), { minLength: 10, maxLength: 16 }),
    });
    await fc.assert(
      fc.asyncProperty(tries, async ({ isNadia, picks }) => {
        const [thief, owner] = isNadia ? [nadia, rafi] : [rafi, nadia];
        const deeds = harmless(owner);
        await expectNothingLeaks(
          thief,
          owner,
          picks.flatMap((pick) => deeds[pick % deeds.length] ?? []),
        );
      }),
      { numRuns: 4, endOnFailure: true },
    );
  },
  5 * MINUTES,
);

it(
  "nor when they try each of them once, in both directions",
  async () => {
    await expectNothingLeaks(nadia, rafi, harmless(rafi));
    await expectNothingLeaks(rafi, nadia, harmless(nadia));
  },
  5 * MINUTES,
);

it("forgets only the one who asks, though the button was another's", async () => {
  await dare(rafi, { do: "send", text: "/cancel" });
  await expectNothingLeaks(rafi, nadia, nadia.deeds.filter(isLastStep));
  const left = await books.orders(rafi.customer.id);
  expect(left.every(({ traveller }) => Object.keys(traveller).length === 0)).toBe(true);
});
