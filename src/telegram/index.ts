/** The Telegram edge: how updates come in, how screens go out. */
export { createBot, installStages, type Dialogue, type Stages } from "./bot.ts";
export { createCards, type Cards } from "./card.ts";
export { setCommandMenus } from "./commands.ts";
export type { ShopContext, Turn } from "./context.ts";
export { createEsimMenu } from "./customer/esims.ts";
export { createOrderMenu } from "./customer/orders.ts";
export { createTopupMenu } from "./customer/topups.ts";
export { createHome, type ShopWords } from "./customer/home.ts";
export { describeError } from "./describe-error.ts";
export { createTelegramFetch, type TelegramFetch } from "./fetch.ts";
export { createLanes, type Lanes } from "./lanes.ts";
export { createCustomerMiddleware } from "./middleware/customer.ts";
export { createPrivateChatGuard } from "./middleware/private-chats.ts";
export { onAction } from "./on-action.ts";
export { createOutboxSender, type Telling } from "./outbox.ts";
export { createPolling, type Polling } from "./polling.ts";
export { createTurns } from "./turns.ts";
export { askIdentity, setDelivery } from "./start-up.ts";
