import { setTimeout as sleep } from "node:timers/promises";
import { createConversations } from "../conversations/index.ts";
import { createAlarmParts } from "./app/alarms.ts";
import { createCare } from "./app/care.ts";
import { createCheckoutWords } from "./app/checkout-words.ts";
import { createCustomerMenus } from "./app/customer-menus.ts";
import { createSelling, markupOf } from "./app/selling.ts";
import { createStaffing } from "./app/staffing.ts";
import { createUsageParts } from "./app/usage.ts";
import type { Config } from "./config.ts";
import { createServer } from "./http/server.ts";
import { createTranslators, languageFor, LANGUAGES } from "./i18n/index.ts";
import { createIttSupplier } from "./itt/index.ts";
import { createJobHandlers, STANDING_JOBS } from "./jobs/handlers.ts";
import { createJobRunner } from "./jobs/runner.ts";
import { loadCountries } from "./reference-data.ts";
import {
  createCustomers,
  createDestinations,
  createEsims,
  watchSupplier,
  withShopMarkup,
} from "./services/index.ts";
import { isAbout, type Clock, type Logger, type RandomBytes } from "./services/ports/index.ts";
import { openStorage } from "./storage/index.ts";
import * as telegram from "./telegram/index.ts";

/** What the app is given from outside: the world that tests may hold still. */
export interface World {
  readonly config: Config;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** Names this process among those that share the database. */
  readonly owner: string;
  /** Lets a test stand at each crossing to what the services call: is given a port, gives the one to use. Absent: the port itself. */
  readonly surround?: <Port extends object>(name: "storage" | "supplier" | "telegram", port: Port) => Port;
}

/** The running shop. */
export interface App {
  /** Resolves when updates are being taken. Rejects with a sentence for the deployer when it cannot start. */
  start(): Promise<void>;
  /** Takes nothing new, lets what runs finish, and closes; within ten seconds. */
  stop(): Promise<void>;
}

/** A spending POST under way gets the longest to finish; the whole stop stays under ten seconds. */
const DRAIN_MS = 6_500;
const CLOSE_MS = 500;

/** Builds the shop out of its parts. The only place that knows them all; it decides nothing. */
export async function createApp({
  config,
  logger,
  clock,
  randomBytes,
  owner,
  ...world
}: World): Promise<App> {
  const { surround = (_name, port) => port } = world;
  const storage = surround(
    "storage",
    await openStorage({
      url: config.database.url,
      keys: { current: config.database.key, old: config.database.oldKey },
      logger: logger.child("storage"),
      randomBytes,
      now: clock.now,
    }),
  );
  const { orders, customers: customerStore } = storage;
  const itt = surround("supplier", createIttSupplier({ config: config.supplier, logger, clock }));
  const { supplier: watched, health } = watchSupplier(itt, clock);
  const supplier = withShopMarkup(watched, markupOf(config.payments));
  const fetch = surround("telegram", telegram.createTelegramFetch({ connections: 32 }));
  const { token, apiRoot } = config.telegram;
  const { bot, background } = telegram.createClients({ token, apiRoot, fetch, now: clock.now });

  const wake = () => {
    runner.wake();
    outbox.wake();
  };
  const customers = createCustomers({ customers: customerStore, orders });
  const translatorOf = createTranslators();
  const destinations = createDestinations({
    countries: loadCountries(),
    names: (code, language) => translatorOf(languageFor(language, undefined, "en")).countryName(code),
    languages: LANGUAGES.map(({ code }) => code),
  });
  const esims = createEsims({ esims: storage.esims, orders, clock, logger: logger.child("orders") });
  const parts = { storage, supplier, esims, clock, wake, logger };
  const usage = createUsageParts({
    ...parts,
    zoneOf: destinations.zoneOf,
    shopTimeZone: config.shop.timeZone,
    logger: logger.child("usage"),
  });
  const { alarms, incidentWatch, autoCancel, ...braking } = createAlarmParts({ ...parts, config, health });
  const selling = createSelling({
    ...parts,
    brakes: braking.brakes,
    config,
    randomBytes,
    botUrl: () => `https://t.me/${bot.botInfo.username}`,
    usage: usage.usage,
    returnStars: telegram.createStarsReturn(background),
  });
  const staffing = createStaffing({
    ...parts,
    config,
    customers,
    usage,
    selling,
    brakes: braking.brakes,
    api: bot.api,
    translatorOf,
  });
  const care = createCare({
    ...parts,
    config,
    usage,
    randomBytes,
    authorise: staffing.authorise,
    translatorOf,
  });

  const cards = telegram.createCards({ customers });
  const turns = telegram.createTurns();
  const conversations = createConversations({
    catalogue: selling.catalogue,
    checkout: selling.checkout,
    customers,
    destinations,
    esims,
    care: { ...care, topups: selling.topups, esimView: usage.esimView, showEsimCard: usage.esimCards.card },
    money: {
      ...selling,
      payments: storage.payments,
      ledger: storage.ledger,
      paymentTexts: config.payments.texts,
    },
    orders,
    alarms: storage,
    cards,
    shop: config.shop,
    clock,
    translatorOf,
  });
  const stars = telegram.createStarPayments({
    collection: selling.collection,
    orders,
    payments: storage.payments,
    ask: conversations.askForPayment,
    returnCharge: selling.returnCharge,
    supportContact: config.shop.supportContact,
    now: clock.now,
    logger: logger.child("telegram"),
  });
  const commands = telegram.offeredCommands(config.payments.methods);
  telegram.installStages(bot, storage.dialogues, {
    guards: [
      staffing.gate,
      care.supportDesk,
      telegram.createPrivateChatGuard({
        customers,
        defaultLanguage: config.shop.defaultLanguage,
        supportChatId: config.telegram.supportChatId,
      }),
      telegram.createCustomerMiddleware({
        customers,
        cards,
        defaultLanguage: config.shop.defaultLanguage,
        translatorOf,
        turnOf: turns.of,
        logger: logger.child("telegram"),
      }),
      stars.news,
    ],
    ...conversations.stages,
    navigation: [
      stars.menu,
      ...conversations.stages.navigation,
      ...createCustomerMenus({
        config,
        customers,
        destinations,
        esims,
        commands,
        selling,
        usage,
        conversations,
      }),
      ...care.menus(conversations.showCurrent),
    ],
  });

  const lanes = telegram.createLanes({
    inbox: storage.inbox,
    clock,
    owner,
    logger: logger.child("telegram"),
    wakeOutbox: () => outbox.wake(),
    handle: async (update, turn) => {
      turns.open(update, turn);
      await bot.handleUpdate(update);
    },
  });
  const checkouts = telegram.createCheckouts({
    api: bot.api,
    ...createCheckoutWords({
      judge: selling.judgeCheckout,
      customers,
      translatorOf,
      defaultLanguage: config.shop.defaultLanguage,
    }),
    logger: logger.child("telegram"),
  });
  const accept = (updates: Parameters<typeof lanes.accept>[0]) => lanes.accept(checkouts.take(updates));
  const outbox = telegram.createOutboxSender({
    outbox: storage.outbox,
    api: background,
    tell: (intent) => (isAbout(intent, "desk") ? staffing.tell(intent) : conversations.tell(intent)),
    customers,
    cards,
    clock,
    owner,
    logger: logger.child("telegram"),
  });
  const runner = createJobRunner({
    jobs: storage.jobs,
    handlers: createJobHandlers({
      ...selling,
      incidentWatch,
      autoCancel,
      trips: care.trips,
      usageWatch: usage.usageWatch,
    }),
    clock,
    owner,
    // A hung POST holds its place for 90 seconds: others must not wait for it.
    maxConcurrent: 32,
    logger: logger.child("jobs"),
  });
  const polling = config.webhook
    ? null
    : telegram.createPolling({ token, apiRoot, accept, logger: logger.child("telegram") });
  const server = createServer({
    ...config.server,
    webhook: config.webhook && { ...config.webhook, accept: (update) => accept([update]) },
    health: async () => ({ ok: await storage.checkHealth(), mode: config.webhook ? "webhook" : "polling" }),
    logger: logger.child("http"),
  });
  const starting = new AbortController();

  /** Updates need the server only where Telegram pushes them; while polling, a taken port costs the health check alone. */
  async function listen(): Promise<void> {
    try {
      const { port } = await server.start();
      logger.info("http.listening", { port });
    } catch (error) {
      if (config.webhook) throw error;
      logger.warn("http.no-health-check", { error: telegram.describeError(error) });
    }
  }

  return {
    async start() {
      bot.botInfo = await telegram.askIdentity(bot.api, logger, starting.signal);
      await listen();
      await telegram.checkPictures(logger.child("telegram"));
      const { methods, agencyBalanceCustomers } = config.payments;
      if (methods.includes("agency_balance") && agencyBalanceCustomers === "all")
        logger.warn("payments.agency-pays-for-everybody", {
          reason: "AGENCY_BALANCE_CUSTOMERS=all: everybody who finds the bot buys on the agency's account",
        });
      const nowMs = clock.now();
      await alarms.resume();
      for (const kind of STANDING_JOBS) await storage.jobs.enqueue({ kind, key: "all", runAtMs: nowMs });
      await telegram.setDelivery(bot.api, config.webhook, logger, starting.signal);
      for (const part of [lanes, runner, outbox]) part.start();
      polling?.start();
      await telegram.setCommandMenus(bot.api, commands, config.shop.defaultLanguage, logger);
      await staffing.menus.setAll();
      logger.info("shop.open", { mode: config.webhook ? "webhook" : "polling" });
    },
    async stop() {
      starting.abort();
      await Promise.all([polling?.stop(), server.stop(1_000)]);
      await checkouts.stop();
      await Promise.all([lanes, runner, outbox].map((part) => part.stop(DRAIN_MS)));
      // What is still under way past the drain is cut: a POST whose answer is lost is settled by reading.
      await Promise.race([itt.close(), sleep(CLOSE_MS)]);
      await fetch.close();
      await storage.close();
      logger.info("shop.closed");
    },
  };
}
