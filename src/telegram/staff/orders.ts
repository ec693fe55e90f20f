import { setTimeout as sleep } from "node:timers/promises";
import type { Order } from "../../domain/order.ts";
import {
  showStaffFound,
  showStaffHow,
  showStaffOrder,
  showStaffOutcome,
  showStaffWords,
} from "../../screens/index.ts";
import {
  isReadable,
  type OrderFile,
  type OrderFiles,
  type StaffActs,
  type StaffSearch,
  type SupplierView,
} from "../../services/index.ts";
import type { AuditLog, Clock } from "../../services/ports/index.ts";
import {
  firstWord,
  foundWords,
  type StaffHandlers,
  type StaffRequest,
  type StaffTapHandlers,
} from "./request.ts";

interface Deps {
  readonly search: StaffSearch;
  readonly files: OrderFiles;
  readonly acts: StaffActs;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly shopTimeZone: string;
}

type Handlers = Pick<StaffHandlers, "find" | "order" | "resend" | "reconcile" | "note">;

/** So often is looked whether a read that was asked for is over: some seconds in all, for the chat waits meanwhile. */
const MOST_LOOKS = 24;
const LOOK_EVERY_MS = 250;

/** Staff's commands about orders: finding one, looking at both sides of it, and what may be done without deciding about money. */
export function createOrderDesk(deps: Deps): {
  readonly handlers: Handlers;
  readonly taps: Pick<StaffTapHandlers, "staff-order" | "staff-details" | "staff-read" | "staff-resend">;
} {
  const { search, files, acts } = deps;

  function record(request: StaffRequest, action: string, order: Order, outcome: string): Promise<void> {
    const about = { orderId: order.id, subjectId: order.customerId };
    const entry = { staffId: request.actor.id, action, ...about, outcome, reason: null };
    return deps.audit.add(entry, deps.clock.now());
  }

  const cardOf = (file: OrderFile, supplier: SupplierView | { found: "asking" }, isOpen: boolean) => ({
    ...file,
    issued: file.esims.length,
    isReadable: isReadable(file.order, deps.clock.now()),
    supplier,
    isOpen,
    timeZone: deps.shopTimeZone,
  });

  /** Our side at once; the supplier's when it has answered, together with what its answer may have changed. */
  async function show(
    request: StaffRequest,
    order: Order,
    { isOpen, messageId }: { readonly isOpen: boolean; readonly messageId?: number },
  ): Promise<void> {
    const file = await files.open(order.id);
    if (!file) return;
    const asking = showStaffOrder(cardOf(file, { found: "asking" }, isOpen), request.t);
    if (messageId !== undefined) await request.edit(messageId, asking);
    const shownId = messageId ?? (await request.reply(asking));
    const supplier = await files.askSupplier(file);
    const now = (await files.open(order.id)) ?? file;
    await request.edit(shownId, showStaffOrder(cardOf(now, supplier, isOpen), request.t));
  }

  /** The order meant by a reference; says so where there is none. */
  async function withOrder(
    request: StaffRequest,
    command: "order" | "resend" | "reconcile",
    go: (order: Order, reason: string | null) => Promise<void>,
  ): Promise<void> {
    const { first, rest } = firstWord(request.args);
    if (first === "") return void (await request.reply(showStaffHow(command, request.t)));
    const order = await search.findByReference(first);
    if (order) return go(order, rest === "" ? null : rest);
    await request.reply(showStaffWords(request.t.text("staff.no-order", { reference: first })));
  }

  async function withTapped(orderId: string, go: (order: Order) => Promise<void>): Promise<void> {
    const file = await files.open(orderId);
    if (file) await go(file.order);
  }

  async function resend(request: StaffRequest, order: Order, reason: string | null): Promise<void> {
    const act = { staffId: request.actor.id, reason };
    const count = await acts.resend(order.id, `u${request.updateId}`, act);
    const { t } = request;
    const said = count > 0 ? t.text("staff.resent", { count }) : t.text("staff.resent-none");
    await request.reply(showStaffWords(said));
  }

  /** Has it read, and waits a while for what comes of it; undefined where nothing was to be read or it takes longer. */
  async function readNow(
    request: StaffRequest,
    order: Order,
    reason: string | null,
  ): Promise<OrderFile | undefined> {
    const { t } = request;
    const isRead = await acts.readNow(order.id, { staffId: request.actor.id, reason });
    const said = isRead
      ? t.text("staff.reading")
      : t.text("staff.reading-none", { state: t.text(`staff.state.${order.state}`) });
    const dueMs = deps.clock.now();
    await request.reply(showStaffWords(said));
    if (!isRead) return undefined;
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      await sleep(LOOK_EVERY_MS);
      const file = await files.open(order.id);
      // The job that was put forward is gone, or waits for its next turn.
      if (file && (file.nextLookMs === null || file.nextLookMs > dueMs)) return file;
    }
    await request.reply(showStaffWords(t.text("staff.read-goes-on", { reference: order.reference })));
    return undefined;
  }

  async function reconcile(request: StaffRequest, order: Order, reason: string | null): Promise<void> {
    const file = await readNow(request, order, reason);
    if (!file) return;
    await request.reply(showStaffOutcome(cardOf(file, { found: "asking" }, false), request.t));
  }

  async function keepNote(request: StaffRequest): Promise<void> {
    const { first, rest } = firstWord(request.args);
    const { t } = request;
    if (rest === "") return void (await request.reply(showStaffHow("note", t)));
    const order = await search.findByReference(first);
    const customerId = order?.customerId ?? (await search.findCustomer(first));
    if (customerId === undefined)
      return void (await request.reply(showStaffWords(t.text("staff.no-customer"))));
    const isKept = await acts.note({ customerId, orderId: order?.id ?? null }, rest, request.actor.id);
    await request.reply(showStaffWords(t.text(isKept ? "staff.noted" : "staff.no-customer")));
  }

  return {
    handlers: {
      async find(request) {
        if (request.args === "") return void (await request.reply(showStaffHow("find", request.t)));
        const found = await search.findOrders(request.args);
        const owners = new Set(found.orders.map(({ customerId }) => customerId));
        await deps.audit.add(
          {
            staffId: request.actor.id,
            action: "find",
            orderId: found.orders.length === 1 ? (found.orders[0]?.id ?? null) : null,
            subjectId: owners.size === 1 ? ([...owners][0] ?? null) : null,
            outcome: foundWords(
              found.orders.length,
              found.orders.map(({ reference }) => reference),
            ),
            reason: null,
          },
          deps.clock.now(),
        );
        await request.reply(showStaffFound(found, request.t));
      },
      order: (request) =>
        withOrder(request, "order", async (order) => {
          await record(request, "order", order, "shown, masked");
          await show(request, order, { isOpen: false });
        }),
      resend: (request) => withOrder(request, "resend", (order, reason) => resend(request, order, reason)),
      reconcile: (request) =>
        withOrder(request, "reconcile", (order, reason) => reconcile(request, order, reason)),
      note: keepNote,
    },
    taps: {
      "staff-order": (request, action) =>
        withTapped(action.order, async (order) => {
          await record(request, "order", order, "shown, masked");
          await show(request, order, { isOpen: false });
        }),
      "staff-details": (request, action) =>
        withTapped(action.order, async (order) => {
          await record(request, "show-details", order, "personal details shown");
          await show(request, order, { isOpen: true, messageId: request.messageId });
        }),
      "staff-read": (request, action) =>
        withTapped(action.order, async (order) => {
          await readNow(request, order, null);
          await show(request, order, { isOpen: false, messageId: request.messageId });
        }),
      "staff-resend": (request, action) => withTapped(action.order, (order) => resend(request, order, null)),
    },
  };
}
