import { showAccountChange, showStaffHow, showStaffWords, showStatement } from "../../screens/index.ts";
import { reasonOf, type AccountChange, type Accounts } from "../../services/index.ts";
import type { AuditLog, AuditRow, Clock, LedgerRow } from "../../services/ports/index.ts";
import type { StaffHandlers, StaffRequest } from "./request.ts";

interface Deps {
  readonly accounts: Accounts;
  readonly audit: Pick<AuditLog, "add" | "list">;
  readonly clock: Clock;
  readonly shopTimeZone: string;
}

/** Acts of staff about a customer among which the reasons of the newest rows are looked for. */
const MOST_ACTS = 500;
/** `again`: entered by the same command before it was interrupted. */
const ENTERED: readonly string[] = ["granted", "withdrawn", "limited", "again"];

/** What staff read of a row: its figure where it has one, and why, from the audit's first such act by the same person since. */
function explained(row: LedgerRow, acts: readonly AuditRow[]): LedgerRow {
  if (row.kind !== "grant" && row.kind !== "withdrawal") return row;
  const act = acts.findLast(
    ({ action, outcome, staffId, atMs }) =>
      action === "credit" && ENTERED.includes(outcome) && staffId === row.staffId && atMs >= row.atMs,
  );
  const note = [row.note, reasonOf(act?.reason ?? "")].filter((part) => part !== "").join(": ");
  return { ...row, note: note === "" ? "–" : note };
}

/** Staff's commands about customers' accounts: what stands in one, and what is entered. */
export function createAccountDesk(deps: Deps): Pick<StaffHandlers, "credit" | "statement"> {
  const { accounts } = deps;

  function record(
    request: StaffRequest,
    action: string,
    subjectId: number | null,
    outcome: string,
    reason: string | null,
  ): Promise<void> {
    const entry = { staffId: request.actor.id, action, orderId: null, subjectId, outcome, reason };
    return deps.audit.add(entry, deps.clock.now());
  }

  return {
    async credit(request) {
      if (request.args === "")
        return void (await request.reply(showAccountChange({ kind: "usage" }, request.t)));
      const by = { staffId: request.actor.id, key: `update ${request.updateId}` };
      const change = await accounts.change(request.args, by);
      const subjectId = "customerId" in change ? change.customerId : null;
      await record(request, "credit", subjectId, outcomeOf(change.kind), request.args);
      await request.reply(showAccountChange(change, request.t));
    },

    async statement(request) {
      const { args, t } = request;
      if (args === "") return void (await request.reply(showStaffHow("statement", t)));
      const customerId = await accounts.find(args);
      if (customerId === undefined)
        return void (await request.reply(showStaffWords(t.text("staff.no-customer"))));
      const statement = await accounts.statement(customerId);
      const acts = await deps.audit.list({ subjectId: customerId }, MOST_ACTS);
      const entries = statement.entries.map((row) => explained(row, acts));
      await record(request, "statement", customerId, "shown", null);
      await request.reply(showStatement({ ...statement, entries, timeZone: deps.shopTimeZone }, t));
    },
  };
}

/** Only what was entered is called so. */
function outcomeOf(kind: AccountChange["kind"]): string {
  return ENTERED.includes(kind) ? kind : `refused: ${kind}`;
}
