import type { Customer } from "../../support/customer.ts";
import { reachConfirm, say } from "../../support/purchase.ts";
import type { Shop } from "../../support/shop.ts";
import { textOf } from "../../support/transcript.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { newestOrder, readRows } from "./database.ts";

const inLast = { inLast: true } as const;

/** What tests of paying by transfer do as customers and as staff; `staff` speaks in their group. */
export function createTransfers(shop: () => Shop, staff: () => Customer) {
  const state = (customer: Customer) => newestOrder(shop(), customer.id).state;
  const settled = (customer: Customer, wanted: string) =>
    waitUntil(() => state(customer) === wanted, {
      what: `the order ${wanted}`,
      explain: customer.transcript,
    });
  const ledgerOf = (customer: Customer) =>
    readRows<{ kind: string; amount_minor: number }>(
      shop(),
      "select kind, amount_minor from ledger where customer_id = ? order by id",
      customer.id,
    );
  const sum = (rows: readonly { amount_minor: number }[]) =>
    rows.reduce((total, { amount_minor }) => total + amount_minor, 0);
  const postsFor = (customer: Customer) =>
    staff()
      .messages()
      .filter((message) => textOf(message).includes(newestOrder(shop(), customer.id).reference));

  /** Up to "please pay"; with one way to pay the button simply confirms. */
  async function order(customer: Customer): Promise<string> {
    await reachConfirm(customer);
    await customer.see("You pay by transfer: after you confirm", inLast);
    await customer.tap(/^✅ Confirm/, inLast);
    await customer.see("Please pay for order");
    return newestOrder(shop(), customer.id).reference;
  }

  async function claim(customer: Customer, number: string): Promise<void> {
    await customer.tap("✅ I have paid");
    await customer.see("What is the transaction number", inLast);
    await say(customer, number, "We are looking for your payment");
  }

  /** Staff's post of the newest claim for this customer, with the button `label` under it. */
  async function press(customer: Customer, label: string, who: Customer = staff()) {
    const { reference } = newestOrder(shop(), customer.id);
    const post = await waitUntil(
      () =>
        postsFor(customer).findLast((message) =>
          message.reply_markup?.inline_keyboard.flat().some(({ text }) => text === label),
        ),
      { what: `the post of ${reference} with ${label}`, explain: () => staff().transcript() },
    );
    const tap = await who.tapOn(post.message_id, label);
    return { post, tap };
  }

  return { state, settled, ledgerOf, sum, postsFor, order, claim, press };
}
