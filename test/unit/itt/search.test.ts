import { describe, expect, it } from "vitest";
import { answerJson } from "./support/fake-supplier.ts";
import { useBench } from "./support/with-client.ts";
import { CHOSEN, goldenObject } from "./support/samples.ts";

const REQUEST = { countryCode: "BD", language: "en", shortRef: "r" };
const sim = (package_id: string, price: number, fields: object = {}) => ({
  package_id,
  title: package_id,
  sell_price: price,
  sell_currency: "BDT",
  ...fields,
});
const answer = (...data: object[]) => ({ status: "success", tracking_id: "T1", data });

describe("search", () => {
  const bench = useBench({
    search: { region_type: ["local", "global"], plan_type: "data", topup_included: ["yes"] },
  });

  it("asks each combination of the configured values and merges by package id, cheapest first", async () => {
    const { server, supplier } = bench();
    server.answer((res, call, nth) => {
      const isLocal = JSON.stringify(call.body).includes('"region_type":"local"');
      const body = isLocal ? answer(sim("A", 300), sim("B", 100)) : answer(sim("C", 200), sim("B", 100));
      answerJson(body)(res, call, nth);
    });
    const result = await supplier.search(REQUEST);
    expect(result.ok && result.value.map((found) => found.packageId)).toEqual(["B", "C", "A"]);
    expect(server.calls).toHaveLength(2);
  });

  it("keeps what one combination found where the other fails", async () => {
    const { server, supplier } = bench();
    server.answer((res, call, nth) => {
      const isLocal = JSON.stringify(call.body).includes('"region_type":"local"');
      answerJson(isLocal ? answer(sim("A", 300)) : { status: "failed", reason: "Invalid region" })(
        res,
        call,
        nth,
      );
    });
    expect(await supplier.search(REQUEST)).toMatchObject({ ok: true, value: [{ packageId: "A" }] });
  });

  it("fails where every combination fails", async () => {
    bench().server.answer(answerJson({ status: "failed", reason: "Something went wrong" }));
    expect(await bench().supplier.search(REQUEST)).toMatchObject({ ok: false, failure: { kind: "refused" } });
  });

  it("takes a refusal that finds nothing for an empty list", async () => {
    bench().server.answer(answerJson({ status: "failed", reason: "No eSIM packages found." }));
    expect(await bench().supplier.search(REQUEST)).toEqual({ ok: true, value: [] });
  });

  it("fails by contract where packages are counted but none is shown", async () => {
    bench().server.answer(answerJson({ status: "success", tracking_id: "T1", total_esim_package: "24," }));
    expect(await bench().supplier.search(REQUEST)).toMatchObject({
      failure: { kind: "contract", field: "data" },
    });
    bench().server.answer(answerJson({ status: "success", tracking_id: "T1", total_esim_package: "0," }));
    expect(await bench().supplier.search(REQUEST)).toEqual({ ok: true, value: [] });
  });

  it.each([[{ data: [] }], [{ data: {} }], [{ data: [], total_esim_package: 0 }]])(
    "takes %j for nothing offered",
    async (fields) => {
      bench().server.answer(answerJson({ status: "success", tracking_id: "T1", ...fields }));
      expect(await bench().supplier.search(REQUEST)).toEqual({ ok: true, value: [] });
    },
  );

  it.each([[{}], [{ data: null }], [{ data: "" }], [{ data: ["unreadable"] }]])(
    "makes no claim about the country from an answer without a list: %j",
    async (fields) => {
      bench().server.answer(answerJson({ status: "success", tracking_id: "T1", ...fields }));
      expect(await bench().supplier.search(REQUEST)).toMatchObject({
        failure: { kind: "contract", field: "data" },
      });
    },
  );

  it("offers sim entries and those without a type only", async () => {
    const data = [sim("A", 1, { package_type: "sim" }), sim("B", 2), sim("C", 3, { package_type: "topup" })];
    bench().server.answer(answerJson(answer(...data)));
    const result = await bench().supplier.search(REQUEST);
    expect(result.ok && result.value.map((found) => found.packageId)).toEqual(["A", "B"]);
  });

  it("leaves out what has no id or no title, and does not mind what else is missing", async () => {
    const data = [sim("A", 1, { package_id: null }), sim("B", 2, { title: "" }), sim("C", 3)];
    bench().server.answer(answerJson(answer(...data)));
    const result = await bench().supplier.search(REQUEST);
    expect(result).toMatchObject({
      ok: true,
      value: [{ packageId: "C", dataMb: null, validityDays: null, coverage: [] }],
    });
  });

  it("takes 0 MB for unlimited, as the facets have it, unless the package says otherwise", async () => {
    const plan = (data_amount: unknown, is_unlimited?: unknown) => ({
      package_details: { data_amount, is_unlimited },
    });
    const data = [sim("A", 1, plan(0)), sim("B", 2, plan("0,", "false,")), sim("C", 3, plan(1024, "true,"))];
    bench().server.answer(answerJson(answer(...data)));
    const result = await bench().supplier.search(REQUEST);
    expect(result.ok && result.value.map((found) => [found.isUnlimited, found.dataMb])).toEqual([
      [true, null],
      [false, 0],
      [true, null],
    ]);
  });

  it("reads the networks of every country and the fair use policy as plain text", async () => {
    const data = sim("A", 1, {
      coverage_country: [
        { country: "bd", networks: "GrameenPhone", network_types: ["4G", "5G"] },
        { country: "IN", networks: [{ name: "Airtel" }], network_types: "4G" },
      ],
      activation_policy: "installation",
      operator_details: { title: "Fatafati" },
      fair_usage_policy: "<p>After 2&nbsp;GB the speed drops.</p>",
    });
    bench().server.answer(answerJson(answer(data)));
    expect(await bench().supplier.search(REQUEST)).toMatchObject({
      value: [
        {
          operator: "Fatafati",
          activationPolicy: "installation",
          hasFairUsagePolicy: true,
          fairUsagePolicy: "After 2 GB the speed drops.",
          coverage: [
            { country: "BD", networks: ["GrameenPhone"], networkTypes: ["4G", "5G"] },
            { country: "IN", networks: ["Airtel"], networkTypes: ["4G"] },
          ],
        },
      ],
    });
  });
});

describe("single package", () => {
  const bench = useBench();
  const quote = async (change: object) => {
    const sane = goldenObject("sane", "single-package");
    bench().server.answer(answerJson({ ...sane, ...change }));
    return bench().supplier.quote(CHOSEN);
  };
  const without = (field: string) => {
    const data = goldenObject("sane", "single-package")["data"] as Record<string, unknown>;
    return { data: { ...data, [field]: null } };
  };

  it.each([
    ["booking_tracking_id", "data.booking_tracking_id"],
    ["package_tracking_id", "data.package_tracking_id"],
    ["title", "data.title"],
  ])("fails by contract, naming the field, without %s", async (field, named) => {
    expect(await quote(without(field))).toEqual({
      ok: false,
      failure: { kind: "contract", operation: "singlePackage", field: named },
    });
  });

  it("fails by contract without a usable price", async () => {
    expect(await quote({ data: { ...without("price").data, sell_price: null } })).toMatchObject({
      failure: { kind: "contract", field: "data.price" },
    });
  });

  it("fails by contract without a package", async () => {
    expect(await quote({ data: null })).toMatchObject({ failure: { kind: "contract", field: "data" } });
  });

  it.each([
    ["data_amount", 512],
    ["validity_days", 3],
    ["is_unlimited", true],
  ])("does not believe an answer whose %s is not what was chosen", async (figure, value) => {
    const shown = { ...CHOSEN, dataMb: 1024, isUnlimited: false, validityDays: 7 };
    const data = goldenObject("sane", "single-package")["data"] as Record<string, object>;
    const details = { ...data["package_details"], [figure]: value };
    bench().server.answer(answerJson({ status: "success", data: { ...data, package_details: details } }));
    expect(await bench().supplier.quote(shown)).toMatchObject({ failure: { kind: "unknown" } });
  });

  it("believes an answer that is silent about data and days", async () => {
    const shown = { ...CHOSEN, dataMb: null, isUnlimited: true, validityDays: 7 };
    const data = goldenObject("sane", "single-package")["data"] as Record<string, object>;
    bench().server.answer(answerJson({ status: "success", data: { ...data, package_details: null } }));
    expect(await bench().supplier.quote(shown)).toMatchObject({ ok: true });
  });

  it("does not believe an answer about another package", async () => {
    const data = goldenObject("sane", "single-package")["data"] as Record<string, unknown>;
    expect(await quote({ data: { ...data, package_id: "other" } })).toMatchObject({
      failure: { kind: "unknown" },
    });
  });
});
