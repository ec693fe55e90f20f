import type { IncomingMessage, ServerResponse } from "node:http";
import { paymentPage } from "../payment/payment-page.ts";
import { markPaid, markPaymentFailed } from "../payment/pay.ts";
import { findPurchase } from "../payment/purchases.ts";
import { settle } from "../payment/settle.ts";
import type { World } from "../world.ts";

/** No script, nothing from elsewhere, no frame around it. */
const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
};

/**
 * Makes the page on which a customer pays: `GET /pay/<id>` shows it, `POST /pay/<id>/pay` and `/fail` are its buttons,
 * which lead back to it. The id is the last part of the payment address, whatever stands before it there.
 */
export function createPaymentRoutes(world: World) {
  const actions = new Map([
    ["pay", markPaid],
    ["fail", markPaymentFailed],
  ]);
  return (url: URL, request: IncomingMessage, response: ServerResponse): void => {
    const [id = "", act] = url.pathname.slice("/pay/".length).split("/").map(decodeURIComponent);
    settle(world);
    const purchase = findPurchase(world, id);
    // What the balance pays has no page.
    if (purchase === undefined || purchase.record.paymentType === "account_balance") {
      response
        .writeHead(404, HEADERS)
        .end("<!doctype html><title>Not found</title><p>Nothing to pay here.</p>");
      return;
    }
    if (act === undefined && request.method === "GET") {
      response.writeHead(200, HEADERS).end(paymentPage(world, purchase));
      return;
    }
    const run = act === undefined ? undefined : actions.get(act);
    if (run === undefined || request.method !== "POST") {
      response.writeHead(404, HEADERS).end("<!doctype html><title>Not found</title><p>No such button.</p>");
      return;
    }
    request.resume();
    run(world, id);
    response.writeHead(303, { location: `/pay/${encodeURIComponent(id)}` }).end();
  };
}
