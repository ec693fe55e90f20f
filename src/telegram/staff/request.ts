import type { Translator } from "../../i18n/index.ts";
import type { Screen, StaffCommandName } from "../../screens/index.ts";
import type { StaffActor } from "./authority.ts";
import type { StaffTap, StaffTapName } from "./commands.ts";

/** What a member of staff asks, after the guard has let it through. */
export interface StaffRequest {
  readonly actor: StaffActor;
  readonly updateId: number;
  /** What follows the command; empty for a tap. */
  readonly args: string;
  readonly t: Translator;
  /** Sends an answer to the chat where it was asked. Gives its id. */
  reply(screen: Screen): Promise<number>;
  /** Changes an answer, or the message whose button was pressed; sends anew where Telegram refuses. */
  edit(messageId: number, screen: Screen): Promise<void>;
  /** Has the chat see that something slow is under way. */
  showTyping(): Promise<void>;
}

/** A tap: on which message. */
export type StaffTapRequest = StaffRequest & { readonly messageId: number };

export type StaffHandler = (request: StaffRequest) => Promise<void>;

/** One handler a command of the table. */
export type StaffHandlers = Readonly<Record<StaffCommandName, StaffHandler>>;

/** One handler a button of the table. */
export type StaffTapHandlers = {
  readonly [Name in StaffTapName]: (
    request: StaffTapRequest,
    action: Extract<StaffTap, { readonly do: Name }>,
  ) => Promise<void>;
};

/** "/find@our_bot Nadia" → find, "Nadia"; undefined for what is no command to this bot. */
export function readCommand(
  text: string | undefined,
  username: string,
): { readonly name: string; readonly args: string } | undefined {
  const match = /^\/(\w+)(?:@(\w+))?(?:\s+([\s\S]*))?$/.exec(text ?? "");
  if (!match?.[1] || (match[2] !== undefined && match[2].toLowerCase() !== username.toLowerCase()))
    return undefined;
  return { name: match[1].toLowerCase(), args: (match[3] ?? "").trim() };
}

/** References that the audit names of a look at several orders. */
const MOST_NAMED = 5;

/** "1 found", "3 found: T7K-4QX K7T-XQ4": what the audit says of a search, so that it is told on whom also where it was on several. */
export function foundWords(count: number, references: readonly string[]): string {
  const different = [...new Set(references)];
  if (different.length < 2) return `${count} found`;
  const more = different.length > MOST_NAMED ? " …" : "";
  return `${count} found: ${different.slice(0, MOST_NAMED).join(" ")}${more}`;
}

/** "T7K-4QX because it is late" → the first word and the rest. */
export function firstWord(args: string): { readonly first: string; readonly rest: string } {
  const [first = "", ...others] = args.split(/\s+/);
  return { first, rest: others.join(" ") };
}
