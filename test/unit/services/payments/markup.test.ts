import { expect, it } from "vitest";
import { openDesk } from "../../../chaos/support/order-desk.ts";
import { sellOf } from "../../../../src/domain/package.ts";
import { withShopMarkup } from "../../../../src/services/index.ts";
import type { Supplier } from "../../../../src/services/ports/index.ts";

it("is on everything that is listed and re-priced, once, and keeps the supplier's own price", async () => {
  let plain: Supplier | undefined;
  await openDesk({ around: (supplier) => ((plain = supplier), {}) });
  if (!plain) throw new Error("no supplier");
  const marked = withShopMarkup(plain, "10");
  const request = { countryCode: "BD", language: "en", shortRef: "markup" };
  const [listed, raw] = [await marked.search(request), await plain.search(request)];
  if (!listed.ok || !raw.ok) throw new Error("no packages");
  const [first, rawFirst] = [listed.value[0], raw.value[0]];
  if (!first || !rawFirst) throw new Error("no packages");
  expect(sellOf(first)).toEqual(rawFirst.price.total);
  expect(first.price.total.minor).toBeGreaterThanOrEqual(Math.ceil(rawFirst.price.total.minor * 1.1));
  expect(first.purchase).toEqual(rawFirst.purchase);
  const quoted = await marked.quote(first);
  expect(quoted.ok && quoted.value.package.price.total).toEqual(first.price.total);
  expect(quoted.ok && sellOf(quoted.value.package)).toEqual(rawFirst.price.total);
  expect(withShopMarkup(plain, "0")).toBe(plain);
});
