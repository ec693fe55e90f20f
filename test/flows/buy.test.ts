import { afterEach, describe, expect, it } from "vitest";
import { decodeQr, reachConfirm } from "../support/purchase.ts";
import { startShop, type Shop } from "../support/shop.ts";

let shop: Shop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

describe.each(["polling", "webhook"] as const)("a purchase over %s", (mode) => {
  it("goes from /buy to the QR image that the supplier issued", async () => {
    shop = await startShop({ mode });
    const nadia = shop.customer();
    await reachConfirm(nadia);
    await nadia.tap(/Confirm/);
    await nadia.seePhoto({ timeoutMs: 30_000 });
    const [booking] = shop.itt.control.bookings();
    expect(decodeQr(nadia)).toBe(`LPA:1$lpa.airalo.com$${booking?.eSims[0]?.matchingId}`);
    expect(shop.itt.control.ledger()).toHaveLength(1);
    expect(shop.telegram.control.unknownMethods()).toEqual([]);
  });
});
