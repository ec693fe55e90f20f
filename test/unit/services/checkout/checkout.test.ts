import { randomBytes } from "node:crypto";
import { expect, it, onTestFinished } from "vitest";
import type { Traveller } from "../../../../src/domain/traveller.ts";
import { createIttSupplier } from "../../../../src/itt/index.ts";
import { startIttEmulator } from "../../../../src/sandbox/itt-emulator/index.ts";
import type { BeginRequest } from "../../../../src/services/checkout/checkout.ts";
import {
  createCatalogue,
  createCheckout,
  createPaymentWays,
  createQuoting,
  packageKey,
} from "../../../../src/services/index.ts";
import { recordingLogger, testConfig } from "../../itt/support/client.ts";
import { MINUTE, openNew, someTraveller, T0 } from "../../storage/fixtures.ts";

/** A checkout on a database of its own, with a supplier that is real but for its clock, and a clock that tests move. */
async function openCheckout(policy: { ordersPerCustomerPerDay?: number } = {}) {
  let nowMs = T0;
  const clock = { now: () => nowMs };
  const credentials = { apiKey: "demo-api-key", secretCode: "demo-secret-code" };
  const itt = await startIttEmulator({ ...credentials, now: clock.now, countries: ["BD", "TH"] });
  const logger = recordingLogger();
  const supplier = createIttSupplier({ config: testConfig(itt.url, credentials), logger, clock });
  const { orders, ledger } = await openNew();
  const ways = createPaymentWays({
    policy: {
      methods: ["agency_balance"],
      agencyBalanceCustomers: "all",
      starsRate: {},
      isSupplierPageForTopups: false,
    },
    ledger,
  });
  onTestFinished(async () => {
    await supplier.close();
    await itt.close();
  });
  const catalogue = createCatalogue({ supplier, clock, logger });
  const checkout = createCheckout({
    orders,
    catalogue,
    quote: createQuoting({ supplier, catalogue }),
    policy: {
      isBookingEnabled: true,
      ordersPerCustomerPerDay: policy.ordersPerCustomerPerDay ?? null,
    },
    ways,
    brakes: {
      holding: async () => undefined,
      isOn: async () => false,
      limits: () => [],
      reachedLimit: async () => undefined,
    },
    clock,
    randomBytes,
    wake: () => undefined,
    logger,
  });

  async function begin(traveller: Partial<Traveller> = someTraveller, countryCode = "BD") {
    // No two orders of a person are made in one millisecond.
    nowMs += 1;
    const listed = await catalogue.packages(countryCode, "en");
    const planKey = listed.ok ? packageKey(listed.value[0]?.packageId ?? "") : "";
    const request: BeginRequest = {
      ...{ customerId: 7, chatId: 7, language: "en", countryCode, planKey, quantity: 1, source: null },
      traveller,
    };
    const begun = await checkout.begin(request);
    if (begun.kind !== "begun") throw new Error(`not begun: ${begun.kind}`);
    return begun.order;
  }

  async function prepare() {
    const prepared = await checkout.prepare(7);
    if (prepared.kind !== "ready") throw new Error(`not ready: ${prepared.kind}`);
    return prepared.order;
  }
  return { checkout, orders, itt, begin, prepare, wait: (ms: number) => (nowMs += ms), now: clock.now };
}

it("accepts an offer for 15 minutes, and asks for the price again after that", async () => {
  const { checkout, begin, prepare, wait } = await openCheckout();
  await begin();
  const first = await prepare();
  wait(15 * MINUTE);
  expect((await checkout.accept(7, first.nonce ?? "", "agency_balance")).kind).toBe("prepare-again");
  const second = await prepare();
  expect(second.id).toBe(first.id);
  expect(second.traveller).toEqual(someTraveller);
  expect(second.quote?.bookingTrackingId).not.toBe(first.quote?.bookingTrackingId);
  expect((await checkout.accept(7, first.nonce ?? "", "agency_balance")).kind).toBe("unknown-button");
  wait(15 * MINUTE - 1);
  expect((await checkout.accept(7, second.nonce ?? "", "agency_balance")).kind).toBe("accepted");
  expect((await checkout.accept(7, second.nonce ?? "", "agency_balance")).kind).toBe("already");
});

it("checks the price again where the supplier has forgotten the search meanwhile", async () => {
  const { begin, prepare, wait } = await openCheckout();
  await begin();
  await prepare();
  wait(90 * MINUTE);
  expect((await prepare()).state).toBe("ready");
});

it("asks again when the price moved meanwhile, and is ready at the second look", async () => {
  const { checkout, itt, begin, prepare, wait } = await openCheckout();
  const { package: chosen } = await begin();
  await prepare();
  wait(6 * MINUTE);
  itt.control.setPrice(chosen.packageId, 99_900);
  expect(await checkout.prepare(7)).toMatchObject({ kind: "price-changed", now: { minor: 99_900 } });
  expect((await prepare()).charged).toEqual({ minor: 99_900, currency: "BDT" });
});

it("counts the orders of the last 24 hours", async () => {
  const { checkout, begin, prepare, wait } = await openCheckout({ ordersPerCustomerPerDay: 1 });
  const confirm = async () => {
    await begin();
    return (await checkout.accept(7, (await prepare()).nonce ?? "", "agency_balance")).kind;
  };
  expect(await confirm()).toBe("accepted");
  wait(23 * 60 * MINUTE);
  expect(await confirm()).toBe("too-many");
  wait(61 * MINUTE);
  expect(await confirm()).toBe("accepted");
});

it("keeps the traveller of an order that came to nothing, and of a cancelled one for an hour", async () => {
  const { checkout, orders, begin, prepare, now, wait } = await openCheckout();
  const failed = await begin();
  await checkout.accept(7, (await prepare()).nonce ?? "", "agency_balance");
  await orders.transition({
    orderId: failed.id,
    from: ["accepted"],
    to: "failed",
    patch: { failure: "sold_out" },
    detail: "sold out",
    nowMs: now(),
  });
  expect((await begin({}, "TH")).traveller).toEqual(someTraveller);
  await checkout.cancel(7);
  wait(59 * MINUTE);
  expect((await begin({}, "TH")).traveller).toEqual(someTraveller);
  await checkout.cancel(7);
  wait(61 * MINUTE);
  expect((await begin({}, "TH")).traveller).toEqual({});
});

it("keeps what was answered of a traveller when the purchase begins anew in the middle", async () => {
  const { checkout, begin } = await openCheckout();
  const half = { firstName: "Jasim", lastName: "Karim", title: "MR" } as const;
  const order = await begin({});
  await checkout.saveTraveller(7, order.id, half);
  await checkout.cancel(7);
  expect((await begin({}, "TH")).traveller).toEqual(half);
});

it("takes the traveller of a trip that was asked for whole, and mixes nobody else into it", async () => {
  const { checkout, begin } = await openCheckout();
  const order = await begin({});
  await checkout.saveTraveller(7, order.id, { firstName: "Rafiq" });
  expect((await begin(someTraveller, "TH")).traveller).toEqual(someTraveller);
});

it("keeps the confirm card good when the last answer is handled again, and not when it is another one", async () => {
  const { checkout, begin } = await openCheckout();
  const order = await begin(someTraveller);
  const ready = async () => {
    const prepared = await checkout.prepare(7);
    return prepared.kind === "ready" ? prepared.order.nonce : prepared.kind;
  };
  const nonce = await ready();
  expect(nonce).toMatch(/^[0-9a-f]{16}$/);
  const { email } = someTraveller;
  expect(await checkout.saveTraveller(7, order.id, { email }, ["email"])).toBe(true);
  expect(await ready()).toBe(nonce);
  expect(await checkout.saveTraveller(7, order.id, { firstName: "Rafiq" })).toBe(true);
  expect((await checkout.openOrder(7))?.nonce).toBeNull();
  expect(await ready()).not.toBe(nonce);
});
