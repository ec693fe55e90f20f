import { sellOf } from "../../../src/domain/package.ts";
import type { PaymentMethod } from "../../../src/domain/payment.ts";
import type { Clock, OrderStore, Supplier } from "../../../src/services/ports/index.ts";
import { aDraft, someTraveller } from "../../unit/storage/fixtures.ts";

interface Deps {
  readonly supplier: Supplier;
  readonly orders: OrderStore;
  readonly clock: Clock;
}

/** Makes confirmed orders of the first offer listed, each of a customer of its own and with its job due now; gives the order's id. */
export function createAccepting({ supplier, orders, clock }: Deps) {
  let customerId = 2_000;
  return async (quantity = 1, method?: PaymentMethod): Promise<string> => {
    const listed = await supplier.search({ countryCode: "BD", language: "en", shortRef: "desk" });
    const chosen = listed.ok ? listed.value[0] : undefined;
    const quoted = chosen && (await supplier.quote(chosen));
    if (!quoted?.ok) throw new Error("the emulated supplier makes no offer");
    customerId += 1;
    const draft = aDraft({
      customerId,
      chatId: customerId,
      quantity,
      countryCode: "BD",
      // As the checkout files it: with the supplier's own price beside the customer's.
      package: { ...quoted.value.package, sell: sellOf(quoted.value.package) },
      traveller: someTraveller,
    });
    const { bookingTrackingId, packageTrackingId } = quoted.value;
    await orders.createDraft(draft, clock.now());
    const move = { orderId: draft.id, detail: "by the test", nowMs: clock.now() };
    const quote = { bookingTrackingId, packageTrackingId, quotedAtMs: clock.now() };
    await orders.transition({ ...move, from: ["draft"], to: "quoted", patch: { quote } });
    await orders.transition({ ...move, from: ["quoted"], to: "ready", patch: { nonce: draft.id } });
    await orders.transition({
      ...move,
      from: ["ready"],
      to: "accepted",
      patch: {
        acceptedAtMs: clock.now(),
        ...(method ? { paymentMethod: method, charged: quoted.value.package.price.total } : {}),
      },
      jobs: [{ kind: "fulfil", key: draft.id, runAtMs: clock.now() }],
    });
    return draft.id;
  };
}
