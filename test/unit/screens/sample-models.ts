import type { EsimPackage } from "../../../src/domain/package.ts";
import type { Traveller } from "../../../src/domain/traveller.ts";
import type { UsageFigures } from "../../../src/domain/usage.ts";
import type { PlanListFilter, ShownEsim, StatusOrder, ShownOption } from "../../../src/screens/index.ts";
import { PAYMENT_METHODS } from "../../../src/domain/payment.ts";

/** 21 November 2026, 14:20 in Dhaka. */
export const NOW_MS = Date.UTC(2026, 10, 21, 8, 20);

/** An ordinary plan for Thailand. */
export function samplePackage(overrides: Partial<EsimPackage> = {}): EsimPackage {
  return {
    packageId: "X1AO00084||thailand||1067||dtac-happy",
    searchTrackingId: "9081726354",
    title: "3 GB - 15 days",
    operator: "Happy Tourist",
    dataMb: 3072,
    isUnlimited: false,
    voiceMinutes: null,
    textMessages: null,
    validityDays: 15,
    price: { total: { minor: 102000, currency: "BDT" }, tax: null, fees: null },
    purchase: null,
    promo: null,
    coverageType: "local",
    coverage: [{ country: "TH", networks: ["AIS", "TrueMove"], networkTypes: ["4G", "5G"] }],
    activationPolicy: "first-usage",
    installWithinDays: 365,
    isRechargeable: true,
    hasFairUsagePolicy: false,
    fairUsagePolicy: null,
    ...overrides,
  };
}

/** A complete traveller. */
export function sampleTraveller(overrides: Partial<Traveller> = {}): Traveller {
  return {
    title: "MS",
    firstName: "Nadia",
    lastName: "Rahman",
    age: 30,
    phone: "+8801966330000",
    phoneIsd: "880",
    phoneNational: "1966330000",
    email: "nadia@example.com",
    ...overrides,
  };
}

/** An order for one eSIM for Thailand. */
export function sampleOrder(
  overrides: Partial<StatusOrder> = {},
): StatusOrder & { nonce: string; traveller: Traveller } {
  return {
    id: "q7Jt0s9WmA2x",
    kind: "esim",
    state: "ready",
    reference: "T7K-4QX",
    paymentMethod: "agency_balance",
    paidAtMs: null,
    acceptedAtMs: null,
    paymentUrl: null,
    paymentDueAtMs: null,
    countryCode: "TH",
    package: samplePackage(),
    quantity: 1,
    failure: null,
    charged: null,
    nonce: "a1b2c3d4e5f60718",
    traveller: sampleTraveller(),
    ...overrides,
  };
}

/** An issued eSIM. */
export function sampleEsim(overrides: Partial<ShownEsim> = {}): ShownEsim {
  return {
    id: "q7Jt0s9WmA2x",
    position: 1,
    issuedAtMs: NOW_MS,
    iccid: "8910300000005133887",
    lpa: "LPA:1$smdp.example.com$K2-1A2B3C-4D5E6F",
    smdpAddress: "smdp.example.com",
    activationCode: "K2-1A2B3C-4D5E6F",
    confirmationCode: null,
    apnType: "automatic",
    apnValue: "internet",
    isRoaming: true,
    msisdn: null,
    label: null,
    ...overrides,
  };
}

/** An eSIM in use in Thailand: 256 MB of 1 GB left, three days to go. */
export function sampleFigures(overrides: Partial<UsageFigures> = {}): UsageFigures {
  return {
    status: "ACTIVE",
    expireAtMs: NOW_MS + 3 * 24 * 3_600_000,
    data: { total: 1024, remaining: 256, isUnlimited: false },
    voice: { total: 0, remaining: 0, isUnlimited: false },
    text: { total: 0, remaining: 0, isUnlimited: false },
    ...overrides,
  };
}

/** The clock in Bangkok. */
export const CLOCKS = { nowMs: NOW_MS, zone: "Asia/Bangkok" } as const;

/** What the list and the card say of usage. */
export function sampleUsage(figures: UsageFigures | null = sampleFigures()) {
  return { usage: { figures, asOfMs: figures && NOW_MS, trouble: null }, clocks: CLOCKS } as const;
}

/** The first page of all plans for a country. */
export function sampleFilter(overrides: Partial<PlanListFilter> = {}): PlanListFilter {
  return { code: "TH", days: 0, dataMb: 0, sort: "price", page: 0, ...overrides };
}

/** Every way to pay at once. */
export const OPTIONS: readonly ShownOption[] = PAYMENT_METHODS.map((method) => ({
  method,
  amount:
    method === "telegram" ? { minor: 100_000, currency: "XTR" } : { minor: 1_234_567_89, currency: "BDT" },
}));
