import { INCIDENT_TURNS } from "../src/domain/incident.ts";
import type { Translator } from "../src/i18n/index.ts";
import { showAlarm, type AlarmOrder } from "../src/screens/index.ts";
import { UNKNOWNS_WITHIN_MS } from "../src/services/index.ts";
import type {
  BrakeStore,
  Incident,
  IncidentStore,
  Intent,
  OrderStore,
  StrayChargeStore,
} from "../src/services/ports/index.ts";
import type { Telling } from "../src/telegram/index.ts";

interface Deps {
  readonly incidents: Pick<IncidentStore, "get">;
  readonly orders: Pick<OrderStore, "get" | "listInStates">;
  readonly brakes: Pick<BrakeStore, "listUnknowns">;
  readonly strayCharges: Pick<StrayChargeStore, "get">;
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
export function createAlarmSpeech({ incidents, orders, ...deps }: Deps): AlarmSpeech {
  const { staffTranslator } = deps;

  async function named(ids: readonly string[]): Promise<readonly AlarmOrder[]> {
    const found = await Promise.all(ids.map((id) => orders.get(id)));
    return found.filter((order) => order !== undefined);
  }

  async function ordersOf({ kind, subject, openedAtMs }: Incident): Promise<readonly AlarmOrder[]> {
    if (kind === "unknown-orders" && subject === "all") return orders.listInStates(["unknown"], MOST_ORDERS);
    if (kind === "brake-unknowns")
      return named(await deps.brakes.listUnknowns(openedAtMs - UNKNOWNS_WITHIN_MS));
    return named([subject]);
  }

  async function customerOf({ kind, subject }: Incident): Promise<number | null> {
    if (kind !== "stray-stars") return null;
    return (await deps.strayCharges.get(subject))?.customerId ?? null;
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
        orders: await ordersOf(incident),
        customerId: await customerOf(incident),
        isOneMore: kind === "unknown-orders" && subject !== "all",
        forPerson: (await orders.listInStates(["staff"], MOST_ORDERS)).length,
      };
      return { screen: showAlarm(model, staffTranslator()) };
    },
  };
}
