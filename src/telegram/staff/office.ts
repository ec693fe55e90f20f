import { mayAct } from "../../domain/staff.ts";
import {
  showAudit,
  showStaffExport,
  showStaffHelp,
  showStaffHow,
  showStaffWords,
  showStats,
} from "../../screens/index.ts";
import type { Figures, Roles, StaffSearch } from "../../services/index.ts";
import type { AuditFilter, AuditLog, Clock, OrderStore } from "../../services/ports/index.ts";
import { STAFF_COMMANDS } from "./commands.ts";
import type { StaffMenus } from "./menus.ts";
import { firstWord, type StaffHandlers, type StaffRequest } from "./request.ts";

interface Deps {
  readonly roles: Roles;
  readonly search: Pick<StaffSearch, "findByReference">;
  readonly orders: Pick<OrderStore, "get">;
  readonly figures: Figures;
  readonly menus: StaffMenus;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly shopTimeZone: string;
}

type Handlers = Pick<StaffHandlers, "staff" | "grant" | "revoke" | "audit" | "stats" | "export">;

const MOST_AUDIT_ROWS = 15;

/** Staff's commands about the shop itself: who is staff, who did what, how it does, and the month's books. */
export function createOffice(deps: Deps): Handlers {
  const say = async (request: StaffRequest, words: string): Promise<void> => {
    await request.reply(showStaffWords(words));
  };

  function record(
    request: StaffRequest,
    action: string,
    outcome: string,
    subjectId: number | null = null,
  ): Promise<void> {
    const entry = {
      staffId: request.actor.id,
      action,
      orderId: null,
      subjectId,
      outcome,
      reason: null,
    };
    return deps.audit.add(entry, deps.clock.now());
  }

  /** A numeric Telegram id and a reason; says how it goes for anything else, a username above all. */
  async function withPerson(
    request: StaffRequest,
    command: "grant" | "revoke",
    go: (userId: number, reason: string) => Promise<void>,
  ): Promise<void> {
    const { first, rest } = firstWord(request.args);
    const isWhole = /^[1-9]\d{3,15}$/.test(first) && Number.isSafeInteger(Number(first)) && rest !== "";
    if (!isWhole) return void (await request.reply(showStaffHow(command, request.t)));
    await go(Number(first), rest);
  }

  /** By reference, or by Telegram id: what was done to them and what they did. */
  async function auditRows(args: string) {
    if (args === "") return deps.audit.list({}, MOST_AUDIT_ROWS);
    const order = await deps.search.findByReference(args);
    if (order) return deps.audit.list({ orderId: order.id }, MOST_AUDIT_ROWS);
    if (!/^\d{4,16}$/.test(args)) return undefined;
    const filters: readonly AuditFilter[] = [{ subjectId: Number(args) }, { staffId: Number(args) }];
    const found = await Promise.all(filters.map((filter) => deps.audit.list(filter, MOST_AUDIT_ROWS)));
    const rows = new Map(found.flat().map((row) => [row.id, row]));
    return [...rows.values()].sort((a, b) => b.id - a.id).slice(0, MOST_AUDIT_ROWS);
  }

  return {
    async staff(request) {
      const theirs = STAFF_COMMANDS.filter(({ role }) => mayAct(request.actor.role, role));
      await request.reply(
        showStaffHelp(
          theirs.map(({ command }) => command),
          request.t,
        ),
      );
    },

    grant: (request) =>
      withPerson(request, "grant", async (userId, reason) => {
        const { t } = request;
        const outcome = await deps.roles.grant(request.actor.id, userId, reason);
        await deps.menus.set(userId, outcome === "configured" ? "admin" : "agent");
        const id = String(userId);
        if (outcome === "configured") {
          await record(request, "grant", "refused: an admin by the settings", userId);
          return say(request, t.text("staff.configured", { id }));
        }
        await say(request, t.text(outcome === "granted" ? "staff.granted" : "staff.granted-already", { id }));
      }),

    revoke: (request) =>
      withPerson(request, "revoke", async (userId, reason) => {
        const { t } = request;
        const outcome = await deps.roles.revoke(request.actor.id, userId, reason);
        const id = String(userId);
        if (outcome === "configured") {
          await record(request, "revoke", "refused: an admin by the settings", userId);
          return say(request, t.text("staff.configured", { id }));
        }
        if (outcome === "revoked") await deps.menus.remove(userId);
        await say(request, t.text(outcome === "revoked" ? "staff.revoked" : "staff.revoked-none", { id }));
      }),

    async audit(request) {
      const { args, t } = request;
      const rows = await auditRows(args);
      if (!rows) return void (await request.reply(showStaffHow("audit", t)));
      await record(request, "audit", `${rows.length} rows shown`);
      const lines = await Promise.all(
        rows.map(async (row) => {
          const order = row.orderId === null ? undefined : await deps.orders.get(row.orderId);
          const subject = order?.reference ?? (row.subjectId === null ? null : String(row.subjectId));
          return { ...row, subject };
        }),
      );
      await request.reply(showAudit(lines, deps.shopTimeZone, t));
    },

    async stats(request) {
      await record(request, "stats", "shown");
      await request.reply(showStats(await deps.figures.stats(), request.t));
    },

    async export(request) {
      const month = request.args;
      const exported = await deps.figures.exportMonth(month);
      if (!exported) return void (await request.reply(showStaffHow("export", request.t)));
      await record(request, "export", `${month}: ${exported.count} orders`);
      await request.reply(showStaffExport({ month, ...exported }, request.t));
    },
  };
}
