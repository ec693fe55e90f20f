import { badRequest } from "../wire/refusal.ts";
import { defined } from "../wire/defined.ts";
import { flagParam, integerParam, listParam, textParam } from "../api/params.ts";
import { createFieldReader } from "../rules/json-fields.ts";
import type { ChatRecord } from "../state/records.ts";
import type { Timeline } from "../state/timeline.ts";
import type { World } from "../state/world.ts";
import type { ChatMember } from "../wire/update.ts";
import type { MethodTable } from "./method.ts";
import { requireChat, requireMessage, requireWritable } from "./target.ts";

const reaction = createFieldReader("ReactionType");
const TOPIC_COLOR = 7_322_096;

/** Methods about chats themselves: who is in them, topics, pins, reactions. */
export function chatMethods(deps: { world: World; timeline: Timeline }): MethodTable {
  const { world, timeline } = deps;

  function memberOf(chat: ChatRecord, userId: number): ChatMember {
    if (userId === world.bot.id) {
      const status = chat.bot.isAdmin ? "administrator" : "member";
      const member: ChatMember = { user: world.bot, status: chat.bot.isMember ? status : "left" };
      return chat.bot.isAdmin ? { ...member, ...{ can_manage_topics: chat.bot.canManageTopics } } : member;
    }
    const user = world.customers.get(userId)?.user;
    if (user === undefined) throw badRequest("invalid user_id specified");
    if (chat.admins.has(userId)) return { user, status: "administrator" };
    return { user, status: chat.members.has(userId) || chat.chat.id === userId ? "member" : "left" };
  }

  return {
    getChat(params) {
      const chat = requireChat(world, params);
      const customer = world.customers.get(chat.chat.id);
      if (customer?.hasStarted === false) throw badRequest("chat not found");
      const pinned = chat.messages.get(chat.pinnedIds.at(-1) ?? 0)?.message;
      return {
        ...chat.chat,
        accent_color_id: 0,
        max_reaction_count: 11,
        accepted_gift_types: {},
        ...defined({ pinned_message: pinned }),
      };
    },
    getChatMember(params) {
      const userId = integerParam(params, "user_id");
      if (userId === undefined) throw badRequest("invalid user_id specified");
      return memberOf(requireChat(world, params), userId);
    },
    getChatAdministrators(params) {
      const chat = requireChat(world, params);
      if (chat.chat.type === "private") throw badRequest("there are no administrators in the private chat");
      const ids = [...chat.admins, ...(chat.bot.isAdmin ? [world.bot.id] : [])];
      return ids.map((id) => memberOf(chat, id));
    },
    createForumTopic(params) {
      const chat = requireChat(world, params);
      requireWritable(world, chat);
      if (chat.chat.is_forum !== true) throw badRequest("the chat is not a forum");
      if (!chat.bot.canManageTopics) throw badRequest("not enough rights to create a topic");
      const name = (textParam(params, "name") ?? "").trim();
      if (name.length < 1 || name.length > 128) throw badRequest("TOPIC_TITLE_EMPTY");
      const id = world.nextMessageId(chat);
      chat.topics.set(id, name);
      const color = integerParam(params, "icon_color") ?? TOPIC_COLOR;
      postService(chat, id, { message_thread_id: id, forum_topic_created: { name, icon_color: color } });
      return { message_thread_id: id, name, icon_color: color };
    },
    pinChatMessage(params) {
      const chat = requireChat(world, params);
      requireWritable(world, chat);
      const { message } = requireMessage(chat, params, "pin");
      if (chat.chat.type !== "private" && !chat.bot.isAdmin) {
        throw badRequest("not enough rights to manage pinned messages in the chat");
      }
      if (chat.pinnedIds.at(-1) === message.message_id) return true;
      chat.pinnedIds.push(message.message_id);
      if (!flagParam(params, "disable_notification")) {
        postService(chat, world.nextMessageId(chat), { pinned_message: message });
      }
      return true;
    },
    unpinChatMessage(params) {
      const chat = requireChat(world, params);
      const id = integerParam(params, "message_id") ?? chat.pinnedIds.at(-1);
      chat.pinnedIds = chat.pinnedIds.filter((pinned) => pinned !== id);
      return true;
    },
    setMessageReaction(params) {
      const chat = requireChat(world, params);
      requireWritable(world, chat);
      const record = requireMessage(chat, params, "react");
      const emoji = (listParam(params, "reaction") ?? []).map((value) =>
        reaction.text(reaction.object(value), "emoji"),
      );
      if (emoji.length > 1) throw badRequest("REACTIONS_TOO_MANY");
      chat.messages.set(record.message.message_id, { ...record, reactions: emoji });
      return true;
    },
  };

  function postService(chat: ChatRecord, id: number, content: object): void {
    const message = { message_id: id, from: world.bot, chat: chat.chat, date: world.dateS(), ...content };
    timeline.post(chat, { message, hadReplyMarkup: false, reactions: [] });
  }
}
