import type { Order } from "../../../src/domain/order.ts";
import type { StaffOrderModel } from "../../../src/screens/staff/order.ts";
import { NOW_MS, samplePackage, sampleTraveller } from "./sample-models.ts";

/** An order whose outcome is not known. */
export const sampleStaffOrder: Order = {
  ...{
    id: "0123456789abcdef",
    reference: "T7K-4QX",
    kind: "esim",
    state: "unknown",
    customerId: 7,
    chatId: 7,
  },
  ...{
    language: "en",
    countryCode: "TH",
    package: samplePackage(),
    quantity: 3,
    traveller: sampleTraveller(),
  },
  quote: { bookingTrackingId: "1117953186854538910CAAAA", packageTrackingId: "p", quotedAtMs: NOW_MS },
  ...{ nonce: null, source: null, paymentMethod: "manual", purchase: null, sell: null, charged: null },
  ...{
    attempts: 1,
    leaseUntilMs: null,
    bookingId: "ES2622NODAAA373",
    supplierConfirmationId: "20261122-050004",
  },
  ...{ failure: null, statusMessageId: null, notFoundReads: 0, explicitRefusal: false, topup: null },
  ...{
    receiptNumber: null,
    issuedAtMs: null,
    createdAtMs: NOW_MS,
    acceptedAtMs: NOW_MS,
    paymentDueAtMs: NOW_MS,
  },
  ...{ paymentUrl: null, paidAtMs: null, sentAtMs: NOW_MS, updatedAtMs: NOW_MS },
};

/** Its card while nothing else is known of it. */
export function quietStaffOrder({
  order,
  ...overrides
}: Partial<Omit<StaffOrderModel, "order">> & { readonly order?: Partial<Order> } = {}): StaffOrderModel {
  return {
    order: { ...sampleStaffOrder, ...order },
    ...{ events: [], payments: [], notes: [], issued: 0, hasBlocked: false, nextLookMs: null },
    ...{ isReadable: true, supplier: { found: "none" }, isOpen: false, timeZone: "Asia/Dhaka" },
    firstWord: null,
    ...overrides,
  };
}
