import { installByMs } from "../src/domain/esim.ts";
import type { Translator } from "../src/i18n/index.ts";
import { showOfflineCard, showTroubleReport } from "../src/screens/index.ts";
import type { Customers, Esims, Trips, Trouble } from "../src/services/index.ts";
import type { Intent, IntentAbout, TripStore } from "../src/services/ports/index.ts";
import type { Telling } from "../src/telegram/index.ts";

interface Deps {
  readonly esims: Esims;
  readonly customers: Customers;
  readonly trips: Pick<Trips, "today">;
  readonly tripStore: Pick<TripStore, "get">;
  readonly trouble: Pick<Trouble, "report">;
  readonly translatorFor: (chosen: string | null, ordered: string) => Translator;
  readonly supportContact: string;
  readonly shopTimeZone: string;
}

/** What the shop says of its own accord after the sale: the picture before the trip, and a call for a person. */
export interface CareSpeech {
  /** The message of an intent; undefined when it is out of date. */
  tell(intent: IntentAbout<"care">): Promise<Telling | undefined>;
}

/** Builds the speech. */
export function createCareSpeech(deps: Deps): CareSpeech {
  async function tellOfflineCard(intent: Intent): Promise<Telling | undefined> {
    const owned = await deps.esims.forDelivery(intent.esimId ?? "");
    // An eSIM goes to the chat of its own order, and to no other.
    if (!owned || owned.esim.chatId !== intent.chatId || owned.order.chatId !== intent.chatId)
      return undefined;
    const { chosenLanguage } = await deps.customers.get(intent.chatId);
    const t = deps.translatorFor(chosenLanguage, owned.order.language);
    const trip = await deps.tripStore.get(owned.order.id);
    const travelsOn = trip?.travelsOn ?? null;
    const screen = showOfflineCard(
      {
        ...owned,
        // "Today" and "this week" are no dates to be repeated.
        travelsOn: travelsOn !== null && travelsOn > deps.trips.today() ? travelsOn : null,
        installByMs: installByMs(owned.esim.issuedAtMs, owned.order.package.installWithinDays),
        supportContact: deps.supportContact,
        timeZone: deps.shopTimeZone,
      },
      t,
    );
    return { screen };
  }

  async function tellReport(intent: Intent): Promise<Telling | undefined> {
    const report = await deps.trouble.report(intent.subject);
    const owned = report && (await deps.esims.find(report.customerId, report.esimId));
    if (!owned) return undefined;
    const { customerId, isThere, remedies } = report;
    const { traveller } = owned.order;
    const t = deps.translatorFor(null, "");
    return { screen: showTroubleReport({ ...owned, customerId, traveller, isThere, remedies }, t) };
  }

  return {
    tell(intent) {
      switch (intent.kind) {
        case "offline-card":
          return tellOfflineCard(intent);
        case "trouble-report":
          return tellReport(intent);
        default:
          return intent.kind satisfies never;
      }
    },
  };
}
