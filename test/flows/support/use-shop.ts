import { afterAll, beforeAll, expect } from "vitest";
import { startShop, type Shop, type ShopOptions } from "../../support/shop.ts";

/** One shop for all tests of the `describe` that calls this; each test brings a customer of its own. */
export function useShop(options: ShopOptions = {}): () => Shop {
  let shop: Shop | undefined;
  beforeAll(async () => {
    shop = await startShop(options);
  });
  afterAll(async () => {
    const unknown = shop?.telegram.control.unknownMethods();
    await shop?.close();
    expect(unknown).toEqual([]);
  });
  return () => {
    if (shop === undefined) throw new Error("the shop has not been started");
    return shop;
  };
}
