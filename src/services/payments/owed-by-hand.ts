import type { Order } from "../../domain/order.ts";
import { isOwedByHand } from "../../domain/shortfall.ts";
import { DONE, type NextRun } from "../orders/sending.ts";
import { tellCustomer } from "../orders/order-outcomes.ts";
import type { Clock, Logger, NewIntent, NewJob, OrderStore } from "../ports/index.ts";
import { givenBack } from "./books.ts";

interface Deps {
  readonly orders: OrderStore;
  /** The staff's chat, where money that has to be handed back is asked for; null where there is none. */
  readonly supportChatId: number | null;
  readonly clock: Clock;
  readonly wake: () => void;
  readonly logger: Logger;
}

/** Money that only people can hand back: it is owed until they say that they have. */
export interface OwedByHand {
  /** What asks staff for it the first time, for the transition from which on it is owed. */
  firstAsk(order: Order): { readonly outbox: readonly NewIntent[]; readonly jobs: readonly NewJob[] };
  /** What tells staff below their reminders that it is done; nothing where they were not reminded. */
  lastWord(order: Order): Promise<readonly NewIntent[]>;
  /** Asks for the share of an order that was closed short, where it is owed. */
  askForShare(order: Order): Promise<NextRun>;
  /** Staff have handed the share back; false where it is not owed, or no longer. */
  returnShare(order: Order, staffId: number): Promise<boolean>;
  /** Job `owed-reminder`: tells staff again, daily until they have. */
  remind(orderId: string, attempt: number): Promise<NextRun>;
}

const ASK_AGAIN_MS = 5_000;
/** Staff are reminded of money to be handed back an hour after they were asked, then daily. */
const REMIND_AFTER_MS = 60 * 60_000;
const REMIND_EVERY_MS = 24 * 60 * 60_000;

/** Event of an order whose money staff were asked again to hand back. */
export const OWED_REMINDED = "staff reminded to hand the money back";

/** Whether a `staff-refund` intent says that what is owed no longer is. */
export function isAllDone({ dedupeKey }: Pick<NewIntent, "dedupeKey">): boolean {
  return dedupeKey.endsWith(" done");
}

/** Builds it. */
export function createOwedByHand({ orders, supportChatId, clock, wake, logger }: Deps): OwedByHand {
  function askStaff({ id }: Order, round: number | "done"): readonly NewIntent[] {
    if (supportChatId === null) return [];
    const dedupeKey = `staff-refund ${id} ${round}`;
    return [{ chatId: supportChatId, kind: "staff-refund", subject: id, dedupeKey }];
  }

  const firstAsk: OwedByHand["firstAsk"] = (order) => ({
    outbox: askStaff(order, 0),
    jobs: [{ kind: "owed-reminder", key: order.id, runAtMs: clock.now() + REMIND_AFTER_MS }],
  });

  const lastWord: OwedByHand["lastWord"] = async (order) => {
    const isReminded = (await orders.events(order.id)).some(({ detail }) => detail === OWED_REMINDED);
    return isReminded ? askStaff(order, "done") : [];
  };

  const returnShare: OwedByHand["returnShare"] = async (order, staffId) => {
    const { shortfall, state } = order;
    if (!shortfall || !isOwedByHand(order)) return false;
    const nowMs = clock.now();
    const isReturned = await orders.transition({
      orderId: order.id,
      from: [state],
      to: state,
      // Two who press at once are told apart, and a rest that has just come leaves nothing to hand back.
      whileShareOwed: true,
      patch: { shortfall: { ...shortfall, returnedAtMs: nowMs } },
      detail: `staff ${staffId} handed the share of the missing eSIMs back`,
      nowMs,
      ledger: givenBack(order, shortfall.share, staffId),
      outbox: [tellCustomer(order, "order-refunded"), ...(await lastWord(order))],
    });
    if (isReturned) logger.info("order.share-returned", { order: order.reference });
    wake();
    const now = isReturned ? order : await orders.get(order.id);
    // It was delivered in the same moment: the share is owed as before.
    return now && now.state !== state ? returnShare(now, staffId) : isReturned;
  };

  return {
    firstAsk,
    lastWord,
    returnShare,

    async askForShare(order) {
      if (!isOwedByHand(order)) return DONE;
      const nowMs = clock.now();
      const isAsked = await orders.transition({
        orderId: order.id,
        from: [order.state],
        to: order.state,
        whileShareOwed: true,
        detail: "staff asked to hand the share of the missing eSIMs back",
        nowMs,
        ...firstAsk(order),
      });
      wake();
      // It was delivered in the same moment, and is looked at as it stands now.
      return isAsked ? DONE : { again: nowMs + ASK_AGAIN_MS };
    },

    async remind(orderId, attempt) {
      const order = await orders.get(orderId);
      if (!order || !isOwedByHand(order)) return DONE;
      const nowMs = clock.now();
      await orders.transition({
        orderId,
        from: [order.state],
        to: order.state,
        detail: OWED_REMINDED,
        nowMs,
        outbox: askStaff(order, attempt),
      });
      logger.warn("payment.owed", { order: order.reference, count: attempt });
      wake();
      return { again: nowMs + REMIND_EVERY_MS };
    },
  };
}
