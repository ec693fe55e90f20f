import { badRequest, forbidden } from "../wire/refusal.ts";
import { integerParam, textParam, type ApiParams } from "../api/params.ts";
import type { ChatRecord, MessageRecord } from "../state/records.ts";
import type { World } from "../state/world.ts";

/** The chat that a call names by id or (groups only) @username; 400 where there is none. */
export function requireChat(world: World, params: ApiParams, name = "chat_id"): ChatRecord {
  const given = textParam(params, name) ?? "";
  if (given === "") throw badRequest(`${name} is empty`);
  const chat = given.startsWith("@")
    ? [...world.chats.values()].find(
        ({ chat: { type, username } }) => type === "supergroup" && username === given.slice(1),
      )
    : world.chats.get(Number(given));
  if (chat === undefined) throw badRequest("chat not found");
  return chat;
}

/** Refuses with 403 where the bot may not write: never started, blocked, not in the group. */
export function requireWritable(world: World, chat: ChatRecord): void {
  const customer = world.customers.get(chat.chat.id);
  if (customer !== undefined) {
    if (!customer.hasStarted) throw forbidden("bot can't initiate conversation with a user");
    if (customer.hasBlocked) throw forbidden("bot was blocked by the user");
    return;
  }
  if (!chat.bot.isMember) throw forbidden(`bot was kicked from the ${chat.chat.type} chat`);
}

/** The message a call names; `act` words the refusal: `message to edit not found`. */
export function requireMessage(chat: ChatRecord, params: ApiParams, act: string): MessageRecord {
  const id = integerParam(params, "message_id");
  if (id === undefined) {
    if (textParam(params, "inline_message_id") !== undefined) throw badRequest("MESSAGE_ID_INVALID");
    throw badRequest("message identifier is not specified");
  }
  const record = chat.messages.get(id);
  if (record === undefined) throw badRequest(`message to ${act} not found`);
  return record;
}
