import type { ConversationData, ConversationStorage, VersionedState } from "@grammyjs/conversations";
import type { DialogueStore } from "../services/ports/index.ts";
import type { ShopContext } from "./context.ts";

/**
 * Storage for the conversations plugin that writes nothing itself: the change is kept on the turn, and the lane commits it together
 * with the inbox's `done`. A dialogue of another version cannot be replayed: it is dropped, and the turn says so.
 * Updates without a chat never come this far, since they would all share one key.
 */
export function createDialogueStorage(
  dialogues: DialogueStore,
  version: string,
): ConversationStorage<ShopContext, ConversationData> {
  const keyOf = (ctx: ShopContext) => `chat ${ctx.customer.id}`;
  return {
    type: "context",
    version,
    adapter: {
      async read(ctx) {
        const stored = await dialogues.read(keyOf(ctx));
        if (!stored) return undefined;
        if (stored.version !== version) {
          ctx.turn.dialogue = { kind: "delete", key: keyOf(ctx) };
          ctx.turn.hasDroppedDialogue = true;
          return undefined;
        }
        return JSON.parse(stored.state) as VersionedState<ConversationData>;
      },
      write(ctx, state) {
        ctx.turn.dialogue = { kind: "write", key: keyOf(ctx), version, state: JSON.stringify(state) };
      },
      delete(ctx) {
        ctx.turn.dialogue = { kind: "delete", key: keyOf(ctx) };
      },
    },
  };
}
