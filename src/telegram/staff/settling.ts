import type { Order } from "../../domain/order.ts";
import { HELD_BRAKES, type HeldBrake } from "../../domain/incident.ts";
import { showClosed, showStaffHow, showStaffWords } from "../../screens/index.ts";
import type { Brakes, Closing, Settlement, StaffSearch } from "../../services/index.ts";
import type { AuditLog, Clock, OrderStore } from "../../services/ports/index.ts";
import { firstWord, type StaffHandlers, type StaffRequest, type StaffTapHandlers } from "./request.ts";

interface Deps {
  readonly search: Pick<StaffSearch, "findByReference">;
  readonly orders: Pick<OrderStore, "get">;
  readonly settlement: Settlement;
  readonly closing: Closing;
  readonly brakes: Pick<Brakes, "release">;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly shopTimeZone: string;
}

/** What no machine can settle: an order that reading does not show, money that goes back, and a shop that was stopped. */
export function createSettlingDesk(deps: Deps): {
  readonly handlers: Pick<StaffHandlers, "resolve" | "refund" | "release">;
  readonly taps: Pick<StaffTapHandlers, "settle" | "release-brake">;
} {
  const { settlement } = deps;

  async function say(request: StaffRequest, words: string): Promise<void> {
    await request.reply(showStaffWords(words));
  }

  const named = ({ reference, state }: Order, { t }: StaffRequest) => {
    return { reference, state: t.text(`staff.state.${state}`) };
  };

  /** From when the only one of the staff may say it again; empty where nothing of the kind is asked. */
  const whenAgain = (outcome: { readonly kind: string; readonly atMs?: number }, { t }: StaffRequest) =>
    outcome.atMs === undefined ? "" : t.moment(outcome.atMs, deps.shopTimeZone);

  async function withOrder(
    request: StaffRequest,
    reference: string,
    go: (order: Order) => Promise<void>,
  ): Promise<void> {
    const order = await deps.search.findByReference(reference);
    return order ? go(order) : say(request, request.t.text("staff.no-order", { reference }));
  }

  async function issued(
    request: StaffRequest,
    order: Order,
    bookingId: string | null,
    reason: string | null,
  ): Promise<void> {
    await request.showTyping();
    const outcome = await settlement.markIssued(order, bookingId, { staffId: request.actor.id, reason });
    if (outcome === "not-shown" && bookingId !== null) {
      const { reference } = order;
      return say(request, request.t.text("settle.issued.not-its-id", { reference, id: bookingId }));
    }
    await say(request, request.t.text(`settle.issued.${outcome}`, named(order, request)));
  }

  async function voided(
    request: StaffRequest,
    order: Order,
    isTyped: boolean,
    reason: string | null,
  ): Promise<void> {
    await request.showTyping();
    const outcome = await settlement.markVoid(order, isTyped, { staffId: request.actor.id, reason });
    const time = whenAgain(outcome, request);
    const isByHand = outcome.kind === "void" && order.paymentMethod === "manual" && order.paidAtMs !== null;
    const key = isByHand ? "void-by-hand" : outcome.kind;
    await say(request, request.t.text(`settle.void.${key}`, { ...named(order, request), time }));
  }

  async function closedShort(
    request: StaffRequest,
    order: Order,
    isTyped: boolean,
    reason: string | null,
  ): Promise<void> {
    await request.showTyping();
    const outcome = await deps.closing.closeShort(order, isTyped, { staffId: request.actor.id, reason });
    const now = (await deps.orders.get(order.id)) ?? order;
    if (outcome.kind === "closed") return void (await request.reply(showClosed(now, request.t)));
    const time = whenAgain(outcome, request);
    await say(request, request.t.text(`settle.short.${outcome.kind}`, { ...named(now, request), time }));
  }

  async function release(request: StaffRequest, brake: HeldBrake, reason: string | null): Promise<void> {
    const isReleased = await deps.brakes.release(brake);
    await deps.audit.add(
      {
        staffId: request.actor.id,
        action: "release",
        orderId: null,
        subjectId: null,
        outcome: isReleased ? `brake ${brake} released` : `brake ${brake} was not on`,
        reason,
      },
      deps.clock.now(),
    );
    await say(request, request.t.text(isReleased ? "settle.released" : "settle.released-none"));
  }

  return {
    handlers: {
      async resolve(request) {
        const { first: reference, rest } = firstWord(request.args);
        const { first: what, rest: more } = firstWord(rest);
        if (what === "issued") {
          const { first: bookingId, rest: reason } = firstWord(more);
          return withOrder(request, reference, (order) =>
            issued(request, order, bookingId === "" ? null : bookingId, reason === "" ? null : reason),
          );
        }
        // Typed, it needs a reason, as a refund does; the button has the card before it and a second person after.
        if (what === "void" && more !== "")
          return withOrder(request, reference, (order) => voided(request, order, true, more));
        if (what === "short" && more !== "")
          return withOrder(request, reference, (order) => closedShort(request, order, true, more));
        await request.reply(showStaffHow("resolve", request.t));
      },

      async refund(request) {
        const { first: reference, rest: reason } = firstWord(request.args);
        if (reason === "") return void (await request.reply(showStaffHow("refund", request.t)));
        await withOrder(request, reference, async (order) => {
          const outcome = await settlement.refund(order, { staffId: request.actor.id, reason });
          await say(request, request.t.text(`settle.refund.${outcome}`, named(order, request)));
        });
      },

      async release(request) {
        const { first, rest } = firstWord(request.args);
        const brake = HELD_BRAKES.find((each) => each === first);
        if (brake) await release(request, brake, rest === "" ? null : rest);
        else await request.reply(showStaffHow("release", request.t));
      },
    },
    taps: {
      async settle(request, { order: orderId, act }) {
        const order = await deps.orders.get(orderId);
        if (!order) return;
        switch (act) {
          case "read":
          case "issued":
            return issued(request, order, null, null);
          case "void":
            return voided(request, order, false, null);
          case "short":
            return closedShort(request, order, false, null);
          default:
            return act satisfies never;
        }
      },
      "release-brake": (request, { brake }) => release(request, brake, null),
    },
  };
}
