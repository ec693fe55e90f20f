import type { Message } from "../wire/message.ts";
import type { ReplyKeyboard } from "../wire/markup.ts";

/**
 * A message as the customer's side gets it: `outgoing` marks the customer's own (in a group everybody sees the same,
 * so nothing is marked), `receipt` an invoice that was paid, with the charge's id.
 */
export type ClientMessage = Message & { outgoing?: true; receipt?: string };

/**
 * Something that became visible on the customer's phone. `userId` is the chat's id: the customer's own for a
 * private chat, the negative group id for a group.
 */
export type ClientEvent =
  | { type: "message" | "edit" | "markup"; userId: number; message: ClientMessage }
  | { type: "delete"; userId: number; messageId: number }
  | { type: "replyKeyboard"; userId: number; replyKeyboard: ReplyKeyboard | null }
  | { type: "typing"; userId: number; typing: boolean }
  | { type: "blocked"; userId: number; blocked: boolean }
  | {
      type: "callbackAnswer";
      userId: number;
      queryId: string;
      text?: string;
      showAlert?: boolean;
      url?: string;
    };

/** Hears of every event, in order. */
export type ClientListener = (event: ClientEvent) => void;

/** Tells listeners, one after the other, in the order of what happened. */
export interface EventBus {
  emit(event: ClientEvent): void;
  /** Returns the function that stops listening. */
  subscribe(listener: ClientListener): () => void;
}

/** An event bus without listeners. */
export function createEventBus(): EventBus {
  const listeners = new Set<ClientListener>();
  return {
    emit(event) {
      for (const listener of [...listeners]) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
