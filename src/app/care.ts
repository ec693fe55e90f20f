import type { Config } from "../config.ts";
import type { Language, Translator } from "../i18n/index.ts";
import {
  createDevices,
  createInstall,
  createPrivacy,
  createSupport,
  createTrips,
  createTrouble,
  type Devices,
  type Esims,
  type Support,
  type Trips,
  type Trouble,
} from "../services/index.ts";
import type { Clock, Logger, RandomBytes, Supplier, TripStore } from "../services/ports/index.ts";
import type { Storage } from "../storage/index.ts";
import * as telegram from "../telegram/index.ts";
import type { UsageParts } from "./usage.ts";

interface Deps {
  readonly config: Config;
  readonly storage: Storage;
  readonly supplier: Supplier;
  readonly esims: Esims;
  /** Who of the staff answers a letter. */
  readonly authorise: telegram.StaffAuthority;
  readonly translatorOf: (language: Language) => Translator;
  readonly usage: Pick<UsageParts, "usage" | "esimCards" | "esimView">;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly wake: () => void;
  readonly logger: Logger;
}

/** What looks after an eSIM once it is sold, put together. */
export interface Care {
  readonly devices: Devices;
  readonly trips: Trips;
  readonly tripStore: TripStore;
  readonly trouble: Trouble;
  readonly support: Support;
  /** Staff's answers to customers: before the guard of private chats. */
  readonly supportDesk: telegram.Stages["guards"][number];
  /** The menus in the order in which an update meets them. `showCurrent` answers buttons that belong to nothing of the customer. */
  menus(
    showCurrent: (ctx: telegram.ShopContext) => Promise<void>,
  ): readonly ReturnType<typeof telegram.createInstallMenu>[];
}

/** Builds the after-sale part of the shop; like app.ts it only connects. */
export function createCare(deps: Deps): Care {
  const { config, storage, supplier, esims, clock, wake, logger } = deps;
  const { timeZone: shopTimeZone, supportContact } = config.shop;
  const { orders, outbox } = storage;

  const devices = createDevices({
    supplier,
    lists: storage.deviceList,
    clock,
    logger: logger.child("devices"),
  });
  const trips = createTrips({
    trips: storage.trips,
    orders,
    esims: storage.esims,
    jobs: storage.jobs,
    outbox,
    clock,
    timeZone: shopTimeZone,
    wake,
  });
  const trouble = createTrouble({
    usage: deps.usage.usage,
    reports: storage.troubleReports,
    outbox,
    supportChatId: config.telegram.supportChatId,
    clock,
    wake,
    logger: logger.child("care"),
  });
  const { supportChatId } = config.telegram;
  const support = createSupport({
    messages: storage.supportMessages,
    reports: storage.troubleReports,
    orders,
    esims,
    customers: storage.customers,
    supportChatId,
    clock,
    wake,
    logger: logger.child("care"),
  });
  const privacy = createPrivacy({
    personalData: storage.personalData,
    orders,
    clock,
    randomBytes: deps.randomBytes,
    shopName: config.shop.name,
    logger: logger.child("privacy"),
  });
  const { esimCards, esimView } = deps.usage;
  const words = { withOwned: esimCards.withOwned, supportContact };

  return {
    devices,
    trips,
    tripStore: storage.trips,
    trouble,
    support,
    supportDesk: telegram.createSupportDesk({
      support,
      authorise: deps.authorise,
      supportChatId,
      t: deps.translatorOf(config.shop.defaultLanguage),
    }),
    menus: (showCurrent) => [
      telegram.createInstallMenu({
        esims,
        install: createInstall({ supplier, clock }),
        ...words,
        shopTimeZone,
      }),
      telegram.createTroubleMenu({ trouble, view: esimView, ...words }),
      telegram.createTravelMenu({ trips, shopTimeZone, showNothing: showCurrent }),
      telegram.createOwnDataMenu({
        privacy,
        openAccount: async (customerId) =>
          (await storage.ledger.balances(customerId)).filter(({ balanceMinor }) => balanceMinor !== 0),
      }),
    ],
  };
}
