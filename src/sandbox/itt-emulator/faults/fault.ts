import { z } from "zod";
import { OPERATIONS } from "../operations.ts";

/** Every fault by name; README.md of this folder says what each plays. */
const FAULT_KINDS = [
  // The connection or the server fails before anything is done.
  "resetBeforeCommit",
  "hang",
  "status500Before",
  "status429",
  "delayMs",
  // The operation goes another way.
  "refused",
  "soldOut",
  "insufficientBalance",
  "priceChange",
  "shortIssue",
  "duplicateIccid",
  "missingLpa",
  // It is done, and the answer does not say so.
  "lateCommit",
  "resetAfterCommit",
  "hangAfterCommit",
  "status500After",
  "status400After",
  "malformed",
  "truncated",
  "wrongId",
  "othersAnswer",
  "hugeBody",
  "slowDrip",
] as const;

/** The name of a fault. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A fault as asked for, in process or over HTTP. */
export const faultSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  /** The operation it hits; "any" hits all. */
  operation: z.enum([...OPERATIONS, "any"]).default("any"),
  /** How many calls it hits; "always" until cleared. */
  times: z.union([z.number().int().positive(), z.literal("always")]).default(1),
  /** Lets this many matching calls pass first. */
  skip: z.number().int().nonnegative().default(0),
  /** Hits only calls whose body has these values at top level, compared as text. */
  when: z.record(z.string(), z.string()).optional(),
  /** Milliseconds: of `delayMs`, until the commit of `lateCommit`, between the pieces of `slowDrip`, until `shortIssue` and `missingLpa` mend themselves. */
  ms: z.number().int().nonnegative().optional(),
  /** Words and code of a refusal. */
  reason: z.string().optional(),
  code: z.number().int().optional(),
  /** The new price of `priceChange`, minor units; purchase and sell alike. */
  priceMinor: z.number().int().positive().optional(),
  /** How many eSIMs `shortIssue` leaves out. */
  count: z.number().int().positive().optional(),
  /** The size of `hugeBody`. */
  bytes: z.number().int().positive().optional(),
  /** What the caller of `lateCommit` meets meanwhile. */
  answer: z.enum(["reset", "status500", "hang"]).default("reset"),
  /** Whose ICCID `duplicateIccid` repeats: one of the same booking where it has several, or another booking's. */
  from: z.enum(["own", "others"]).optional(),
  /** The id that `wrongId` bears. */
  trackingId: z.string().optional(),
});

/** A fault with its defaults filled in. */
export type Fault = z.output<typeof faultSchema>;

/** A fault as a caller writes it. */
export type FaultRequest = z.input<typeof faultSchema>;
