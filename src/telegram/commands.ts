import type { Api } from "grammy";
import type { PaymentMethod } from "../domain/payment.ts";
import { createTranslator, LANGUAGES, type MessageKey } from "../i18n/index.ts";
import type { Logger } from "../services/ports/index.ts";
import { describeError } from "./describe-error.ts";

/** One command of the shop: its name, and the message that describes it in the menu. */
export interface Command {
  readonly command: string;
  readonly description: MessageKey;
  /** Only where customers pay in Telegram Stars: Telegram demands it there. */
  readonly isForStars?: true;
}

/** The one table of commands: it feeds Telegram's menu, /help and the registration of handlers. */
export const COMMANDS = [
  { command: "buy", description: "command.buy" },
  { command: "esims", description: "command.esims" },
  { command: "usage", description: "command.usage" },
  { command: "topup", description: "command.topup" },
  { command: "install", description: "command.install" },
  { command: "orders", description: "command.orders" },
  { command: "topups", description: "command.topups" },
  { command: "statement", description: "command.statement" },
  { command: "devices", description: "command.devices" },
  { command: "profile", description: "command.profile" },
  { command: "language", description: "command.language" },
  { command: "help", description: "command.help" },
  { command: "support", description: "command.support" },
  { command: "cancel", description: "command.cancel" },
  { command: "terms", description: "command.terms" },
  { command: "paysupport", description: "command.paysupport", isForStars: true },
  { command: "privacy", description: "command.privacy" },
  { command: "export", description: "command.export" },
  { command: "delete", description: "command.delete" },
  { command: "start", description: "command.start" },
] as const satisfies readonly Command[];

/** The commands that this shop offers. */
export function offeredCommands(methods: readonly PaymentMethod[]) {
  return COMMANDS.filter((each) => !("isForStars" in each) || methods.includes("telegram"));
}

/**
 * Sets the command menu, per language, for private chats. The menu is a convenience: a refusal is logged, and the shop starts.
 */
export async function setCommandMenus(
  api: Api,
  commands: ReturnType<typeof offeredCommands>,
  defaultLanguage: string,
  logger: Logger,
): Promise<void> {
  for (const { code: language } of LANGUAGES) {
    const t = createTranslator(language);
    const menu = commands.map(({ command, description }) => ({ command, description: t.text(description) }));
    const scope = { scope: { type: "all_private_chats" } } as const;
    try {
      await api.setMyCommands(menu, { ...scope, language_code: language });
      if (language === defaultLanguage) await api.setMyCommands(menu, scope);
    } catch (error) {
      logger.warn("telegram.menu-refused", { error: describeError(error) });
    }
  }
}
