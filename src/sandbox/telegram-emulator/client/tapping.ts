import { defined } from "../wire/defined.ts";
import type { InaccessibleMessage, Message } from "../wire/message.ts";
import type { EventBus } from "../state/events.ts";
import type { OpenQueries } from "../state/queries.ts";
import type { World } from "../state/world.ts";
import type { PendingUpdates } from "../updates/pending.ts";
import { ClientError } from "./client-error.ts";

/**
 * Which button is tapped: by its place in the message as it stands, or by its data. By data also a button
 * that is gone meanwhile, or whose message is: the app may show an older state than the server.
 */
type TapTarget = { messageId: number; row: number; column: number } | { messageId: number; data: string };

/** Taps and inline queries, the questions a customer's app asks the bot. */
export interface Tapping {
  /** Gives the id under which the answer comes as a `callbackAnswer` event. `chatId` names a group. */
  tap(userId: number, target: TapTarget, chatId?: number): { queryId: string };
  /** Gives the bot's results; never settles if the bot does not answer. */
  inlineQuery(userId: number, query: string): Promise<readonly unknown[]>;
}

/** Tapping in the chats of `world`. */
export function createTapping(deps: {
  world: World;
  events: EventBus;
  pending: PendingUpdates;
  queries: OpenQueries;
}): Tapping {
  const { world, events, pending, queries } = deps;

  function dataAt(message: Message | undefined, row: number, column: number): string {
    const button = message?.reply_markup?.inline_keyboard[row]?.[column];
    if (button === undefined)
      throw new ClientError(404, `There is no button at row ${row}, column ${column}.`);
    if (button.callback_data === undefined) {
      throw new ClientError(
        400,
        `The button "${button.text}" asks the bot nothing: it opens, copies or pays.`,
      );
    }
    return button.callback_data;
  }

  return {
    tap(userId, target, chatId) {
      const user = world.customers.get(userId)?.user;
      const chat = world.chats.get(chatId ?? userId);
      if (user === undefined || chat === undefined)
        throw new ClientError(404, `There is no customer ${userId}.`);
      const message = chat.messages.get(target.messageId)?.message;
      const data = "data" in target ? target.data : dataAt(message, target.row, target.column);
      const gone: InaccessibleMessage = { chat: chat.chat, message_id: target.messageId, date: 0 };
      const queryId = queries.open("tap", (answer) => {
        events.emit({ type: "callbackAnswer", userId, queryId, ...defined(answer) });
      });
      pending.add(
        "callback_query",
        { id: queryId, from: user, message: message ?? gone, chat_instance: `-${chat.chat.id}7`, data },
        `tap:${userId}`,
      );
      return { queryId };
    },
    inlineQuery(userId, query) {
      const user = world.customers.get(userId)?.user;
      if (user === undefined) throw new ClientError(404, `There is no customer ${userId}.`);
      return new Promise((resolve) => {
        const id = queries.open("inline", ({ results }) => resolve(results));
        pending.add(
          "inline_query",
          { id, from: user, query, offset: "", chat_type: "sender" },
          `inline:${userId}`,
        );
      });
    },
  };
}
