import type { Config } from "../config.ts";
import type { Language, Translator } from "../i18n/index.ts";
import { createRoles, type Customers } from "../services/index.ts";
import type { Clock } from "../services/ports/index.ts";
import type { Storage } from "../storage/index.ts";
import * as telegram from "../telegram/index.ts";
import type { Selling } from "./selling.ts";

interface Deps {
  readonly config: Config;
  readonly storage: Storage;
  readonly selling: Pick<Selling, "collection" | "refunds" | "accounts">;
  readonly customers: Customers;
  readonly clock: Clock;
  readonly translatorOf: (language: Language) => Translator;
}

/** Builds what staff do about money: the posts in their group with the buttons, and the commands about accounts. */
export function createMoneyDesk({ config, storage, selling, customers, clock, translatorOf }: Deps) {
  const { adminIds, supportChatId } = config.telegram;
  const { timeZone, defaultLanguage } = config.shop;
  const roles = createRoles({ adminIds, staff: storage.staff, clock });
  const payments = telegram.createPaymentDesk({
    roles,
    ...selling,
    orders: storage.orders,
    payments: storage.payments,
    audit: storage.audit,
    clock,
    group: { chatId: supportChatId, timeZone, t: translatorOf(defaultLanguage) },
  });
  const accounts = telegram.createAccountDesk({
    roles,
    accounts: selling.accounts,
    note: (entry) => storage.audit.add({ ...entry, orderId: null }, clock.now()),
    customers,
    supportChatId,
    shopTimeZone: timeZone,
    defaultLanguage,
    translatorOf,
  });
  return { guards: [payments.taps, accounts], tell: payments.tell };
}
