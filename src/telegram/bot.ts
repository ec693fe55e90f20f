import { conversations, createConversation, type ConversationBuilder } from "@grammyjs/conversations";
import { Api, Bot, type Context, type Middleware } from "grammy";
import type { DialogueStore } from "../services/ports/index.ts";
import type { ShopContext } from "./context.ts";
import { createDialogueStorage } from "./dialogue-storage.ts";
import { createLeaveDialogues } from "./middleware/leave-dialogues.ts";
import type { TelegramFetch } from "./fetch.ts";
import { createPacedFetch } from "./pacing.ts";

/** A dialogue in which the customer types: bump `version` whenever the order of its waits or externals changes. */
export interface Dialogue {
  readonly name: string;
  readonly version: number;
  readonly build: ConversationBuilder<ShopContext, Context>;
}

interface Deps {
  readonly token: string;
  readonly apiRoot: string;
  readonly fetch: TelegramFetch;
  readonly dialogueStore: DialogueStore;
  readonly now: () => number;
}

/** The middleware of the shop in the order in which an update meets it. */
export interface Stages {
  /** Private chats only, the customer and their language. */
  readonly guards: readonly Middleware<ShopContext>[];
  /** Confirm buttons: before every dialogue, so that no dialogue can hold one up or see it. */
  readonly money: Middleware<ShopContext>;
  readonly dialogues: readonly Dialogue[];
  /** Tidies the screen after a dialogue was left by a command or a tap. */
  readonly onDialogueLeft: (ctx: ShopContext, names: readonly string[]) => Promise<void>;
  /** Commands and navigation; open dialogues were left before. */
  readonly navigation: readonly Middleware<ShopContext>[];
  /** What nobody took: text is a country search, an old button gets the current screen. */
  readonly fallThrough: Middleware<ShopContext>;
}

/** The two ways to speak to Telegram. */
export interface Clients {
  /** A grammY bot without handlers: what it says, somebody waits for. */
  readonly bot: Bot<ShopContext>;
  /** For what the shop tells by itself: it lets the bot's calls go first. */
  readonly background: Api;
}

/** Builds both over one fetch; calls wait 15 seconds at most, and the address with the token stays out of errors. */
export function createClients({ token, apiRoot, fetch, now }: Omit<Deps, "dialogueStore">): Clients {
  const paced = createPacedFetch({ fetch: fetch.fetch, now });
  const client = { apiRoot, timeoutSeconds: 15, sensitiveLogs: false };
  return {
    bot: new Bot<ShopContext>(token, { client: { ...client, fetch: paced.interactive } }),
    background: new Api(token, { ...client, fetch: paced.bulk }),
  };
}

/** Installs the stages in their order. The dialogue storage is versioned over all dialogues together. */
export function installStages(bot: Bot<ShopContext>, dialogueStore: DialogueStore, stages: Stages): void {
  const version = stages.dialogues.map(({ name, version: each }) => `${name}@${each}`).join(" ");
  bot.use(...stages.guards, stages.money);
  bot.use(
    conversations({ storage: createDialogueStorage(dialogueStore, version) }),
    createLeaveDialogues(stages.onDialogueLeft),
  );
  for (const { name, build } of stages.dialogues) bot.use(createConversation(build, name));
  bot.use(...stages.navigation, stages.fallThrough);
}
