import { defined } from "../wire/defined.ts";
import type { Message } from "../wire/message.ts";
import type { ReplyKeyboard } from "../wire/markup.ts";
import type { ChatMember } from "../wire/update.ts";
import type { ClientListener, ClientMessage, EventBus } from "../state/events.ts";
import type { FileStore, StoredFile } from "../state/files.ts";
import type { BotCommand, BotProfile, GroupStanding } from "../state/profile.ts";
import type { ChatRecord, CustomerRecord } from "../state/records.ts";
import type { Timeline } from "../state/timeline.ts";
import type { CustomerInput, World } from "../state/world.ts";
import type { PendingUpdates } from "../updates/pending.ts";
import { ClientError } from "./client-error.ts";
import type { Payments } from "./payments.ts";
import type { Tapping } from "./tapping.ts";
import type { Writing } from "./writing.ts";

/** A customer as the client protocol shows them. */
interface ClientUser {
  id: number;
  firstName: string;
  lastName?: string;
  username?: string;
  languageCode?: string;
  phone?: string;
}

/** A group as the client protocol shows it. */
interface ClientGroup {
  id: number;
  title: string;
  memberIds: number[];
  /** A part of `memberIds`. */
  adminIds: number[];
}

/** What a customer sees of the bot before and beside the chat. */
interface ClientBot {
  id: number;
  username: string;
  firstName: string;
  commands: readonly BotCommand[];
  description: string;
}

/** A chat as it is on the customer's screen now. */
export interface ClientChat {
  messages: ClientMessage[];
  replyKeyboard: ReplyKeyboard | null;
  typing: boolean;
  blocked: boolean;
}

/** What a customer does with Stars. */
export type Paying = Pick<Payments, "pay" | "payLink" | "invoiceAt" | "starBalance" | "setStarBalance">;

/** The customers' phones: everything a customer can see and do. Methods throw ClientError. */
export interface TelegramClient extends Writing, Tapping, Paying {
  users(): ClientUser[];
  addUser(input: CustomerInput): ClientUser;
  groups(): ClientGroup[];
  /** The bot with the command menu for this language, for this customer and in this group where they are named. */
  bot(language: string, userId?: number, groupId?: number): ClientBot;
  /** A customer's private chat, or a group by its id. */
  chat(chatId: number): ClientChat;
  /** Presses START: sends `/start` with the payload of a link; unblocks first where needed. */
  start(userId: number, payload?: string): Message;
  block(userId: number): void;
  unblock(userId: number): void;
  /** Hears of events, of one chat where `userId` is given; returns the function that stops it. */
  subscribe(listener: ClientListener, userId?: number): () => void;
  file(fileId: string): StoredFile | undefined;
}

/** What the customers' side works with. */
export interface ClientDeps {
  world: World;
  events: EventBus;
  timeline: Timeline;
  pending: PendingUpdates;
  profile: BotProfile;
  files: FileStore;
  actions: Writing & Tapping & Paying;
}

/** The customers' side of the emulated Telegram. */
export function createClient(deps: ClientDeps): TelegramClient {
  const { world, events, timeline, pending, profile } = deps;

  function requireCustomer(userId: number): { customer: CustomerRecord; chat: ChatRecord } {
    const customer = world.customers.get(userId);
    const chat = world.chats.get(userId);
    if (customer === undefined || chat === undefined)
      throw new ClientError(404, `There is no customer ${userId}.`);
    return { customer, chat };
  }

  function setBlocked(userId: number, isBlocked: boolean): void {
    const { customer, chat } = requireCustomer(userId);
    if (customer.hasBlocked === isBlocked) return;
    customer.hasBlocked = isBlocked;
    events.emit({ type: "blocked", userId, blocked: isBlocked });
    if (!customer.hasStarted) return;
    const blocked: ChatMember = { user: world.bot, status: "kicked", until_date: 0 };
    const member: ChatMember = { user: world.bot, status: "member" };
    const change = {
      chat: chat.chat,
      from: customer.user,
      date: world.dateS(),
      old_chat_member: isBlocked ? member : blocked,
      new_chat_member: isBlocked ? blocked : member,
    };
    pending.add("my_chat_member", change, `chat:${userId}`);
  }

  function standingOf(groupId: number, userId: number | undefined): GroupStanding {
    const isAdmin = userId !== undefined && world.chats.get(groupId)?.admins.has(userId) === true;
    return { userId, isAdmin };
  }

  return {
    ...deps.actions,
    users: () => [...world.customers.values()].map(asClientUser),
    addUser: (input) => asClientUser(world.addCustomer(input)),
    groups: () =>
      [...world.chats.values()]
        .filter(({ chat }) => chat.type === "group" || chat.type === "supergroup")
        .map(({ chat, members, admins }) => ({
          id: chat.id,
          title: chat.title ?? "",
          memberIds: [...members],
          adminIds: [...admins],
        })),
    bot: (language, userId, groupId) => ({
      id: world.bot.id,
      username: world.bot.username ?? "",
      firstName: profile.text("name", language),
      commands:
        groupId === undefined
          ? profile.privateMenu(userId, language)
          : profile.groupMenu(groupId, standingOf(groupId, userId), language),
      description: profile.text("description", language),
    }),
    chat(chatId) {
      const chat = world.chats.get(chatId);
      if (chat === undefined) throw new ClientError(404, `There is no chat ${chatId}.`);
      return {
        messages: [...chat.messages.values()].map((record) => timeline.asClientSees(record)),
        replyKeyboard: chat.replyKeyboard?.markup ?? null,
        typing: chat.isTyping,
        blocked: world.customers.get(chatId)?.hasBlocked ?? false,
      };
    },
    start(userId, payload = "") {
      if (!/^[A-Za-z0-9_-]{0,64}$/.test(payload)) {
        throw new ClientError(400, "A start payload has at most 64 characters of A-Z, a-z, 0-9, _ and -.");
      }
      setBlocked(userId, false);
      return deps.actions.sendText(userId, `/start ${payload}`.trim());
    },
    block: (userId) => setBlocked(userId, true),
    unblock: (userId) => setBlocked(userId, false),
    subscribe: (listener, userId) =>
      events.subscribe((event) => {
        if (userId === undefined || event.userId === userId) listener(event);
      }),
    file: (fileId) => deps.files.byId(fileId),
  };
}

function asClientUser({ user, phone }: CustomerRecord): ClientUser {
  return defined({
    id: user.id,
    firstName: user.first_name,
    lastName: user.last_name,
    username: user.username,
    languageCode: user.language_code,
    phone,
  });
}
