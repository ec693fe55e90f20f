import { badRequest } from "../wire/refusal.ts";
import { integerParam, listParam, objectParam, textParam, type ApiParams } from "../api/params.ts";
import { createFieldReader } from "../rules/json-fields.ts";
import type { Payments } from "../client/payments.ts";
import type { MethodTable } from "./method.ts";
import type { Outgoing } from "./outgoing.ts";

const price = createFieldReader("LabeledPrice");

/** sendInvoice (Stars only) and refundStarPayment. */
export function paymentMethods(deps: { outgoing: Outgoing; payments: Payments }): MethodTable {
  const { outgoing, payments } = deps;
  return {
    sendInvoice(params) {
      const title = limited(params, "title", 32, "INVOICE_TITLE_INVALID");
      const description = limited(params, "description", 255, "INVOICE_DESCRIPTION_INVALID");
      const payload = textParam(params, "payload") ?? "";
      if (payload === "" || Buffer.byteLength(payload) > 128) throw badRequest("INVOICE_PAYLOAD_INVALID");
      const currency = textParam(params, "currency") ?? "";
      if (currency !== "XTR") throw badRequest("emulator: only Stars (XTR) are emulated");
      if ((textParam(params, "provider_token") ?? "") !== "") throw badRequest("PAYMENT_PROVIDER_INVALID");
      const prices = (listParam(params, "prices") ?? []).map((value) =>
        price.integer(price.object(value), "amount"),
      );
      const [amount, ...more] = prices;
      if (amount === undefined || more.length > 0) throw badRequest("STARS_INVOICE_INVALID");
      if (amount < 1 || amount > 100_000) throw badRequest("CURRENCY_TOTAL_AMOUNT_INVALID");

      const envelope = outgoing.address(params, { isInvoice: true });
      const pay = { inline_keyboard: [[{ text: `Pay ⭐️${amount}`, pay: true as const }]] };
      const given = objectParam(params, "reply_markup");
      if (given !== undefined && envelope.markup.kind === "inline") {
        const [[first] = []] = envelope.markup.markup.inline_keyboard;
        if (first?.pay !== true) throw badRequest("the first button of an invoice must be a Pay button");
      }
      const markup =
        envelope.markup.kind === "inline" ? envelope.markup : { kind: "inline" as const, markup: pay };
      const start = textParam(params, "start_parameter") ?? "";
      return outgoing.send(
        { ...envelope, markup },
        { invoice: { title, description, start_parameter: start, currency, total_amount: amount } },
        { invoicePayload: payload },
      );
    },
    refundStarPayment(params) {
      const userId = integerParam(params, "user_id");
      const chargeId = textParam(params, "telegram_payment_charge_id") ?? "";
      payments.refund(userId ?? 0, chargeId);
      return true;
    },
  };
}

function limited(params: ApiParams, name: string, max: number, refusal: string): string {
  const text = textParam(params, name) ?? "";
  if (text.length < 1 || text.length > max) throw badRequest(refusal);
  return text;
}
