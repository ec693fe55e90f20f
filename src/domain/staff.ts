/** What a member of staff may do: an agent looks after customers, an admin also decides about money and about staff. */
export const STAFF_ROLES = ["agent", "admin"] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Whether somebody with `role` (null for a stranger) may do what `needed` may do. */
export function mayAct(role: StaffRole | null, needed: StaffRole): boolean {
  return role === "admin" || (role !== null && role === needed);
}
