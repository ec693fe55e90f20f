import { setTimeout as sleep } from "node:timers/promises";
import { createConversations } from "../conversations/index.ts";
import { createCare } from "./app/care.ts";
import { createSelling } from "./app/selling.ts";
import { createUsageParts } from "./app/usage.ts";
import type { Config } from "./config.ts";
import { createServer } from "./http/server.ts";
import { createTranslators, languageFor, LANGUAGES } from "./i18n/index.ts";
import { createIttSupplier } from "./itt/index.ts";
import { createJobHandlers, STANDING_JOBS } from "./jobs/handlers.ts";
import { createJobRunner } from "./jobs/runner.ts";
import { loadCountries } from "./reference-data.ts";
import { createCustomers, createDestinations, createEsims } from "./services/index.ts";
import type { Clock, Logger, RandomBytes } from "./services/ports/index.ts";
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
    }),
  );
  const { orders, customers: customerStore } = storage;
  const supplier = surround("supplier", createIttSupplier({ config: config.supplier, logger, clock }));
  const fetch = surround("telegram", telegram.createTelegramFetch({ connections: 32 }));
  const { token, apiRoot } = config.telegram;
  const bot = telegram.createBot({ token, apiRoot, fetch, now: clock.now });

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
  const selling = createSelling({
    ...parts,
    config,
    randomBytes,
    botUrl: () => `https://t.me/${bot.botInfo.username}`,
    watchAgain: usage.usage.watchAgain,
  });
  const care = createCare({ ...parts, config, usage, randomBytes });

  const cards = telegram.createCards({ customers });
  const turns = telegram.createTurns();
  const conversations = createConversations({
    catalogue: selling.catalogue,
    checkout: selling.checkout,
    customers,
    destinations,
    esims,
    care: { ...care, topups: selling.topups, esimView: usage.esimView, showEsimCard: usage.esimCards.card },
    orders,
    cards,
    shop: config.shop,
    clock,
    translatorOf,
  });
  telegram.installStages(bot, storage.dialogues, {
    guards: [
      telegram.createPrivateChatGuard({ customers, defaultLanguage: config.shop.defaultLanguage }),
      telegram.createCustomerMiddleware({
        customers,
        cards,
        defaultLanguage: config.shop.defaultLanguage,
        translatorOf,
        turnOf: turns.of,
        logger: logger.child("telegram"),
      }),
    ],
    ...conversations.stages,
    navigation: [
      ...conversations.stages.navigation,
      telegram.createHome({
        customers,
        shop: config.shop,
        countryCount: destinations.count,
        openCountry: conversations.openCountry,
        openOrder: conversations.openOrder,
        openPurchase: async (ctx) => (await selling.checkout.openOrder(ctx.customer.id))?.countryCode,
      }),
      telegram.createEsimMenu({
        customers,
        cards: usage.esimCards,
        openCountry: conversations.openCountry,
        delivered: conversations.delivered,
      }),
      telegram.createUsageMenu({ esims, usage: usage.usage, view: usage.esimView, cards: usage.esimCards }),
      telegram.createTopupMenu({
        topups: selling.topups,
        esims,
        supportContact: config.shop.supportContact,
        termsUrl: config.shop.termsUrl,
        shopTimeZone: config.shop.timeZone,
        isBookingEnabled: config.brakes.isBookingEnabled,
      }),
      telegram.createOrderMenu({
        orderBook: selling.orderBook,
        shopName: config.shop.name,
        termsUrl: config.shop.termsUrl,
        shopTimeZone: config.shop.timeZone,
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
  const outbox = telegram.createOutboxSender({
    outbox: storage.outbox,
    api: bot.api,
    tell: conversations.tell,
    customers,
    cards,
    clock,
    owner,
    logger: logger.child("telegram"),
  });
  const runner = createJobRunner({
    jobs: storage.jobs,
    handlers: createJobHandlers({ ...selling, trips: care.trips, usageWatch: usage.usageWatch }),
    clock,
    owner,
    // A hung POST holds its place for 90 seconds: others must not wait for it.
    maxConcurrent: 32,
    logger: logger.child("jobs"),
  });
  const polling = config.webhook
    ? null
    : telegram.createPolling({ token, apiRoot, accept: lanes.accept, logger: logger.child("telegram") });
  const server = createServer({
    ...config.server,
    webhook: config.webhook && { ...config.webhook, accept: (update) => lanes.accept([update]) },
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
      const nowMs = clock.now();
      for (const kind of STANDING_JOBS) await storage.jobs.enqueue({ kind, key: "all", runAtMs: nowMs });
      await telegram.setDelivery(bot.api, config.webhook, logger, starting.signal);
      for (const part of [lanes, runner, outbox]) part.start();
      polling?.start();
      await telegram.setCommandMenus(bot.api, config.shop.defaultLanguage, logger);
      logger.info("shop.open", { mode: config.webhook ? "webhook" : "polling" });
    },
    async stop() {
      starting.abort();
      await Promise.all([polling?.stop(), server.stop(1_000)]);
      await Promise.all([lanes, runner, outbox].map((part) => part.stop(DRAIN_MS)));
      // What is still under way past the drain is cut: a POST whose answer is lost is settled by reading.
      await Promise.race([supplier.close(), sleep(CLOSE_MS)]);
      await fetch.close();
      await storage.close();
      logger.info("shop.closed");
    },
  };
}
