/** A command in the bot's menu. */
export interface BotCommand {
  command: string;
  description: string;
}

/** For whom a list of commands counts: https://core.telegram.org/bots/api#botcommandscope */
export interface CommandScope {
  type:
    | "default"
    | "all_private_chats"
    | "all_group_chats"
    | "all_chat_administrators"
    | "chat"
    | "chat_administrators"
    | "chat_member";
  chatId?: number;
  userId?: number;
}

/** The texts about the bot that can differ per language. */
export type ProfileText = "name" | "description" | "shortDescription";

/** Who looks at a group's menu. */
export interface GroupStanding {
  userId: number | undefined;
  isAdmin: boolean;
}

/** What BotFather and the bot itself have set about the bot. `""` is the language for all others. */
export interface BotProfile {
  setCommands(scope: CommandScope, language: string, commands: readonly BotCommand[]): void;
  /** Exactly the list set for this scope and language; empty where none was. */
  commands(scope: CommandScope, language: string): readonly BotCommand[];
  /** The menu that a customer with this language sees in the private chat. */
  privateMenu(userId: number | undefined, language: string): readonly BotCommand[];
  /** The menu that somebody with this language sees in a group. */
  groupMenu(groupId: number, standing: GroupStanding, language: string): readonly BotCommand[];
  setText(kind: ProfileText, language: string, text: string): void;
  text(kind: ProfileText, language: string): string;
  menuButton(chatId: number | undefined): unknown;
  setMenuButton(chatId: number | undefined, button: unknown): void;
  /** For the state file. */
  snapshot(): { commands: [string, readonly BotCommand[]][]; texts: [string, string][] };
  restore(snapshot: ReturnType<BotProfile["snapshot"]>): void;
}

/** A bot with a name and nothing set. */
export function createBotProfile(deps: { name: string }): BotProfile {
  const lists = new Map<string, readonly BotCommand[]>();
  const texts = new Map<string, string>();
  const menuButtons = new Map<number | undefined, unknown>();

  function key({ type, chatId, userId }: CommandScope, language: string): string {
    return [type, chatId ?? "", userId ?? "", language].join("|");
  }

  /** The narrowest list wins, and for each scope the customer's language before the rest. */
  function firstSet(scopes: readonly CommandScope[], language: string): readonly BotCommand[] {
    const keys = scopes.flatMap((scope) => [key(scope, language), key(scope, "")]);
    return keys.map((candidate) => lists.get(candidate)).find((list) => list !== undefined) ?? [];
  }

  return {
    setCommands(scope, language, commands) {
      if (commands.length === 0) lists.delete(key(scope, language));
      else lists.set(key(scope, language), commands);
    },
    commands: (scope, language) => lists.get(key(scope, language)) ?? [],
    privateMenu(userId, language) {
      const scopes: CommandScope[] = [
        ...(userId === undefined ? [] : [{ type: "chat" as const, chatId: userId }]),
        { type: "all_private_chats" },
        { type: "default" },
      ];
      return firstSet(scopes, language);
    },
    groupMenu(chatId, { userId, isAdmin }, language) {
      const scopes: CommandScope[] = [
        ...(userId === undefined ? [] : [{ type: "chat_member" as const, chatId, userId }]),
        ...(isAdmin ? [{ type: "chat_administrators" as const, chatId }] : []),
        { type: "chat", chatId },
        ...(isAdmin ? [{ type: "all_chat_administrators" as const }] : []),
        { type: "all_group_chats" },
        { type: "default" },
      ];
      return firstSet(scopes, language);
    },
    setText: (kind, language, text) => void texts.set(`${kind}|${language}`, text),
    text(kind, language) {
      const set = texts.get(`${kind}|${language}`) ?? texts.get(`${kind}|`);
      return set ?? (kind === "name" ? deps.name : "");
    },
    menuButton: (chatId) => menuButtons.get(chatId) ?? menuButtons.get(undefined) ?? { type: "commands" },
    setMenuButton: (chatId, button) => void menuButtons.set(chatId, button),
    snapshot: () => ({ commands: [...lists], texts: [...texts] }),
    restore(snapshot) {
      for (const [id, commands] of snapshot.commands) lists.set(id, commands);
      for (const [id, text] of snapshot.texts) texts.set(id, text);
    },
  };
}
