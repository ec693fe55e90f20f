import { hasEndedAsVoid, type Order } from "../src/domain/order.ts";
import type { Translator } from "../src/i18n/index.ts";
import {
  isTaken,
  showTopupDone,
  showTopupFailed,
  showTopupStatus,
  showTopupVoid,
  showTopupWaiting,
  type Screen,
} from "../src/screens/index.ts";
import type { Esims, Topups } from "../src/services/index.ts";
import type { IntentAbout } from "../src/services/ports/index.ts";
import type { Telling } from "../src/telegram/index.ts";

interface Deps {
  readonly esims: Esims;
  readonly topups: Pick<Topups, "markTold">;
  readonly shopTimeZone: string;
}

/** What the shop says of a top-up after the confirm tap, whenever there is news. */
export interface TopupSpeech {
  /** How a top-up stands, in one short message. */
  status(order: Order, t: Translator): Screen;
  /** An intent of the outbox as a message; undefined when it is out of date. */
  tell(intent: IntentAbout<"order" | "topup">, order: Order, t: Translator): Promise<Telling | undefined>;
}

/** Builds the speech of top-ups. */
export function createTopupSpeech({ esims, topups, shopTimeZone }: Deps): TopupSpeech {
  async function done(order: Order, t: Translator): Promise<Telling | undefined> {
    if (order.state !== "issued") return undefined;
    const owned = await esims.find(order.customerId, order.topup?.esimId ?? "");
    const iccid = owned?.esim.iccid ?? null;
    return {
      screen: showTopupDone({ order, iccid, timeZone: shopTimeZone }, t),
      afterSent: () => topups.markTold(order),
    };
  }

  function waiting(intent: IntentAbout<"order" | "topup">, order: Order, t: Translator): Screen | undefined {
    const isOpen = order.state === "unknown" || order.state === "staff";
    switch (intent.kind) {
      case "topup-taken":
        return isOpen ? showTopupWaiting({ order, kind: "topup.taken" }, t) : undefined;
      case "topup-late":
      case "order-still-unknown":
        if (!isOpen) return undefined;
        return showTopupWaiting({ order, kind: isTaken(order) ? "topup.late" : "topup.still-unknown" }, t);
      case "order-unknown":
        return order.state === "unknown" ? showTopupWaiting({ order, kind: "topup.unknown" }, t) : undefined;
      case "order-failed":
        return showTopupFailed({ order }, t);
      case "order-void":
        return hasEndedAsVoid(order) ? showTopupVoid({ order }, t) : undefined;
      // Only an order for several eSIMs can be closed short.
      case "order-closed":
      case "topup-done":
      case "esim":
      case "after-delivery":
      case "when-travel":
        return undefined;
      default:
        return intent.kind satisfies never;
    }
  }

  return {
    status: (order, t) => showTopupStatus({ order }, t),
    async tell(intent, order, t) {
      if (intent.kind === "topup-done") return done(order, t);
      const screen = waiting(intent, order, t);
      return screen && { screen };
    },
  };
}
