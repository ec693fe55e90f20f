import { badRequest } from "../wire/refusal.ts";
import { integerParam, listParam, objectParam, textParam, type ApiParams } from "../api/params.ts";
import { createFieldReader, type JsonObject } from "../rules/json-fields.ts";
import type { BotCommand, BotProfile, CommandScope, ProfileText } from "../state/profile.ts";
import type { World } from "../state/world.ts";
import type { Method, MethodTable } from "./method.ts";

const command = createFieldReader("BotCommand");
const scopes = createFieldReader("BotCommandScope");
const MAX_COMMANDS = 100;
const TEXT_LIMITS: Record<ProfileText, number> = { name: 64, description: 512, shortDescription: 120 };

/** The methods that say who the bot is and what its menu holds. */
export function profileMethods(deps: { world: World; profile: BotProfile }): MethodTable {
  const { world, profile } = deps;

  function readScope(params: ApiParams): CommandScope {
    const value = objectParam(params, "scope");
    if (value === undefined) return { type: "default" };
    const type = scopes.text(value, "type");
    switch (type) {
      case "default":
      case "all_private_chats":
      case "all_group_chats":
      case "all_chat_administrators":
        return { type };
      case "chat":
      case "chat_administrators":
        return { type, chatId: readChatId(value) };
      case "chat_member":
        return { type, chatId: readChatId(value), userId: scopes.integer(value, "user_id") };
      default:
        throw badRequest("can't parse BotCommandScope: Unsupported type specified");
    }
  }

  function readChatId(value: JsonObject): number {
    const chat = world.chats.get(scopes.integer(value, "chat_id"));
    const customer = world.customers.get(chat?.chat.id ?? 0);
    if (chat === undefined || customer?.hasStarted === false) throw badRequest("chat not found");
    return chat.chat.id;
  }

  function setText(kind: ProfileText, field: string): Method {
    return (params) => {
      const text = textParam(params, field) ?? "";
      if (text.length > TEXT_LIMITS[kind]) throw badRequest(`bot ${field.replaceAll("_", " ")} is too long`);
      profile.setText(kind, readLanguage(params), text);
      return true;
    };
  }

  function getText(kind: ProfileText, field: string): Method {
    return (params) => ({ [field]: profile.text(kind, readLanguage(params)) });
  }

  return {
    getMe: () => ({
      ...world.bot,
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: true,
      can_connect_to_business: false,
      has_main_web_app: false,
    }),
    setMyCommands(params) {
      const commands = (listParam(params, "commands") ?? []).map(readCommand);
      if (commands.length > MAX_COMMANDS) throw badRequest("BOT_COMMANDS_TOO_MUCH");
      profile.setCommands(readScope(params), readLanguage(params), commands);
      return true;
    },
    getMyCommands: (params) => profile.commands(readScope(params), readLanguage(params)),
    deleteMyCommands(params) {
      profile.setCommands(readScope(params), readLanguage(params), []);
      return true;
    },
    setMyName: setText("name", "name"),
    getMyName: getText("name", "name"),
    setMyDescription: setText("description", "description"),
    getMyDescription: getText("description", "description"),
    setMyShortDescription: setText("shortDescription", "short_description"),
    getMyShortDescription: getText("shortDescription", "short_description"),
    setChatMenuButton(params) {
      profile.setMenuButton(
        integerParam(params, "chat_id"),
        objectParam(params, "menu_button") ?? { type: "default" },
      );
      return true;
    },
    getChatMenuButton: (params) => profile.menuButton(integerParam(params, "chat_id")),
  };
}

function readLanguage(params: ApiParams): string {
  const language = textParam(params, "language_code") ?? "";
  if (!/^([a-z]{2})?$/.test(language)) throw badRequest("invalid language code specified");
  return language;
}

function readCommand(value: unknown): BotCommand {
  const object = command.object(value);
  const name = command.text(object, "command").replace(/^\//, "");
  const description = command.text(object, "description").trim();
  if (!/^[a-z0-9_]{1,32}$/.test(name)) throw badRequest("BOT_COMMAND_INVALID");
  if (description.length < 1 || description.length > 256) throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
  return { command: name, description };
}
