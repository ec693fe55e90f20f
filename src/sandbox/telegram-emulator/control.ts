import type { ApiCall, CallFilter, CallLog } from "./api/call-log.ts";
import type { Dispatcher } from "./api/dispatch.ts";
import type { FaultOrder, Faults } from "./api/faults.ts";
import type { RateLimit, SendingLimits } from "./api/rate-limit.ts";
import type { Payments } from "./client/payments.ts";
import type { Senders } from "./client/senders.ts";
import type { Incoming } from "./client/incoming.ts";
import { visibleMessages } from "./state/records.ts";
import type { GroupInput, World } from "./state/world.ts";
import type { Disorder } from "./updates/disorder.ts";
import type { PendingUpdates } from "./updates/pending.ts";
import type { Message } from "./wire/message.ts";

/** A method call in the body of a webhook answer, and what came of it. */
export interface WebhookReply {
  body: Readonly<Record<string, unknown>>;
  ok: boolean;
}

/** What a test looks at and meddles with, behind both parties' backs. */
export interface EmulatorControl
  extends Senders, Pick<Payments, "charges" | "starBalance" | "setStarBalance" | "holdSuccessfulPayments"> {
  /** The bot's calls, oldest first, with parameters and outcome. */
  calls(filter?: CallFilter): readonly ApiCall[];
  clearCalls(): void;
  /** Methods the bot called that are not emulated; a test should expect none. */
  unknownMethods(): readonly string[];
  webhookReplies(): readonly WebhookReply[];
  /** How many updates the bot has not confirmed. */
  pendingUpdateCount(): number;
  /** What is visible in a chat now, oldest first. */
  history(chatId: number): readonly Message[];
  /** Orders a fault for the next calls; returns the function that calls it off. */
  failNext(order: FaultOrder): () => void;
  /** Every edit and deletion is refused with a 400. */
  refuseEdits(isOn: boolean): void;
  /** Every update is delivered twice. */
  duplicateUpdates(isOn: boolean): void;
  /** Updates come out of order within a window; null ends it. */
  reorderUpdates(reorder: { window: number; seed: number } | null): void;
  /** Sending limits; null for none. */
  limitSending(limits: SendingLimits | null): void;
  /** Makes a group with the bot in it; gives its id. */
  addGroup(group: GroupInput): number;
  /** Throws the bot out of a group. */
  removeBotFrom(groupId: number): void;
  /** Lets a customer join a group; the group reads of it. */
  addToGroup(groupId: number, userId: number, options?: { isAdmin?: boolean }): void;
  /** Ends every fault, disorder and limit and forgets the recorded calls; chats and customers stay. */
  reset(): void;
}

/** What the controls reach into. */
export interface ControlDeps {
  world: World;
  pending: PendingUpdates;
  dispatcher: Dispatcher;
  faults: Faults;
  disorder: Disorder;
  rateLimit: RateLimit;
  log: CallLog;
  payments: Payments;
  senders: Senders;
  incoming: Incoming;
}

/** The controls of one emulator, and the list that the webhook writes its replies to. */
export function createControl(deps: ControlDeps): { control: EmulatorControl; replies: WebhookReply[] } {
  const { world, pending, dispatcher, faults, disorder, rateLimit, log, payments, senders, incoming } = deps;
  const replies: WebhookReply[] = [];

  function requireChat(chatId: number) {
    const chat = world.chats.get(chatId);
    if (chat === undefined) throw new Error(`There is no chat ${chatId} in the emulated Telegram.`);
    return chat;
  }

  const control: EmulatorControl = {
    calls: (filter) => log.calls(filter),
    clearCalls: () => log.clear(),
    unknownMethods: () => dispatcher.unknownMethods(),
    webhookReplies: () => replies,
    pendingUpdateCount: () => pending.list().length,
    history: (chatId) => visibleMessages(requireChat(chatId)),
    failNext: (order) => faults.add(order),
    refuseEdits: (isOn) => dispatcher.setRefusingEdits(isOn),
    duplicateUpdates: (isOn) => disorder.set({ isDuplicating: isOn }),
    reorderUpdates: (reorder) => disorder.set({ reorder }),
    limitSending: (limits) => rateLimit.set(limits),
    addGroup: (group) => world.addGroup(group).chat.id,
    removeBotFrom(groupId) {
      requireChat(groupId).bot = { isMember: false, isAdmin: false, canManageTopics: false };
    },
    addToGroup(groupId, userId, options = {}) {
      const chat = requireChat(groupId);
      const user = world.customers.get(userId)?.user;
      if (user === undefined) throw new Error(`There is no customer ${userId} in the emulated Telegram.`);
      chat.members.add(userId);
      if (options.isAdmin === true) chat.admins.add(userId);
      incoming.receive(chat, user, { new_chat_members: [user] });
    },
    speak: (sender, chatId, text, options) => senders.speak(sender, chatId, text, options),
    postInChannel: (text) => senders.postInChannel(text),
    charges: () => payments.charges(),
    starBalance: (userId) => payments.starBalance(userId),
    setStarBalance: (userId, stars) => payments.setStarBalance(userId, stars),
    holdSuccessfulPayments: () => payments.holdSuccessfulPayments(),
    reset() {
      faults.clear();
      disorder.reset();
      // Payments that are still held back arrive now.
      payments.holdSuccessfulPayments()();
      rateLimit.set(null);
      dispatcher.setRefusingEdits(false);
      log.clear();
      replies.length = 0;
    },
  };
  return { control, replies };
}
