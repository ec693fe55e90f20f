import type { StaffRole } from "../../domain/staff.ts";
import type { Clock, StaffMember, StaffStore } from "../ports/index.ts";

interface Deps {
  /** `ADMIN_IDS`: admins always, whatever the table says. */
  readonly adminIds: readonly number[];
  readonly staff: StaffStore;
  readonly clock: Clock;
}

/** Who asks for a change of roles: an admin by their Telegram id, or null for the server's command line. */
type Granter = number | null;

/** Who is staff. Read from the database each time, so that a grant or a revocation acts on the next update. */
export interface Roles {
  /** By numeric Telegram user id alone; null for everybody who is no staff. */
  roleOf(userId: number): Promise<StaffRole | null>;
  /** All of them, those of `ADMIN_IDS` first. */
  list(): Promise<readonly StaffMember[]>;
  /** Makes somebody an agent. `configured`: they are an admin by `ADMIN_IDS`, and nothing is done. */
  grant(by: Granter, userId: number, reason: string | null): Promise<"granted" | "already" | "configured">;
  /** Takes a role away. `configured`: only whoever sets `ADMIN_IDS` can take that one. */
  revoke(by: Granter, userId: number, reason: string | null): Promise<"revoked" | "none" | "configured">;
}

/** Builds the roles. */
export function createRoles({ adminIds, staff, clock }: Deps): Roles {
  const isConfigured = (userId: number): boolean => adminIds.includes(userId);
  return {
    async roleOf(userId) {
      if (isConfigured(userId)) return "admin";
      return (await staff.get(userId))?.role ?? null;
    },

    async list() {
      const configured = adminIds.map((userId): StaffMember => {
        return { userId, role: "admin", grantedBy: null, grantedAtMs: 0 };
      });
      const granted = await staff.list();
      return [...configured, ...granted.filter(({ userId }) => !isConfigured(userId))];
    },

    async grant(by, userId, reason) {
      if (isConfigured(userId)) return "configured";
      const isThere = (await staff.get(userId)) !== undefined;
      const nowMs = clock.now();
      const outcome = isThere ? "was an agent before" : "agent";
      const audit = { staffId: by, action: "grant", orderId: null, subjectId: userId, outcome, reason };
      await staff.put({ userId, role: "agent", grantedBy: by, grantedAtMs: nowMs }, audit);
      return isThere ? "already" : "granted";
    },

    async revoke(by, userId, reason) {
      if (isConfigured(userId)) return "configured";
      const audit = {
        staffId: by,
        action: "revoke",
        orderId: null,
        subjectId: userId,
        outcome: "no role",
        reason,
      };
      return (await staff.remove(userId, audit, clock.now())) ? "revoked" : "none";
    },
  };
}
