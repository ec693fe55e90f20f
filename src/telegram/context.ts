import type { ConversationFlavor } from "@grammyjs/conversations";
import type { Context } from "grammy";
import type { Translator } from "../i18n/index.ts";
import type { Action, Screen } from "../screens/index.ts";
import type { Customer, DialogueChange } from "../services/ports/index.ts";

/** One update's turn in its lane: what it leaves behind is committed together with the inbox's `done`. */
export interface Turn {
  readonly updateId: number;
  /** What happens to the customer's dialogue row; written by the dialogue storage, committed by the lane. */
  dialogue: DialogueChange;
  /** A dialogue of an older version was found and dropped: the customer is told. */
  hasDroppedDialogue: boolean;
  /** What a dialogue's call outside threw: the conversations plugin clones errors, and a clone has lost its class. */
  trouble: unknown;
}

/** What belongs to one update of one customer in a private chat, and nothing else. */
export interface ShopFields {
  turn: Turn;
  customer: Customer;
  t: Translator;
  /** What the tapped button asks for; undefined for messages and for buttons that are no longer understood. */
  action: Action | undefined;
  /** Shows navigation: edits the card while it is the chat's last message, else sends a new one. Acknowledges a tap by the way. */
  show(screen: Screen): Promise<void>;
  /** Sends an event: a message that stays. Gives its id. */
  send(screen: Screen): Promise<number>;
  /** Acknowledges a tap and shows "typing…" while something slow is asked for. */
  showTyping(): Promise<void>;
  /** Answers a tap with a toast; a tap is answered once, later calls do nothing. */
  toast(text: string): Promise<void>;
}

/** The context that commands, menus and the entrances of dialogues see. */
export type ShopContext = ConversationFlavor<Context & ShopFields>;
