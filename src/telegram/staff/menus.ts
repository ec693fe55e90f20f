import type { Api } from "grammy";
import type { BotCommand } from "grammy/types";
import { mayAct, type StaffRole } from "../../domain/staff.ts";
import type { Translator } from "../../i18n/index.ts";
import type { Roles } from "../../services/index.ts";
import type { Logger } from "../../services/ports/index.ts";
import { COMMANDS } from "../commands.ts";
import { describeError } from "../describe-error.ts";
import { STAFF_COMMANDS } from "./commands.ts";

interface Deps {
  readonly api: Api;
  readonly roles: Pick<Roles, "list">;
  readonly supportChatId: number | null;
  /** Menus of single chats have one language: the shop's. */
  readonly t: Translator;
  readonly logger: Logger;
}

/** Telegram's command menus in the chats of staff. They are a convenience: a refusal is logged, and nothing depends on them. */
export interface StaffMenus {
  /** The support group's, and everybody's private one. */
  setAll(): Promise<void>;
  /** Adds staff's commands to the customer's in somebody's private chat. */
  set(userId: number, role: StaffRole): Promise<void>;
  /** The customer's menu again. */
  remove(userId: number): Promise<void>;
}

/** Builds the menus out of the two tables. */
export function createStaffMenus({ api, roles, supportChatId, t, logger }: Deps): StaffMenus {
  const staffMenu = (role: StaffRole): BotCommand[] =>
    STAFF_COMMANDS.filter((each) => mayAct(role, each.role)).map(({ command }) => ({
      command,
      description: t.text(`staff.command.${command}`),
    }));

  async function attempt(call: () => Promise<unknown>): Promise<void> {
    try {
      await call();
    } catch (error) {
      logger.warn("telegram.menu-refused", { error: describeError(error) });
    }
  }

  const set: StaffMenus["set"] = (userId, role) => {
    const own = COMMANDS.map(({ command, description }) => ({ command, description: t.text(description) }));
    const added = staffMenu(role).filter(({ command }) => own.every((each) => each.command !== command));
    const scope = { type: "chat", chat_id: userId } as const;
    return attempt(() => api.setMyCommands([...own, ...added], { scope }));
  };

  return {
    set,
    remove: (userId) => attempt(() => api.deleteMyCommands({ scope: { type: "chat", chat_id: userId } })),
    async setAll() {
      if (supportChatId !== null)
        await attempt(() =>
          api.setMyCommands(staffMenu("admin"), { scope: { type: "chat", chat_id: supportChatId } }),
        );
      for (const { userId, role } of await roles.list()) await set(userId, role);
    },
  };
}
