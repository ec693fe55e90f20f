import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { EsimPackage } from "../../../src/domain/package.ts";
import type { Traveller } from "../../../src/domain/traveller.ts";
import type { Logger, NewDraft, StoredEsim, Transition } from "../../../src/services/ports/index.ts";
import type { OrderState } from "../../../src/domain/order.ts";
import { openStorage, type Storage, type StorageDeps } from "../../../src/storage/index.ts";

/** An arbitrary moment; tests count from it. */
export const T0 = 1_750_000_000_000;
export const MINUTE = 60_000;

export const KEY = new Uint8Array(32).fill(7);

export const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

/** The path of a database file that does not exist yet, in a folder removed after the test. */
export function aDatabasePath(): string {
  const folder = mkdtempSync(join(tmpdir(), "storage-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return join(folder, "made", "shop.sqlite");
}

/** Opens a database, closed after the test. */
export async function open(path: string, overrides: Partial<StorageDeps> = {}): Promise<Storage> {
  const storage = await openStorage({
    url: `file:${path}`,
    keys: { current: KEY, old: null },
    logger: silent,
    randomBytes,
    ...overrides,
  });
  onTestFinished(() => storage.close());
  return storage;
}

export function openNew(): Promise<Storage> {
  return open(aDatabasePath());
}

export const somePackage: EsimPackage = {
  packageId: "pkg-1",
  searchTrackingId: "search-1",
  title: "Turkey 5 GB",
  operator: "Turkcell",
  dataMb: 5120,
  isUnlimited: false,
  voiceMinutes: null,
  textMessages: null,
  validityDays: 30,
  price: { total: { minor: 48_941, currency: "BDT" }, tax: null, fees: null },
  purchase: { minor: 45_000, currency: "BDT" },
  promo: null,
  coverageType: "local",
  coverage: [{ country: "TR", networks: ["Turkcell"], networkTypes: ["4G", "5G"] }],
  activationPolicy: "first-usage",
  installWithinDays: 180,
  isRechargeable: true,
  hasFairUsagePolicy: false,
  fairUsagePolicy: null,
};

export const someTraveller: Traveller = {
  title: "MR",
  firstName: "Wolfeschlegel",
  lastName: "Steinhausen",
  age: 41,
  phone: "+8801966330000",
  phoneIsd: "880",
  phoneNational: "1966330000",
  email: "wolfe@steinhausen.example",
};

let made = 0;

export function aDraft(overrides: Partial<NewDraft> = {}): NewDraft {
  made += 1;
  return {
    id: `order-${made}`,
    reference: `REF-${made}`,
    customerId: 1001,
    chatId: 1001,
    language: "en",
    countryCode: "TR",
    package: somePackage,
    quantity: 1,
    traveller: someTraveller,
    source: null,
    paymentMethod: "agency_balance",
    ...overrides,
  };
}

export type NewEsim = NonNullable<Transition["esims"]>[number];

export function anEsim(order: NewDraft, overrides: Partial<StoredEsim> = {}): NewEsim {
  const iccid = overrides.iccid ?? "8990011234567890123";
  return {
    // Made from the ICCID, as the services do.
    id: `id-${iccid}`,
    orderId: order.id,
    customerId: order.customerId,
    chatId: order.chatId,
    bookingId: "booking-1",
    trackingId: "tracking-1",
    countryCode: "TR",
    position: 1,
    iccid,
    lpa: "LPA:1$smdp.canary.example$MATCHING-ID-CANARY",
    smdpAddress: "smdp.canary.example",
    activationCode: "MATCHING-ID-CANARY",
    confirmationCode: "CONFIRM-CANARY",
    apnType: "manual",
    apnValue: "internet",
    isRoaming: true,
    msisdn: "905551112233",
    ...overrides,
  };
}

const PAID_PATH: readonly OrderState[] = ["draft", "quoted", "ready", "accepted", "awaiting_payment", "paid"];

const PATH: readonly OrderState[] = [
  "draft",
  "quoted",
  "ready",
  "accepted",
  "sending",
  "issued",
  "delivered",
];

/** Makes an order and takes it along the straight path up to `state`. */
export async function orderIn(
  storage: Storage,
  state: OrderState,
  overrides: Partial<NewDraft> = {},
): Promise<NewDraft> {
  const draft = aDraft(overrides);
  await storage.orders.createDraft(draft, T0);
  const path = PATH.includes(state) ? PATH : PAID_PATH;
  for (let step = 1; step <= path.indexOf(state); step += 1) {
    const [from, to] = [path[step - 1], path[step]];
    if (!from || !to) throw new Error(`no path to ${state}`);
    await storage.orders.transition({
      orderId: draft.id,
      from: [from],
      to,
      detail: "step",
      nowMs: T0 + step,
    });
  }
  return draft;
}
