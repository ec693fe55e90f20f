import { z } from "zod";
import type { IttEmulatorControl } from "../control.ts";
import { faultSchema } from "../faults/fault.ts";
import type { JsonValue } from "../json.ts";

const whole = z.number().int();

const usageSchema = z.strictObject({
  iccid: z.string(),
  status: z.enum(["NOT_ACTIVE", "ACTIVE", "FINISHED", "EXPIRED", "UNKNOWN", "RECYCLED"]).optional(),
  usedMb: z.number().nonnegative().optional(),
  totalMb: z.number().nonnegative().optional(),
  voiceUsed: z.number().nonnegative().optional(),
  textUsed: z.number().nonnegative().optional(),
  expireAtMs: whole.nullable().optional(),
});
const balanceSchema = z.strictObject({ balanceMinor: whole.nonnegative(), currency: z.string().optional() });
const paidSchema = z.strictObject({ id: z.string() });
const priceSchema = z.strictObject({
  packageId: z.string(),
  purchaseMinor: whole.positive(),
  sellMinor: whole.positive().optional(),
});
const soldOutSchema = z.strictObject({ packageId: z.string(), isSoldOut: z.boolean() });
const completeSchema = z.strictObject({ bookingId: z.string() });

type Route = (body: JsonValue, query: URLSearchParams) => unknown;

/** The control as routes under `/_control/`: "METHOD name" to what is run. Each gives what is answered as JSON. */
export function createControlRoutes(control: IttEmulatorControl): ReadonlyMap<string, Route> {
  const done = { ok: true };
  return new Map<string, Route>([
    ["GET truth", () => control.truth()],
    ["GET ledger", () => control.ledger()],
    ["GET bookings", () => control.bookings()],
    ["GET topups", () => control.topUps()],
    ["GET portal/bookings", (_body, query) => control.portalBookings(query.get("text") ?? "")],
    ["GET calls", () => control.calls()],
    ["GET balance", () => ({ balanceMinor: control.balanceMinor() })],
    ["GET packages", (_body, query) => control.packages(query.get("country") ?? "")],
    ["POST faults", (body) => (control.addFault(faultSchema.parse(body)), done)],
    ["DELETE faults", () => (control.clearFaults(), done)],
    ["GET balances", () => control.balances()],
    [
      "POST balance",
      (body) => {
        const { balanceMinor, currency } = balanceSchema.parse(body);
        control.setBalance(balanceMinor, currency);
        return done;
      },
    ],
    ["POST paid", (body) => ({ ok: control.markPaid(paidSchema.parse(body).id) })],
    ["POST payment-failed", (body) => ({ ok: control.markPaymentFailed(paidSchema.parse(body).id) })],
    ["POST reset", () => (control.reset(), done)],
    [
      "POST usage",
      (body) => {
        const { iccid, ...change } = usageSchema.parse(body);
        control.setUsage(iccid, change);
        return done;
      },
    ],
    [
      "POST price",
      (body) => {
        const { packageId, purchaseMinor, sellMinor } = priceSchema.parse(body);
        control.setPrice(packageId, purchaseMinor, sellMinor);
        return done;
      },
    ],
    [
      "POST sold-out",
      (body) => {
        const { packageId, isSoldOut } = soldOutSchema.parse(body);
        control.setSoldOut(packageId, isSoldOut);
        return done;
      },
    ],
    ["POST complete", (body) => (control.completeBooking(completeSchema.parse(body).bookingId), done)],
  ]);
}
