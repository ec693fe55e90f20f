import { badRequest } from "../wire/refusal.ts";
import { integerParam, listParam, type ApiParams } from "../api/params.ts";
import type { ChatRecord, MessageRecord } from "../state/records.ts";
import type { Timeline } from "../state/timeline.ts";
import type { World } from "../state/world.ts";
import type { MethodTable } from "./method.ts";
import { requireChat, requireMessage } from "./target.ts";

/** Messages can be deleted for 48 hours: https://core.telegram.org/bots/api#deletemessage */
const DELETABLE_S = 48 * 3600;

/** deleteMessage and deleteMessages. */
export function deletingMethods(deps: { world: World; timeline: Timeline }): MethodTable {
  const { world, timeline } = deps;

  function isDeletable(chat: ChatRecord, { message }: MessageRecord): boolean {
    if (chat.chat.type !== "private" && chat.bot.isAdmin) return true;
    if (message.from.id !== world.bot.id && chat.chat.type !== "private") return false;
    return world.dateS() - message.date < DELETABLE_S;
  }

  function readIds(params: ApiParams): number[] {
    const ids = (listParam(params, "message_ids") ?? []).map(Number);
    if (ids.length === 0) throw badRequest("message identifiers are not specified");
    if (ids.length > 100) throw badRequest("too many message identifiers specified");
    return ids;
  }

  return {
    deleteMessage(params) {
      const chat = requireChat(world, params);
      if (integerParam(params, "message_id") === undefined) throw badRequest("message to delete not found");
      const record = requireMessage(chat, params, "delete");
      if (!isDeletable(chat, record)) throw badRequest("message can't be deleted for everyone");
      return timeline.remove(chat, record.message.message_id);
    },
    deleteMessages(params) {
      const chat = requireChat(world, params);
      // Those that are not there are skipped without a word.
      const records = readIds(params).map((id) => chat.messages.get(id));
      const found = records.filter((record): record is MessageRecord => record !== undefined);
      if (found.some((record) => !isDeletable(chat, record)))
        throw badRequest("message can't be deleted for everyone");
      for (const { message } of found) timeline.remove(chat, message.message_id);
      return true;
    },
  };
}
