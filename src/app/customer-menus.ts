import type { Conversations } from "../../conversations/index.ts";
import type { Config } from "../config.ts";
import type { Customers, Destinations, Esims } from "../services/index.ts";
import * as telegram from "../telegram/index.ts";
import type { Selling } from "./selling.ts";
import type { UsageParts } from "./usage.ts";

interface Deps {
  readonly config: Config;
  readonly customers: Customers;
  readonly destinations: Pick<Destinations, "count">;
  readonly esims: Esims;
  /** What /help lists. */
  readonly commands: ReturnType<typeof telegram.offeredCommands>;
  readonly selling: Pick<Selling, "accounts" | "checkout" | "orderBook" | "topups">;
  readonly usage: Pick<UsageParts, "usage" | "esimCards" | "esimView">;
  readonly conversations: Pick<Conversations, "delivered" | "openCountry" | "openOrder">;
}

/** Builds the menus of what a customer has, in the order in which an update meets them; like app.ts it only connects. */
export function createCustomerMenus({
  config,
  customers,
  esims,
  selling,
  usage,
  conversations,
  ...deps
}: Deps): telegram.Stages["navigation"] {
  const { termsUrl, timeZone: shopTimeZone } = config.shop;
  return [
    telegram.createHome({
      customers,
      shop: config.shop,
      commands: deps.commands,
      hasSupport: config.telegram.supportChatId !== null,
      countryCount: deps.destinations.count,
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
      paymentOptions: selling.checkout.paymentOptions,
      supportContact: config.shop.supportContact,
      termsUrl,
      shopTimeZone,
      isTakingOrders: selling.checkout.isTakingOrders,
    }),
    telegram.createOrderMenu({
      orderBook: selling.orderBook,
      shopName: config.shop.name,
      termsUrl,
      shopTimeZone,
    }),
    telegram.createStatementMenu({ accounts: selling.accounts, shopTimeZone }),
  ];
}
