import type { MessageKey } from "../../i18n/message-keys.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText } from "../layout.ts";
import type { Screen } from "../screen.ts";

/** What the help page lists, and who answers. */
export interface HelpModel {
  readonly shopName: string;
  /** Where a person answers: an https link. */
  readonly supportContact: string;
  /** Whether staff read letters in a chat of theirs: then they are written here. */
  readonly hasSupport: boolean;
  /** The table of commands, as the menu lists it. */
  readonly commands: readonly {
    readonly command: string;
    readonly description: Extract<MessageKey, `command.${string}`>;
  }[];
}

/** The commands in words, and a person to write to. */
export function showHelp(model: HelpModel, t: Translator): Screen {
  return {
    text: composeText(
      t.rich("help.title"),
      t.text("help.type"),
      ...model.commands.map(({ command, description }) =>
        t.text("help.command", { command, about: t.text(description) }),
      ),
      "",
      t.text("help.person", { shop: model.shopName }),
    ),
    rows: [
      [
        model.hasSupport
          ? { label: t.text("button.write-to-us"), action: { do: "support" } }
          : { label: t.text("button.write-to-us"), url: model.supportContact },
      ],
      [
        { label: t.text("button.buy"), action: { do: "buy" } },
        { label: t.text("button.home"), action: { do: "home" } },
      ],
    ],
  };
}

/** A command the shop does not have: the same way out as everywhere. */
export function showUnknownCommand(model: { readonly command: string }, t: Translator): Screen {
  return {
    text: composeText(t.text("unknown-command.text", { command: model.command })),
    rows: [
      [
        { label: t.text("button.buy"), action: { do: "buy" } },
        { label: t.text("button.esims"), action: { do: "esims", page: 0 } },
      ],
      [
        { label: t.text("button.help"), action: { do: "help" } },
        { label: t.text("button.home"), action: { do: "home" } },
      ],
    ],
  };
}

/** Sent in groups: the shop talks in private chats only. */
export function showPrivateOnly(model: { readonly botUsername: string }, t: Translator): Screen {
  return {
    text: composeText(t.text("group.private")),
    rows: [[{ label: t.text("group.open"), url: `https://t.me/${model.botUsername}` }]],
  };
}
