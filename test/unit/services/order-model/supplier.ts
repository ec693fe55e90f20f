import type { Booking, Supplier } from "../../../../src/services/ports/index.ts";

/** What the supplier does with a spending POST, and what of it comes back. `dies…`: our process ends while it waits. */
export const ANSWERS = [
  "booked",
  "booked, answer lost",
  "not booked, answer lost",
  "refused",
  "refused in open words",
  "never left",
  "booked, eSIM later",
  "booked, one of two",
  "dies, booked",
  "dies, not booked",
] as const;
export type Answer = (typeof ANSWERS)[number];

/** Thrown where our process ends. */
export class ProcessEnded extends Error {
  override readonly name = "ProcessEnded";
}

/** The supplier's books, and what it will do next. */
export interface ScriptedSupplier {
  readonly port: Supplier;
  /** Spending POSTs that reached it, by tracking id. */
  posts(trackingId: string): number;
  isBooked(trackingId: string): boolean;
  /** Everything that was booked is complete from now on, and every read is answered. */
  mend(): void;
  answer: Answer;
  /** Reads say nothing while it is down. */
  isDown: boolean;
}

interface Record {
  readonly trackingId: string;
  readonly quantity: number;
  /** How many eSIMs it shows. */
  shown: number;
  isPaid: boolean;
}

/** A supplier that does what the test says, in the same process. */
export function createScriptedSupplier(): ScriptedSupplier {
  const posts = new Map<string, number>();
  const booked = new Map<string, Record>();
  const failed = (kind: "unknown" | "unavailable") =>
    ({ ok: false, failure: { kind, operation: "createBooking", detail: "scripted" } }) as const;
  const refused = (isPlain: boolean) =>
    ({
      ok: false,
      failure: {
        kind: "refused",
        operation: "createBooking",
        reason: "scripted",
        isListed: isPlain,
        isPlain,
        cause: isPlain ? "agency_balance" : "other",
      },
    }) as const;

  function bookingOf({ trackingId, shown, isPaid }: Record): Booking {
    return {
      trackingId,
      bookingId: `b-${trackingId}`,
      esims: Array.from({ length: shown }, (_, index) => ({
        iccid: `89${String(hash(`${trackingId} ${index}`)).padStart(17, "0")}`,
        lpa: `LPA:1$smdp.example$${trackingId}${index}`,
        smdpAddress: "smdp.example",
        activationCode: `${trackingId}${index}`,
        confirmationCode: null,
        apnType: null,
        apnValue: null,
        isRoaming: null,
        msisdn: null,
      })),
      supplierConfirmationId: null,
      bookingStatus: null,
      paymentStatus: isPaid ? "paid" : "pending",
      autoCancelAtMs: null,
      total: null,
      raw: "{}",
    };
  }

  const never = () => Promise.reject(new Error("the model asks for no such thing"));
  const supplier: ScriptedSupplier = {
    answer: "booked",
    isDown: false,
    posts: (trackingId) => posts.get(trackingId) ?? 0,
    isBooked: (trackingId) => booked.has(trackingId),
    mend() {
      supplier.isDown = false;
      supplier.answer = "booked";
      for (const record of booked.values()) record.shown = record.quantity;
    },
    port: {
      search: never,
      quote: never,
      compatibleDevices: never,
      installationInstructions: never,
      dataUsage: never,
      topupPackages: never,
      createTopup: never,
      topupHistory: never,
      updateCustomer: () => Promise.resolve({ ok: true, value: null }),
      async createBooking({ bookingTrackingId: trackingId, quantity }) {
        const { answer } = supplier;
        if (answer === "never left") return failed("unavailable");
        posts.set(trackingId, (posts.get(trackingId) ?? 0) + 1);
        // The other process has its turn meanwhile.
        await Promise.resolve();
        if (answer === "refused" || answer === "refused in open words") return refused(answer === "refused");
        if (answer === "not booked, answer lost") return failed("unknown");
        if (answer === "dies, not booked") throw new ProcessEnded("before the booking");
        const shown = answer === "booked, eSIM later" ? 0 : answer === "booked, one of two" ? 1 : quantity;
        const record = { trackingId, quantity, shown, isPaid: true };
        booked.set(trackingId, record);
        if (answer === "dies, booked") throw new ProcessEnded("after the booking");
        if (answer === "booked, answer lost") return failed("unknown");
        if (shown > 0) return { ok: true, value: bookingOf(record) };
        const bookingId = `b-${trackingId}`;
        const field = "esims";
        return { ok: false, failure: { kind: "contract", operation: "createBooking", field, bookingId } };
      },
      async readBooking(trackingId) {
        await Promise.resolve();
        const record = booked.get(trackingId);
        if (supplier.isDown) return { found: "unclear", detail: "down" };
        return record ? { found: "booking", booking: bookingOf(record) } : { found: "none" };
      },
    },
  };
  return supplier;
}

function hash(text: string): number {
  let value = 7;
  for (const letter of text) value = (value * 131 + (letter.codePointAt(0) ?? 0)) % 1_000_000_000_000;
  return value;
}
