import type { Config } from "../config.ts";
import type { Language, Translator } from "../i18n/index.ts";
import type { Clock } from "../services/ports/index.ts";
import type { Storage } from "../storage/index.ts";
import * as telegram from "../telegram/index.ts";
import type { Selling } from "./selling.ts";

interface Deps {
  readonly config: Config;
  readonly storage: Storage;
  readonly selling: Pick<Selling, "collection" | "refunds" | "accounts" | "outlookOf">;
  readonly clock: Clock;
  readonly translatorOf: (language: Language) => Translator;
}

/** Builds what staff do about money: the posts in their group with the buttons, and the commands about accounts. */
export function createMoneyDesk({ config, storage, selling, clock, translatorOf }: Deps) {
  const { timeZone: shopTimeZone, defaultLanguage } = config.shop;
  const { audit, orders, payments } = storage;
  const record = { audit, clock, shopTimeZone };
  const desk = telegram.createPaymentDesk({
    ...record,
    ...selling,
    orders,
    payments,
    t: translatorOf(defaultLanguage),
  });
  const handlers = telegram.createAccountDesk({ ...record, accounts: selling.accounts });
  return { handlers, taps: desk.taps, tell: desk.tell };
}
