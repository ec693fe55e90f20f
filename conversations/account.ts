import { ORDER_STATES } from "../src/domain/order.ts";
import type { Translator } from "../src/i18n/index.ts";
import { showAccountNews } from "../src/screens/index.ts";
import type { Customers } from "../src/services/index.ts";
import type { Intent, LedgerStore, OrderStore } from "../src/services/ports/index.ts";
import type { Telling } from "../src/telegram/index.ts";

interface Deps {
  readonly ledger: Pick<LedgerStore, "find" | "balances">;
  readonly customers: Pick<Customers, "get">;
  readonly orders: Pick<OrderStore, "list">;
  readonly translatorFor: (chosen: string | null, ordered: string) => Translator;
}

/** What the shop says when staff have changed a customer's account; the subject is the key of the ledger's row. */
export interface AccountSpeech {
  tell(intent: Intent): Promise<Telling | undefined>;
}

/** Builds the speech. */
export function createAccountSpeech({ ledger, customers, orders, translatorFor }: Deps): AccountSpeech {
  return {
    async tell(intent) {
      const entry = await ledger.find(intent.subject);
      if (entry?.customerId !== intent.chatId) return undefined;
      const { currency } = entry;
      const known = (await ledger.balances(entry.customerId)).find((each) => each.currency === currency);
      const account = known ?? { currency, balanceMinor: 0, limitMinor: 0 };
      const { chosenLanguage } = await customers.get(intent.chatId);
      const [newest] = await orders.list(intent.chatId, ORDER_STATES, 1);
      const t = translatorFor(chosenLanguage, newest?.language ?? "");
      return { screen: showAccountNews({ entry, account }, t) };
    },
  };
}
