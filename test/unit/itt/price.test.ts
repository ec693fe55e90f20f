import { describe, expect, it } from "vitest";
import { answerJson } from "./support/fake-supplier.ts";
import { useBench } from "./support/with-client.ts";

const total = (amount: unknown, currency = "BDT") => ({ total: { currency, amount } });
const entry = (fields: object) => ({
  tracking_id: "T1",
  package_id: "P1",
  title: "1 GB",
  ...fields,
});

describe("a package's price", () => {
  const bench = useBench();
  const search = async (answer: object) => {
    bench().server.answer(answerJson({ status: "success", tracking_id: "T1", ...answer }));
    const result = await bench().supplier.search({ countryCode: "BD", language: "en", shortRef: "r" });
    if (!result.ok) throw new Error(result.failure.kind);
    return result.value;
  };
  const totals = async (answer: object) => (await search(answer)).map((found) => found.price.total);

  it.each<[string, object, number, object]>([
    ["sell.total first", { price: { sell: total(500), purchase: total(400) } }, 50_000, {}],
    [
      "sell_price next",
      { sell_price: "489.41,", sell_currency: "BDT", price: { purchase: total(400) } },
      48_941,
      {},
    ],
    ["purchase.total last", { price: { purchase: total("400.00") } }, 40_000, {}],
    ["trailing zeros beyond the currency's decimals", { price: { sell: total("5.000") } }, 500, {}],
    ["a price beside the package", {}, 70_000, { price: { sell: total(700) } }],
    ["sell beside price", { price: { purchase: total(400) }, sell: total(500) }, 50_000, {}],
    ["sell inside purchase", { price: { purchase: { ...total(400), sell: total(500) } } }, 50_000, {}],
    [
      "sell printed null with its total beside",
      { price: { purchase: total(400) } },
      60_000,
      { sell: null, ...total(600) },
    ],
    [
      "two sources that agree",
      { sell_price: 500, sell_currency: "BDT", price: { sell: total("500.00") } },
      50_000,
      {},
    ],
  ])("is read from %s", async (_name, fields, minor, beside) => {
    expect(await totals({ data: [entry(fields)], ...beside })).toEqual([{ minor, currency: "BDT" }]);
  });

  it.each<[string, object, object]>([
    [
      "sell.total and sell_price disagree",
      { sell_price: 501, sell_currency: "BDT", price: { sell: total(500) } },
      {},
    ],
    ["their currencies disagree", { sell_price: 500, sell_currency: "USD", price: { sell: total(500) } }, {}],
    ["sell_price without currency disagrees", { sell_price: 501, price: { sell: total(500) } }, {}],
    ["it has more decimals than the currency", { price: { sell: total("489.411") } }, {}],
    [
      "a readable source stands beside an unreadable one",
      { sell_price: 5, sell_currency: "BDT", price: { sell: total("x") } },
      {},
    ],
    ["a yen has decimals", { price: { sell: total("489.4", "JPY") } }, {}],
    ["it is negative", { price: { sell: total(-5) } }, {}],
    ["it is nothing", { price: { sell: total(0) } }, {}],
    ["there is none", {}, {}],
    [
      "only ITT's own prices are told",
      { price: { fmg: total(4, "USD"), supplier: total(4, "USD") }, fmg: total(4, "USD") },
      {},
    ],
    [
      "only the lifted supplier's price is told",
      {},
      { supplier: { price: { sell: total(4, "USD") }, ...total(4, "USD") } },
    ],
  ])("means no offer when %s", async (_name, fields, beside) => {
    expect(await totals({ data: [entry(fields)], ...beside })).toEqual([]);
    expect(bench().lines).toContainEqual({
      level: "debug",
      event: "supplier.packages_left_out",
      fields: { operation: "search", count: 1 },
    });
  });

  it("beside the packages counts for nobody where there are several", async () => {
    const data = [entry({ price: { sell: total(500) } }), entry({ package_id: "P2" })];
    expect(await totals({ data, price: { sell: total(700) } })).toEqual([{ minor: 50_000, currency: "BDT" }]);
  });

  it("names tax and fees where they are not zero", async () => {
    const sell = {
      total: { currency: "BDT", amount: 520, platform_fees_or_extra_tax: "12.5," },
      price_breakdown: { tax: 7.5, platform_fees_or_extra_tax: 12.5 },
    };
    const [found] = await search({ data: entry({ price: { sell, purchase: total(480) } }) });
    expect(found).toMatchObject({
      price: { tax: { minor: 750, currency: "BDT" }, fees: { minor: 1250, currency: "BDT" } },
      purchase: { minor: 48_000, currency: "BDT" },
    });
  });

  it("keeps a price whose purchase cannot be read, without the purchase", async () => {
    const [found] = await search({ data: entry({ price: { sell: total(500), purchase: total("4.001") } }) });
    expect(found).toMatchObject({ price: { total: { minor: 50_000 } }, purchase: null });
  });
});
