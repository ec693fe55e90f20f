import type { Order, OrderState } from "../../domain/order.ts";
import { isClosedShort } from "../../domain/shortfall.ts";
import type {
  AuditLog,
  Clock,
  EsimStore,
  JobKind,
  JobStore,
  NoteStore,
  OrderStore,
  Outbox,
} from "../ports/index.ts";

interface Deps {
  readonly orders: Pick<OrderStore, "get">;
  readonly esims: Pick<EsimStore, "listOfOrder">;
  readonly jobs: Pick<JobStore, "enqueue">;
  readonly outbox: Pick<Outbox, "add">;
  readonly notes: NoteStore;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly wake: () => void;
}

/** A member of staff at work: by id, and why, where they said so. */
export interface StaffAct {
  readonly staffId: number;
  readonly reason: string | null;
}

/** What staff do about an order without deciding about money. Each is audited, also where it came to nothing. */
export interface StaffActs {
  /**
   * Sends the eSIMs of an order again, through the outbox and to the order's own chat alone; gives how many. `key` names the update that
   * asked, so that one asking sends once.
   */
  resend(orderId: string, key: string, act: StaffAct): Promise<number>;
  /** Has the supplier read now instead of when it is due; false where there is nothing to find out. */
  readNow(orderId: string, act: StaffAct): Promise<boolean>;
  /** Keeps a note; false for a customer the shop does not know. */
  note(
    about: { customerId: number; orderId: string | null },
    text: string,
    staffId: number,
  ): Promise<boolean>;
}

/** States that a read may change. */
const READABLE = [
  "sending",
  "awaiting_supplier",
  "unknown",
  "staff",
  "void",
  "refunding",
  "refunded",
] as const satisfies readonly OrderState[];

type Read = Pick<Order, "state" | "sentAtMs" | "paymentMethod" | "explicitRefusal" | "shortfall">;

const DAY = 24 * 60 * 60_000;

/** Whether reading the supplier may change where an order stands. `nowMs`: a refusal that was just believed is read after a day. */
export function isReadable(order: Read, nowMs: number): boolean {
  const { state, sentAtMs, paymentMethod, explicitRefusal } = order;
  if (sentAtMs === null) return false;
  if (isClosedShort(order)) return true;
  if (state === "expired") return paymentMethod === "supplier_page";
  if (state === "failed") return explicitRefusal && nowMs >= sentAtMs + DAY;
  return READABLE.some((each) => each === state);
}

/** The job that looks at an order where it stands. */
function lookOf({ kind, state }: Order): JobKind {
  const isToBePaid = state === "awaiting_supplier" || state === "expired";
  if (kind === "topup") return isToBePaid ? "await-topup" : "reconcile-topup";
  return isToBePaid ? "await-supplier" : "reconcile";
}

/** Builds the acts. */
export function createStaffActs(deps: Deps): StaffActs {
  const { orders, clock } = deps;

  function record(order: Order, action: string, outcome: string, act: StaffAct): Promise<void> {
    const about = { orderId: order.id, subjectId: order.customerId };
    return deps.audit.add({ ...act, action, ...about, outcome }, clock.now());
  }

  return {
    async resend(orderId, key, act) {
      const order = await orders.get(orderId);
      if (!order) return 0;
      // A negative chat is nobody's: the customer asked to be forgotten.
      if (order.chatId < 0) {
        await record(order, "resend", "nothing sent: the customer was forgotten", act);
        return 0;
      }
      const issued = order.kind === "esim" ? await deps.esims.listOfOrder(order.id) : [];
      await record(order, "resend", `${issued.length} sent to the order's chat`, act);
      for (const { id } of issued)
        await deps.outbox.add(
          {
            chatId: order.chatId,
            kind: "esim",
            subject: order.id,
            esimId: id,
            dedupeKey: `esim ${id} again ${key}`,
          },
          clock.now(),
        );
      deps.wake();
      return issued.length;
    },

    async readNow(orderId, act) {
      const order = await orders.get(orderId);
      if (!order) return false;
      const isUseful = isReadable(order, clock.now());
      await record(order, "reconcile", isUseful ? "read at once" : `nothing to read: ${order.state}`, act);
      if (!isUseful) return false;
      await deps.jobs.enqueue({ kind: lookOf(order), key: order.id, runAtMs: clock.now() });
      deps.wake();
      return true;
    },

    async note({ customerId, orderId }, text, staffId) {
      const nowMs = clock.now();
      if (!(await deps.notes.add({ customerId, orderId, staffId, text, atMs: nowMs }))) return false;
      await deps.audit.add(
        { staffId, action: "note", orderId, subjectId: customerId, outcome: "kept", reason: null },
        nowMs,
      );
      return true;
    },
  };
}
