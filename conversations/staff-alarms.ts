import { INCIDENT_TURNS, type IncidentKind } from "../src/domain/incident.ts";
import type { Translator } from "../src/i18n/index.ts";
import { showAlarm, type AlarmOrder } from "../src/screens/index.ts";
import type { IncidentStore, Intent, OrderStore } from "../src/services/ports/index.ts";
import type { Telling } from "../src/telegram/index.ts";

interface Deps {
  readonly incidents: Pick<IncidentStore, "get">;
  readonly orders: Pick<OrderStore, "get" | "listInStates">;
  /** Staff are written to in the shop's own language. */
  readonly staffTranslator: () => Translator;
}

/** More are not named in one message. */
const MOST_ORDERS = 50;

/** What staff are alarmed about. */
export interface AlarmSpeech {
  /** By its subject: an incident and what became of it, or the order whose answer named no known page. */
  tell(intent: Intent): Promise<Telling | undefined>;
}

/** Builds the speech. */
export function createAlarmSpeech({ incidents, orders, staffTranslator }: Deps): AlarmSpeech {
  async function ordersOf(kind: IncidentKind, subject: string): Promise<readonly AlarmOrder[]> {
    if (kind === "unknown-orders" && subject === "all") return orders.listInStates(["unknown"], MOST_ORDERS);
    const order = subject === "all" ? undefined : await orders.get(subject);
    return order ? [order] : [];
  }

  return {
    async tell(intent) {
      const [id, what] = intent.subject.split(" ");
      if (what === undefined) {
        const order = await orders.get(intent.subject);
        const model = { kind: "payment-address", isOver: false } as const;
        return order && { screen: showAlarm({ ...model, orders: [order] }, staffTranslator()) };
      }
      const incident = await incidents.get(Number(id));
      if (!incident) return undefined;
      const { kind, subject } = incident;
      const model = {
        kind,
        isOver: what === "closed",
        turn: INCIDENT_TURNS.find((turn) => turn === what),
        orders: await ordersOf(kind, subject),
        isOneMore: kind === "unknown-orders" && subject !== "all",
        forPerson: (await orders.listInStates(["staff"], MOST_ORDERS)).length,
      };
      return { screen: showAlarm(model, staffTranslator()) };
    },
  };
}
