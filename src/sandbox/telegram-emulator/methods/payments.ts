import { badRequest } from "../wire/refusal.ts";
import type { TelegramUser } from "../wire/message.ts";
import { integerParam, listParam, objectParam, textParam, type ApiParams } from "../api/params.ts";
import { createFieldReader, isJsonObject } from "../rules/json-fields.ts";
import type { Payments } from "../client/payments.ts";
import type { InvoiceTerms, StarLedger } from "../state/stars.ts";
import type { World } from "../state/world.ts";
import type { MethodTable } from "./method.ts";
import type { Outgoing } from "./outgoing.ts";

const price = createFieldReader("labeled price");

/** Telegram's own limits: https://core.telegram.org/bots/api#sendinvoice */
const MAX_TITLE = 32;
const MAX_DESCRIPTION = 255;
const MAX_PAYLOAD_BYTES = 128;
const MAX_STARS = 100_000;
const MAX_TRANSACTIONS = 100;

/** sendInvoice and createInvoiceLink (Stars only), refundStarPayment, getStarTransactions, getMyStarBalance. */
export function paymentMethods(deps: {
  world: World;
  outgoing: Outgoing;
  payments: Payments;
  stars: StarLedger;
}): MethodTable {
  const { world, outgoing, payments, stars } = deps;
  return {
    sendInvoice(params) {
      const terms = readTerms(params);
      const { payload: _payload, ...invoice } = terms;
      const envelope = outgoing.address(params, { isInvoice: true });
      const pay = { inline_keyboard: [[{ text: `Pay ⭐️${terms.total_amount}`, pay: true as const }]] };
      const given = objectParam(params, "reply_markup");
      if (given !== undefined && envelope.markup.kind === "inline") {
        const [[first] = []] = envelope.markup.markup.inline_keyboard;
        if (first?.pay !== true) throw badRequest("the first button of an invoice must be a Pay button");
      }
      const markup =
        envelope.markup.kind === "inline" ? envelope.markup : { kind: "inline" as const, markup: pay };
      const message = outgoing.send({ ...envelope, markup }, { invoice });
      stars.keepInvoice(message.chat.id, message.message_id, terms);
      return message;
    },
    createInvoiceLink: (params) => stars.addLink(readTerms(params)),
    refundStarPayment(params) {
      const userId = integerParam(params, "user_id");
      if (userId === undefined || !world.customers.has(userId)) throw badRequest("invalid user_id specified");
      payments.refund(userId, requiredText(params, "telegram_payment_charge_id"));
      return true;
    },
    getStarTransactions(params) {
      const offset = Math.max(0, integerParam(params, "offset") ?? 0);
      const limit = Math.min(
        MAX_TRANSACTIONS,
        Math.max(1, integerParam(params, "limit") ?? MAX_TRANSACTIONS),
      );
      return {
        transactions: stars
          .movements()
          .slice(offset, offset + limit)
          .map(({ chargeId, kind, dateS }) => {
            const charge = stars.findCharge(chargeId);
            const partner = {
              transaction_type: "invoice_payment",
              type: "user",
              user: userOf(world, charge?.userId),
              invoice_payload: charge?.payment.invoice_payload,
            };
            return {
              id: chargeId,
              date: dateS,
              amount: charge?.payment.total_amount,
              [kind === "payment" ? "source" : "receiver"]: partner,
            };
          }),
      };
    },
    getMyStarBalance: () => ({ amount: stars.botBalance() }),
  };
}

function userOf(world: World, userId: number | undefined): TelegramUser | undefined {
  return world.customers.get(userId ?? 0)?.user;
}

/** In the order in which Telegram's own server looks: what is missing, then what is wrong, then the Star rules. */
function readTerms(params: ApiParams): InvoiceTerms {
  const title = requiredText(params, "title");
  const description = requiredText(params, "description");
  const payload = requiredText(params, "payload");
  const currency = requiredText(params, "currency");
  const amounts = readAmounts(params);
  if (title.length > MAX_TITLE) throw badRequest("INVOICE_TITLE_INVALID");
  if (description.length > MAX_DESCRIPTION) throw badRequest("INVOICE_DESCRIPTION_INVALID");
  if (Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES) throw badRequest("INVOICE_PAYLOAD_INVALID");
  if (currency !== "XTR") throw badRequest("emulator: only Stars (XTR) are emulated");
  if ((textParam(params, "provider_token") ?? "") !== "") throw badRequest("PAYMENT_PROVIDER_INVALID");
  const [amount, ...more] = amounts;
  const hasTips = (integerParam(params, "max_tip_amount") ?? 0) > 0;
  if (amount === undefined || more.length > 0 || hasTips) throw badRequest("STARS_INVOICE_INVALID");
  if (amount < 1 || amount > MAX_STARS) throw badRequest("CURRENCY_TOTAL_AMOUNT_INVALID");
  const start = textParam(params, "start_parameter") ?? "";
  return { title, description, payload, currency, start_parameter: start, total_amount: amount };
}

function readAmounts(params: ApiParams): number[] {
  requiredText(params, "prices");
  const prices = listParam(params, "prices") ?? [];
  if (prices.length === 0) throw badRequest("there must be at least one price");
  return prices.map((value) => {
    if (!isJsonObject(value)) throw badRequest("can't parse labeled price: LabeledPrice must be an Object");
    if (price.text(value, "label") === "") {
      throw badRequest("can't parse labeled price: LabeledPrice label must be non-empty");
    }
    return price.integer(value, "amount");
  });
}

function requiredText(params: ApiParams, name: string): string {
  const text = textParam(params, name) ?? "";
  if (text === "") throw badRequest(`parameter "${name}" is required`);
  return text;
}
