import { expect } from "vitest";
import type { Shop } from "../../support/shop.ts";
import { waitUntil } from "../../support/wait-until.ts";
import type { Buyer } from "./buyer.ts";

type SupplierBooking = ReturnType<Shop["itt"]["control"]["bookings"]>[number];
type SupplierCall = ReturnType<Shop["itt"]["control"]["calls"]>[number];

/** The supplier's bookings for this buyer, oldest first. */
export function bookingsOf(shop: Shop, buyer: Buyer): readonly SupplierBooking[] {
  return shop.itt.control.bookings().filter((booking) => names(booking.passengers, buyer));
}

/** The supplier's calls of `operation` that were made for this buyer. */
export function callsFor(
  shop: Shop,
  buyer: Buyer,
  operation: SupplierCall["operation"],
): readonly SupplierCall[] {
  return shop.itt.control.calls().filter((call) => call.operation === operation && names(call.body, buyer));
}

/** Whether a body that the supplier is sent speaks of this buyer. */
export function names(body: unknown, buyer: Buyer): boolean {
  return JSON.stringify(body).toLowerCase().includes(buyer.email);
}

/** What the eSIMs of a booking must decode to. */
export function issuedCodes(booking: SupplierBooking | undefined): readonly string[] {
  return (booking?.eSims ?? []).map(({ matchingId }) => `LPA:1$lpa.airalo.com$${matchingId}`);
}

/** One charge and one booking, whose one eSIM is in the chat; the picture may be there `photos` times at most. */
export async function expectOnePurchase(shop: Shop, buyer: Buyer, photos: { most: number }): Promise<void> {
  const order = await buyer.delivered();
  const bookings = bookingsOf(shop, buyer);
  expect(bookings).toHaveLength(1);
  const charges = shop.itt.control
    .ledger()
    .filter(({ trackingId }) => trackingId === bookings[0]?.trackingId);
  expect(charges).toHaveLength(1);
  expect(callsFor(shop, buyer, "create-booking")).toHaveLength(1);
  expect(order.bookingId).toBe(bookings[0]?.bookingId);
  expect(order.attempts).toBe(1);
  const codes = buyer.qrCodes();
  expect(codes.length).toBeGreaterThanOrEqual(1);
  expect(codes.length).toBeLessThanOrEqual(photos.most);
  expect([...new Set(codes)]).toEqual(issuedCodes(bookings[0]));
}

/** The customer goes on: another purchase, paid once more and delivered once more. */
export async function expectGoesOn(shop: Shop, buyer: Buyer): Promise<void> {
  const before = bookingsOf(shop, buyer).length;
  await buyer.buy();
  const bookings = bookingsOf(shop, buyer);
  expect(bookings).toHaveLength(before + 1);
  expect(buyer.qrCodes().at(-1)).toBe(issuedCodes(bookings.at(-1))[0]);
}

/**
 * Starts the shop and kills it while it waits for Telegram's answer to `method`. `getMe`: the database is open, and nothing else has
 * begun. `deleteWebhook`, while polling: the bot is known, and nothing is taken up yet.
 */
export async function killDuringBoot(shop: Shop, method: "getMe" | "deleteWebhook" = "getMe"): Promise<void> {
  const { control } = shop.telegram;
  control.failNext({ method, fault: { kind: "hang-before" } });
  const { length: before } = control.calls({ method });
  const started = shop.start().then(() => {
    throw new Error(`the shop takes updates without a call of ${method}`);
  });
  const isBooting = waitUntil(() => control.calls({ method }).length > before, {
    what: `the shop to call ${method}`,
    timeoutMs: 45_000,
  });
  // Whichever is left behind ends later by itself: a later start, or its own deadline.
  await Promise.race([isBooting, started]).finally(() => {
    for (const left of [isBooting, started]) left.catch(() => undefined);
  });
  await shop.kill();
}
