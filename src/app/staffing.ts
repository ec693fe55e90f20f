import type { Config } from "../config.ts";
import type { Language, Translator } from "../i18n/index.ts";
import {
  createFigures,
  createClosing,
  createOrderFiles,
  createRefusals,
  createRoles,
  createSecondWord,
  createSettlement,
  createStaffActs,
  createStaffSearch,
  type Brakes,
  type Customers,
  type Esims,
} from "../services/index.ts";
import type { Clock, Logger, Supplier } from "../services/ports/index.ts";
import type { Storage } from "../storage/index.ts";
import * as telegram from "../telegram/index.ts";
import { createMoneyDesk } from "./money-desk.ts";
import type { Selling } from "./selling.ts";
import type { UsageParts } from "./usage.ts";

interface Deps {
  readonly config: Config;
  readonly storage: Storage;
  readonly supplier: Supplier;
  readonly customers: Customers;
  readonly esims: Esims;
  readonly usage: UsageParts;
  readonly selling: Pick<Selling, "collection" | "refunds" | "accounts" | "outlookOf" | "supplierLook">;
  readonly brakes: Pick<Brakes, "release">;
  readonly api: Parameters<typeof telegram.createStaffMenus>[0]["api"];
  readonly translatorOf: (language: Language) => Translator;
  readonly clock: Clock;
  /** Has jobs and messages looked for at once. */
  readonly wake: () => void;
  readonly logger: Logger;
}

/** What staff work with. */
export interface Staffing {
  readonly authorise: telegram.StaffAuthority;
  readonly menus: telegram.StaffMenus;
  /** Stands before everything else that an update meets. */
  readonly gate: telegram.Stages["guards"][number];
  /** Renders the posts about money in staff's group. */
  readonly tell: ReturnType<typeof createMoneyDesk>["tell"];
}

/** Builds staff's commands; like app.ts it only connects. */
export function createStaffing({ config, storage, supplier, clock, wake, ...deps }: Deps): Staffing {
  const { orders, esims, audit, staffDesk: desk, notes } = storage;
  const { supportChatId, adminIds } = config.telegram;
  const { timeZone: shopTimeZone, country: shopCountry, defaultLanguage } = config.shop;
  const roles = createRoles({ adminIds, staff: storage.staff, clock });
  const menus = telegram.createStaffMenus({
    api: deps.api,
    roles,
    supportChatId,
    t: deps.translatorOf(defaultLanguage),
    logger: deps.logger.child("telegram"),
  });
  const search = createStaffSearch({ orders, esims, desk, shopCountry });
  const record = { audit, clock, shopTimeZone };
  const secondWord = createSecondWord({ proposals: storage.voidProposals, roles, clock });
  const orderDesk = telegram.createOrderDesk({
    ...record,
    search,
    files: createOrderFiles({
      ...storage,
      desk,
      supplier,
      secondWord,
    }),
    acts: createStaffActs({
      orders,
      esims,
      jobs: storage.jobs,
      outbox: storage.outbox,
      notes,
      audit,
      clock,
      wake,
    }),
  });
  const esimDesk = telegram.createEsimDesk({
    ...record,
    search,
    esims: deps.esims,
    usage: deps.usage.usage,
    view: deps.usage.esimView,
  });
  const figures = createFigures({ desk, clock, timeZone: shopTimeZone });
  const office = telegram.createOffice({ ...record, roles, search, orders, figures, menus });
  const ending = {
    orders,
    supplierLook: deps.selling.supplierLook,
    secondWord,
    audit,
    clock,
    wake,
    logger: deps.logger.child("staff"),
  };
  const settling = telegram.createSettlingDesk({
    ...record,
    search,
    orders,
    settlement: createSettlement({ ...ending, refunds: deps.selling.refunds }),
    closing: createClosing({ ...ending, esims }),
    brakes: deps.brakes,
  });
  const { translatorOf, selling, customers } = deps;
  const money = createMoneyDesk({ config, storage, selling, clock, translatorOf });
  const personHere = telegram.createStaffPlace(supportChatId);
  const authorise = telegram.createStaffAuthority({ roles, personHere });
  const gate = telegram.createStaffGate({
    authorise,
    personHere,
    refusals: createRefusals({ audit, orders, payments: storage.payments, clock }),
    customers,
    handlers: { ...orderDesk.handlers, ...esimDesk, ...office, ...settling.handlers, ...money.handlers },
    taps: { ...orderDesk.taps, ...settling.taps, ...money.taps },
    defaultLanguage,
    translatorOf,
  });
  return { authorise, menus, gate, tell: money.tell };
}
