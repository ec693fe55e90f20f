import { expect, it } from "vitest";
import type { Customer } from "../support/customer.ts";
import { beginTraveller, choosePlan, say } from "../support/purchase.ts";
import { waitUntil } from "../support/wait-until.ts";
import { newestOrder, readRows } from "./support/database.ts";
import { useShop } from "./support/use-shop.ts";

const shop = useShop({ mode: "webhook" });
let nextUpdateId = 990_000_001;

/** Posts an update to the webhook as Telegram would, and waits until it is stored. */
async function post(updateId: number, update: object): Promise<void> {
  const headers = {
    "content-type": "application/json",
    "x-telegram-bot-api-secret-token": shop().environment["WEBHOOK_SECRET"] ?? "",
  };
  const body = JSON.stringify({ update_id: updateId, ...update });
  const answer = await fetch(shop().environment["WEBHOOK_URL"] ?? "", { method: "POST", headers, body });
  expect(answer.status).toBe(200);
}

const personOf = ({ id }: Customer) => ({ id, is_bot: false, first_name: "Nadia" });
const chatOf = ({ id }: Customer) => ({ id, type: "private" });

const typed = (customer: Customer, text: string) => ({
  message: { message_id: 900_000, date: 1, chat: chatOf(customer), from: personOf(customer), text },
});

function tapped(customer: Customer, label: string) {
  const button = customer.buttons().find(({ text }) => text === label);
  const message = { message_id: button?.messageId, date: 1, chat: chatOf(customer) };
  const from = personOf(customer);
  return {
    callback_query: { id: `late-${label}`, from, message, chat_instance: "1", data: button?.callback_data },
  };
}

/** Everything that came from this customer is handled. */
async function isQuiet({ id }: Customer): Promise<void> {
  const undone = "select update_id from inbox where lane = ? and done_at_ms is null";
  await waitUntil(() => readRows(shop(), undone, `user ${id}`).length === 0, { what: "the end of the lane" });
}

async function atFirstName(): Promise<Customer> {
  const nadia = shop().customer();
  await choosePlan(nadia);
  await beginTraveller(nadia);
  await isQuiet(nadia);
  return nadia;
}

it("handles posts that overtook each other in the order in which they were written", async () => {
  const nadia = await atFirstName();
  const first = nextUpdateId;
  nextUpdateId += 3;
  const slow = { kind: "delay", delayMs: 2_000 } as const;
  shop().telegram.control.failNext({ method: "sendMessage", chatId: nadia.id, fault: slow });
  await post(first, typed(nadia, "Jasim"));
  await post(first + 2, typed(nadia, "Mr 30"));
  await post(first + 1, typed(nadia, "Karim"));
  await nadia.see("phone number with its country code", { inLast: true });
  await isQuiet(nadia);
  expect(nadia.transcript()).not.toContain("A name has letters only");
  await say(nadia, "01712345678", "e-mail address");
  expect((await say(nadia, "jasim@example.com", "Please check")).text).toContain("Mr Jasim Karim, 30");
});

it("takes a text that comes after the tap that followed it for what it is now, once, and loses nothing", async () => {
  const nadia = await atFirstName();
  await say(nadia, "Jasim", "Last name");
  await isQuiet(nadia);
  const text = nextUpdateId;
  const tap = text + 1;
  nextUpdateId += 2;
  const late = tapped(nadia, "I have only one name");
  await post(tap, late);
  await nadia.see("Which title does Jasim use?", { inLast: true });
  await isQuiet(nadia);
  await post(text, typed(nadia, "Karim"));
  await nadia.see("tap one of the titles", { inLast: true });
  // Telegram repeats what it thinks was lost.
  await post(tap, late);
  await post(text, typed(nadia, "Karim"));
  await isQuiet(nadia);
  const said = (words: string) => nadia.messages().filter((message) => message.text?.includes(words)).length;
  expect(said("tap one of the titles")).toBe(1);
  await say(nadia, "Mr 30", "phone number");
  await say(nadia, "01712345678", "e-mail address");
  expect((await say(nadia, "jasim@example.com", "Please check")).text).toContain("Mr Jasim, 30");
  expect(newestOrder(shop(), nadia.id).state).toBe("ready");
});

it("orders once where the tap on Confirm overtakes a text, which is answered after it", async () => {
  const nadia = await atFirstName();
  for (const [words, next] of [
    ["Jasim", "Last name"],
    ["Karim", "Which title"],
    ["Mr 30", "phone number"],
    ["01712345678", "e-mail address"],
    ["jasim@example.com", "Please check"],
  ] as const)
    await say(nadia, words, next);
  await isQuiet(nadia);
  const label = nadia.buttons().find(({ text }) => text.startsWith("✅ Confirm"))?.text ?? "";
  const text = nextUpdateId;
  nextUpdateId += 2;
  const posts = () => shop().itt.control.ledger().length;
  const before = posts();
  await post(text + 1, tapped(nadia, label));
  await nadia.seePhoto({ timeoutMs: 30_000 });
  await post(text, typed(nadia, "Japan"));
  await nadia.see("Japan · How long", { timeoutMs: 20_000 });
  await isQuiet(nadia);
  expect(posts()).toBe(before + 1);
});
