import { z } from "zod";
import { DEFAULT_PATHS, OPERATIONS } from "./operations.ts";

const ms = z.number().int().nonnegative();

/**
 * Everything the emulator can play, each with its default. The defaults are the contract's reading of ITT's page;
 * every other value plays an assumption of the contract the other way. README.md of this folder has the table.
 * Options may also come from a file or the command line, hence a schema.
 */
export const emulatorOptionsSchema = z.strictObject({
  // Transport.
  host: z.string().default("127.0.0.1"),
  port: z.number().int().min(0).max(65535).default(0),
  paths: z.partialRecord(z.enum(OPERATIONS), z.string().startsWith("/")).default({}),
  apiKeyHeader: z.string().default("apikey"),
  secretCodeHeader: z.string().default("secretecode"),
  apiKey: z.string().default("demo-api-key"),
  secretCode: z.string().default("demo-secret-code"),
  memberId: z.string().default("2"),
  failureHttpStatus: z.number().int().default(200),
  // What is sold.
  seed: z.string().default("itt"),
  countries: z.array(z.string().length(2)).optional(),
  sellMarkupPercent: z.number().min(0).default(0),
  regionalSearch: z.boolean().default(true),
  topupIncluded: z.enum(["lists-topups", "only-rechargeable", "ignored"]).default("lists-topups"),
  emptySearch: z.enum(["success", "failed"]).default("success"),
  maxSearchResults: z.number().int().positive().optional(),
  // Booking and money.
  startBalanceMinor: z.number().int().nonnegative().default(100_000_000),
  otherBalancesMinor: z.record(z.string().length(3), z.number().int()).default({}),
  requireCustomer: z.boolean().default(true),
  searchLifetimeMs: ms.default(3_600_000),
  quoteLifetimeMs: ms.default(3_600_000),
  maxQuantity: z.number().int().positive().default(50),
  chargedPrice: z.enum(["quoted", "current"]).default("quoted"),
  paymentStatusAfterBalance: z.string().default("pending"),
  paidWord: z.string().default("paid"),
  issueBeforePayment: z.boolean().default(false),
  holdMs: ms.default(1_800_000),
  issueLagMs: ms.default(0),
  paymentLagMs: ms.default(0),
  unpaidBookingStatus: z.enum(["confirm", "hold"]).default("confirm"),
  cancelledPaymentStatus: z.string().default("cancelled"),
  failedWord: z.string().default("pending"),
  latePayment: z.enum(["refused", "refunded", "issued"]).default("refused"),
  balanceHoldMs: ms.optional(),
  balanceAtDeadline: z.enum(["stays", "cancelled", "paid"]).default("stays"),
  paymentBaseUrl: z.union([z.literal("own"), z.url()]).default("https://pay.demo.example/pay"),
  paymentUrlKey: z.enum(["payment_url", "payment_link", "redirect_url"]).default("payment_url"),
  paymentUrlPlace: z.enum(["top", "booking", "payment"]).default("top"),
  commitLagMs: ms.default(0),
  detailsMode: z.enum(["by-tracking-id", "needs-booking-id"]).default("by-tracking-id"),
  detailsShape: z.enum(["esim", "flight"]).default("esim"),
  detailsNotes: z.boolean().default(false),
  // The issued eSIM.
  lpaHost: z.string().default("lpa.airalo.com"),
  eSimShape: z.enum(["list", "object", "absent"]).default("list"),
  apn: z.enum(["automatic", "manual"]).default("automatic"),
  confirmationCode: z.string().nullable().default(null),
  specialNotice: z.string().nullable().default(null),
  stepsShape: z.enum(["string", "list", "object"]).default("list"),
  languages: z.array(z.string()).default(["en"]),
  otherLanguages: z.enum(["english", "refused"]).default("english"),
  // After the sale.
  usagePlace: z.enum(["instructions", "data"]).default("instructions"),
  usageCacheMs: ms.default(0),
  expireAtZone: z.string().default("UTC"),
  topUpAnswer: z.enum(["bare", "full"]).default("bare"),
  topUpPaymentUrl: z.enum(["told", "absent"]).default("told"),
  topUpLagMs: ms.default(0),
  topUpHistoryShape: z.enum(["data", "topup_history", "packages", "bare"]).default("data"),
  // The shape of every answer.
  mangled: z.boolean().default(false),
  // Keeping bookings across runs.
  stateFile: z.string().optional(),
});

/** The options with every default filled in. */
export type EmulatorOptions = z.output<typeof emulatorOptionsSchema>;

/** The options as a caller writes them; `now` (epoch milliseconds) replaces the clock. */
export type IttEmulatorOptions = z.input<typeof emulatorOptionsSchema> & { now?: () => number };

/** The path of each operation: the contract's, with what the options override. */
export function pathTable(options: EmulatorOptions): Record<(typeof OPERATIONS)[number], string> {
  return { ...DEFAULT_PATHS, ...options.paths };
}
