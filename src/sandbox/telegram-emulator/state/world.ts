import type { TelegramUser } from "../wire/message.ts";
import { defined } from "../wire/defined.ts";
import type { ChatRecord, CustomerRecord } from "./records.ts";

/** Who a new customer is. `id` only where a test wants a certain one. */
export interface CustomerInput {
  id?: number | undefined;
  firstName: string;
  lastName?: string | undefined;
  username?: string | undefined;
  /** IETF tag, as the customer's app is set: `en`, `bn`. */
  languageCode?: string | undefined;
  /** With the country code; what "share my number" gives. */
  phone?: string | undefined;
}

/** A new group with the bot in it. */
export interface GroupInput {
  title: string;
  memberIds: readonly number[];
  /** Of the members; the bot's own standing is `bot`. */
  adminIds?: readonly number[];
  type?: "group" | "supergroup";
  isForum?: boolean;
  bot?: { isAdmin?: boolean; canManageTopics?: boolean };
}

/** Everything that exists: the bot, its customers, their chats. */
export interface World {
  readonly bot: TelegramUser;
  readonly customers: Map<number, CustomerRecord>;
  readonly chats: Map<number, ChatRecord>;
  /** The last id given out per sequence: 0 is shared by private chats and basic groups, as at Telegram. */
  readonly messageIds: Map<number, number>;
  /** Makes a customer and the empty private chat with the bot. */
  addCustomer(input: CustomerInput): CustomerRecord;
  /** Makes a group and returns it; its id is negative. */
  addGroup(input: GroupInput): ChatRecord;
  nextMessageId(chat: ChatRecord): number;
  /** Now, in whole seconds since 1970, as Telegram dates things. */
  dateS(): number;
  nowMs(): number;
}

// Beyond 2^32 on purpose: Telegram's ids need 52 bits, and code that keeps 32 breaks here and not in the field.
const FIRST_CUSTOMER_ID = 6_100_000_001;
const FIRST_SUPERGROUP_ID = -1_002_100_000_001;
const FIRST_GROUP_ID = -4_200_000_001;

/** An empty world with a bot and a clock (milliseconds since 1970). */
export function createWorld(deps: { bot: TelegramUser; now: () => number }): World {
  const customers = new Map<number, CustomerRecord>();
  const chats = new Map<number, ChatRecord>();
  const messageIds = new Map<number, number>();

  function addChat(record: Pick<ChatRecord, "chat"> & Partial<ChatRecord>): ChatRecord {
    const chat: ChatRecord = {
      messages: new Map(),
      replyKeyboard: null,
      isTyping: false,
      pinnedIds: [],
      members: new Set(),
      admins: new Set(),
      bot: { isMember: true, isAdmin: false, canManageTopics: false },
      topics: new Map(),
      ...record,
    };
    chats.set(chat.chat.id, chat);
    return chat;
  }

  return {
    bot: deps.bot,
    customers,
    chats,
    messageIds,
    addCustomer(input) {
      let id = input.id ?? FIRST_CUSTOMER_ID;
      while (input.id === undefined && customers.has(id)) id += 1;
      if (customers.has(id)) throw new Error(`There is a customer ${id} already.`);
      const user = defined({
        id,
        is_bot: false,
        first_name: input.firstName,
        last_name: input.lastName,
        username: input.username,
        language_code: input.languageCode,
      });
      const record = defined({ user, phone: input.phone, hasStarted: false, hasBlocked: false });
      customers.set(id, record);
      const { is_bot: _isBot, language_code: _language, ...names } = user;
      addChat({ chat: { ...names, type: "private" } });
      return record;
    },
    addGroup(input) {
      const type = input.type ?? "supergroup";
      let id = type === "supergroup" ? FIRST_SUPERGROUP_ID : FIRST_GROUP_ID;
      while (chats.has(id)) id -= 1;
      const isAdmin = input.bot?.isAdmin ?? true;
      return addChat({
        chat: { id, type, title: input.title, ...(input.isForum === true ? { is_forum: true } : {}) },
        members: new Set([...input.memberIds, ...(input.adminIds ?? [])]),
        admins: new Set(input.adminIds ?? []),
        bot: { isMember: true, isAdmin, canManageTopics: isAdmin && (input.bot?.canManageTopics ?? true) },
      });
    },
    nextMessageId(chat) {
      const sequence = chat.chat.type === "supergroup" ? chat.chat.id : 0;
      const id = (messageIds.get(sequence) ?? 0) + 1;
      messageIds.set(sequence, id);
      return id;
    },
    dateS: () => Math.floor(deps.now() / 1000),
    nowMs: deps.now,
  };
}
