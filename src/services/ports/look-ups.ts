/** What staff find an order's traveller by; each is stored as a keyed hash of its folded text, never in clear. */
export const LOOK_UP_KINDS = ["phone", "email", "name"] as const;
export type LookUpKind = (typeof LOOK_UP_KINDS)[number];
