/**
 * What staff are told about, once for each incident and once when it is over.
 *
 * - `unknown-orders`: orders wait whose outcome is not known · `needs-person`: one that reading did not settle
 * - `contradiction`: the supplier's answers about an order cannot all be true · `late-find`: a booking came after the order had ended
 * - `agency-balance`: the supplier refused for want of money · `credentials`: it refused who we are · `supplier-down`: it does not answer
 * - `undelivered`: booked, and the eSIM is not in the chat · `payment-pending`: booked, not paid, and soon cancelled by the supplier
 * - `paid-unissued`: the customer has paid on the supplier's page, and no eSIM comes
 * - `stars-unreturned`: Telegram does not return an order's Stars · `stray-stars`: nor those that came for no order
 * - `brake-…`: nothing is sent, since the last three outcomes are unknown, the database looks older than the last one seen, the disk is
 *   nearly full, or the day's limit is spent
 */
export const INCIDENT_KINDS = [
  "unknown-orders",
  "needs-person",
  "contradiction",
  "late-find",
  "agency-balance",
  "credentials",
  "supplier-down",
  "undelivered",
  "payment-pending",
  "paid-unissued",
  "stars-unreturned",
  "stray-stars",
  "brake-unknowns",
  "brake-restored",
  "brake-disk",
  "brake-spend",
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** Whether the subject of such an incident, where it is not the whole shop, is an order. */
export function isAboutOrders(kind: IncidentKind): boolean {
  return kind !== "stray-stars";
}

/** What became of a booking that the supplier called unpaid near its deadline, other than that it was paid. */
export const INCIDENT_TURNS = ["past", "cancelled", "gone"] as const;
export type IncidentTurn = (typeof INCIDENT_TURNS)[number];

/** Why nothing is sent. */
export const BRAKES = ["unknowns", "restored", "disk", "spend"] as const;
export type Brake = (typeof BRAKES)[number];

/** Brakes that stay on until an admin releases them; the others go off by themselves. */
export const HELD_BRAKES = ["unknowns", "restored"] as const satisfies readonly Brake[];
export type HeldBrake = (typeof HELD_BRAKES)[number];
