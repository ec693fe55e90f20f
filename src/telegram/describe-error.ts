import { BotError, GrammyError, HttpError } from "grammy";

/**
 * Telegram's reasons as far as they are known. Only these words are told: what else a refusal says may quote the message, and a name with it.
 */
const KNOWN_REASONS = [
  "message is not modified",
  "message to edit not found",
  "message can't be edited",
  "message to delete not found",
  "message can't be deleted",
  "message to be replied not found",
  "message is too long",
  "message caption is too long",
  "message text is empty",
  "can't parse entities",
  "chat not found",
  "user is deactivated",
  "user not found",
  "bot was blocked by the user",
  "bot can't initiate conversation with a user",
  "bot was kicked",
  "bot is not a member",
  "not enough rights",
  "group chat was upgraded",
  "query is too old",
  "BUTTON_DATA_INVALID",
  "BUTTON_URL_INVALID",
  "BUTTON_TYPE_INVALID",
  "PHOTO_INVALID_DIMENSIONS",
  "IMAGE_PROCESS_FAILED",
  "wrong file identifier",
  "file is too big",
  "CHARGE_ALREADY_REFUNDED",
  "CHARGE_NOT_FOUND",
  "terminated by other getUpdates request",
  "webhook is active",
  "bad webhook",
  "Too Many Requests",
  "Unauthorized",
  "Internal Server Error",
  "Bad Gateway",
] as const;

/** How grammY words a refusal: what dialogues throw has lost its class, and keeps only this. */
const REFUSED_CALL = /^Call to '(\w+)' failed! \((\d+): ([^]*)\)$/;

/**
 * An error in words that may stand in a log: never an address (it holds the bot's token), never a payload (it holds personal details), and
 * of Telegram's own words only those that are known.
 */
export function describeError(error: unknown): string {
  if (error instanceof BotError) return describeError(error.error);
  if (error instanceof GrammyError) return describeRefusal(error.method, error.error_code, error.description);
  if (error instanceof HttpError) return "Telegram could not be reached";
  if (!(error instanceof Error)) return "an unknown error";
  const [, method, code, description] = REFUSED_CALL.exec(error.message) ?? [];
  return method === undefined
    ? `${error.name}: ${error.message}`
    : describeRefusal(method, Number(code), description ?? "");
}

function describeRefusal(method: string, code: number, description: string): string {
  const said = description.toLowerCase();
  const reason = KNOWN_REASONS.find((each) => said.includes(each.toLowerCase()));
  return `${method}: ${code} ${reason ?? "for a reason that is not known here"}`;
}
