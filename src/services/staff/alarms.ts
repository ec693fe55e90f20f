import { isAboutOrders, type IncidentKind, type IncidentTurn } from "../../domain/incident.ts";
import type { Clock, IncidentStore, Logger, Outbox } from "../ports/index.ts";

interface Deps {
  readonly incidents: IncidentStore;
  readonly outbox: Pick<Outbox, "movePosts">;
  /** The staff's chat; null where there is none: incidents are kept and logged all the same. */
  readonly supportChatId: number | null;
  readonly clock: Clock;
  readonly wake: () => void;
  readonly logger: Logger;
}

/** Alarms by meaning: each incident is told once, and once when it is over. */
export interface Alarms {
  /** Tells staff, unless this incident is known. `subject`: the one order that it is about, or the stray charge. */
  raise(kind: IncidentKind, subject?: string): Promise<void>;
  /** Something about an order that has no end to be told: told once for ever, or kept as told where another alarm names it. */
  report(kind: IncidentKind, orderId: string, options?: { readonly isNamedAlready?: boolean }): Promise<void>;
  /** What became of one order's incident, told once; `isLast`: nothing more comes of it. One that was not told of before is opened for it. */
  turn(kind: IncidentKind, orderId: string, turn: IncidentTurn, isLast: boolean): Promise<void>;
  /** At start: what staff have not read yet goes to their group as the settings name it now. */
  resume(): Promise<void>;
  /** It is over. */
  clear(kind: IncidentKind, subject?: string): Promise<void>;
}

/** The subject of an incident that is about the whole shop. */
export const WHOLE_SHOP = "all";

/** Builds the alarms. */
export function createAlarms({ incidents, outbox, supportChatId, clock, wake, logger }: Deps): Alarms {
  const raise: Alarms["raise"] = async (kind, subject = WHOLE_SHOP) => {
    const orderId = subject !== WHOLE_SHOP && isAboutOrders(kind) ? subject : undefined;
    if (!(await incidents.open(kind, subject, supportChatId, clock.now(), orderId))) return;
    logger.error("alarm.raised", { reason: kind });
    wake();
  };
  return {
    raise,
    async report(kind, orderId, { isNamedAlready = false } = {}) {
      if (await incidents.wasThere(kind, orderId)) return;
      if (isNamedAlready) await incidents.open(kind, orderId, null, clock.now(), orderId);
      else await raise(kind, orderId);
      // Its end is not told: there is nothing to be over.
      await incidents.close(kind, orderId, null, clock.now());
    },
    async turn(kind, orderId, turn, isLast) {
      const nowMs = clock.now();
      if (isLast && !(await incidents.wasThere(kind, orderId)))
        await incidents.open(kind, orderId, null, nowMs, orderId);
      if (!(await incidents.tell(kind, orderId, turn, supportChatId, nowMs))) return;
      // Its end is in what was just told.
      if (isLast) await incidents.close(kind, orderId, null, nowMs);
      logger.warn("alarm.turned", { reason: `${kind}: ${turn}` });
      wake();
    },
    async resume() {
      if (supportChatId === null) return;
      await outbox.movePosts(supportChatId);
      await incidents.tellOpen(supportChatId, clock.now());
    },
    async clear(kind, subject = WHOLE_SHOP) {
      if (!(await incidents.close(kind, subject, supportChatId, clock.now()))) return;
      logger.info("alarm.over", { reason: kind });
      wake();
    },
  };
}
