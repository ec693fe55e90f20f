import { ALERT_LEVELS, alertsAt, kindOf, type AlertKind } from "../src/domain/alerts.ts";
import { installByMs } from "../src/domain/esim.ts";
import type { Translator } from "../src/i18n/index.ts";
import { showAlert } from "../src/screens/index.ts";
import type { Esims } from "../src/services/index.ts";
import type { Intent } from "../src/services/ports/index.ts";
import type { EsimView, Telling } from "../src/telegram/index.ts";

interface Deps {
  readonly esims: Pick<Esims, "forDelivery">;
  readonly view: EsimView;
}

/** Usage alerts as messages. */
export interface UsageAlerts {
  /**
   * An alert from what the database says now; undefined when it no longer holds: a top-up came, or a stronger one is due, while it waited
   * for a customer who had blocked the bot; or its kind is among `mutedAlerts` by now.
   */
  tell(
    intent: Intent,
    mutedAlerts: readonly AlertKind[],
    translatorFor: (ordered: string) => Translator,
  ): Promise<Telling | undefined>;
}

/** Builds the alerts' speech. */
export function createUsageAlerts({ esims, view }: Deps): UsageAlerts {
  return {
    async tell(intent, mutedAlerts, translatorFor) {
      const owned = await esims.forDelivery(intent.esimId ?? "");
      const level = ALERT_LEVELS.find((each) => each === intent.subject);
      if (!owned || !level || owned.esim.chatId !== intent.chatId) return undefined;
      if (mutedAlerts.includes(kindOf(level))) return undefined;
      const { esim, order } = owned;
      const { usage, clocks } = await view(owned);
      const { figures } = usage;
      if (!figures) return undefined;
      const { isUnlimited, validityDays, installWithinDays } = order.package;
      const facts = {
        figures,
        isUnlimited,
        validityDays,
        issuedAtMs: esim.issuedAtMs,
        installByMs: installByMs(esim.issuedAtMs, installWithinDays),
      };
      if (!alertsAt(facts, clocks.nowMs).some((alert) => alert.level === level)) return undefined;
      const { topupFrom } = usage;
      const model = { ...owned, ...facts, level, clocks, topupFrom };
      return { screen: showAlert(model, translatorFor(order.language)) };
    },
  };
}
