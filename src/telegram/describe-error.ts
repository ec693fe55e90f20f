import { BotError, GrammyError, HttpError } from "grammy";

/**
 * An error in words that may stand in a log: never an address (it holds the bot's token), never a payload (it holds personal details).
 */
export function describeError(error: unknown): string {
  if (error instanceof BotError) return describeError(error.error);
  if (error instanceof GrammyError) return `${error.method}: ${error.error_code} ${error.description}`;
  if (error instanceof HttpError) return "Telegram could not be reached";
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  return "an unknown error";
}
