import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { mayAct } from "../../../src/domain/staff.ts";
import { createRoles } from "../../../src/services/staff/roles.ts";
import { aDatabasePath, open, T0 } from "../storage/fixtures.ts";

const ADMIN = 11;
const AGENT = 22;

async function someRoles() {
  const path = aDatabasePath();
  const storage = await open(path);
  const roles = createRoles({ adminIds: [ADMIN], staff: storage.staff, clock: { now: () => T0 } });
  return { path, storage, roles };
}

describe("roles", () => {
  it("makes those of ADMIN_IDS admins without a row, and everybody else a stranger", async () => {
    const { roles } = await someRoles();
    expect(await roles.roleOf(ADMIN)).toBe("admin");
    expect(await roles.roleOf(AGENT)).toBeNull();
    expect(mayAct("agent", "admin")).toBe(false);
    expect(mayAct("admin", "agent")).toBe(true);
    expect(mayAct(null, "agent")).toBe(false);
  });

  it("grants and revokes at once, also from the command line, and audits each with its reason", async () => {
    const { storage, roles } = await someRoles();
    expect(await roles.grant(ADMIN, AGENT, "night shift")).toBe("granted");
    expect(await roles.roleOf(AGENT)).toBe("agent");
    expect(await roles.grant(null, AGENT, null)).toBe("already");
    expect((await roles.list()).map(({ userId, role }) => [userId, role])).toEqual([
      [ADMIN, "admin"],
      [AGENT, "agent"],
    ]);
    expect(await roles.revoke(ADMIN, AGENT, "left us")).toBe("revoked");
    expect(await roles.roleOf(AGENT)).toBeNull();
    expect(await roles.revoke(ADMIN, AGENT, null)).toBe("none");
    const rows = await storage.audit.list({ subjectId: AGENT }, 9);
    expect(rows.map(({ staffId, action, outcome, reason }) => [staffId, action, outcome, reason])).toEqual([
      [ADMIN, "revoke", "was no staff", null],
      [ADMIN, "revoke", "no role", "left us"],
      [null, "grant", "was an agent before", null],
      [ADMIN, "grant", "agent", "night shift"],
    ]);
  });

  it("leaves alone whom only ADMIN_IDS can add and remove", async () => {
    const { storage, roles } = await someRoles();
    expect(await roles.grant(ADMIN, ADMIN, null)).toBe("configured");
    expect(await roles.revoke(ADMIN, ADMIN, null)).toBe("configured");
    expect(await storage.audit.list({}, 9)).toEqual([]);
  });

  it("keeps audit rows from being changed or removed in the database itself, and their reasons sealed", async () => {
    const { path, roles } = await someRoles();
    await roles.grant(ADMIN, AGENT, "canary-reason");
    const raw = new Database(path);
    for (const column of ["staff_id", "action", "outcome", "at_ms"])
      expect(() => raw.prepare(`update audit set ${column} = 0`).run(), column).toThrow("append-only");
    expect(() => raw.prepare("delete from audit").run()).toThrow("append-only");
    expect(JSON.stringify(raw.prepare("select * from audit").all())).not.toContain("canary");
    raw.close();
  });
});
