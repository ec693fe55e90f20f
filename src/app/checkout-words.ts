import { languageFor, type Language, type Translator } from "../i18n/index.ts";
import type { CheckoutVerdict, Customers } from "../services/index.ts";
import type { Money } from "../domain/money.ts";
import type { CheckoutQuestion } from "../telegram/index.ts";

interface Deps {
  readonly judge: (customerId: number, nonce: string, amount: Money) => Promise<CheckoutVerdict>;
  readonly customers: Pick<Customers, "get">;
  readonly translatorOf: (language: Language) => Translator;
  readonly defaultLanguage: Language;
}

/** The verdict on a checkout in the customer's words; connects the two, like app.ts. */
export function createCheckoutWords({ judge, customers, translatorOf, defaultLanguage }: Deps) {
  const translator = (chosen: string | null, tag: string | undefined) =>
    translatorOf(languageFor(chosen, tag, defaultLanguage));
  return {
    apology: (languageCode: string | undefined) => translator(null, languageCode).text("checkout.trouble"),
    async judge(question: CheckoutQuestion): Promise<string | undefined> {
      const { customerId, languageCode, payload, currency, amount } = question;
      const verdict = await judge(customerId, payload, { minor: amount, currency });
      if (verdict === "due") return undefined;
      // Of a stranger nothing is read: reading makes a customer of them.
      const chosen = verdict === "foreign" ? null : (await customers.get(customerId)).chosenLanguage;
      return translator(chosen, languageCode).text(`checkout.${verdict}`);
    },
  };
}
