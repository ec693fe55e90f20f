import { setTimeout as sleep } from "node:timers/promises";
import { GrammyError, type Api } from "grammy";
import type { UserFromGetMe } from "grammy/types";
import type { Logger } from "../services/ports/index.ts";
import { describeError } from "./describe-error.ts";
import { ALLOWED_UPDATES } from "./updates.ts";

/** The token is not one that Telegram knows: starting again would not help. */
class TokenRefused extends Error {
  override readonly name = "TokenRefused";
  constructor() {
    super("Telegram does not accept BOT_TOKEN: compare it with what @BotFather gave");
  }
}

/** Calls Telegram until it answers; a refusal that starting again would not mend is thrown. */
async function untilAnswered<T>(call: () => Promise<T>, logger: Logger, signal: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      if (error instanceof GrammyError && [400, 401, 404].includes(error.error_code)) throw error;
      signal.throwIfAborted();
      logger.warn("telegram.not-reached", { attempt, error: describeError(error) });
      const retryMs = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1_000 : 0;
      await sleep(Math.max(retryMs, Math.min(250 * 2 ** attempt, 15_000)), undefined, { signal });
    }
  }
}

/** Asks Telegram who the bot is, waiting while it cannot be reached. Throws `TokenRefused` on a wrong token. */
export async function askIdentity(api: Api, logger: Logger, signal: AbortSignal): Promise<UserFromGetMe> {
  try {
    return await untilAnswered(() => api.getMe(), logger, signal);
  } catch (error) {
    throw error instanceof GrammyError ? new TokenRefused() : error;
  }
}

/**
 * Tells Telegram where updates go: to `webhook`, waiting while it cannot be reached, or nowhere, so that they can be fetched.
 * Pending updates are kept. Throws when Telegram refuses the address.
 */
export async function setDelivery(
  api: Api,
  webhook: { url: string; secret: string } | null,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  if (webhook) {
    const options = {
      secret_token: webhook.secret,
      allowed_updates: [...ALLOWED_UPDATES],
      max_connections: 40,
    };
    await untilAnswered(() => api.setWebhook(webhook.url, options), logger, signal);
    return;
  }
  try {
    await untilAnswered(() => api.deleteWebhook(), logger, signal);
  } catch (error) {
    signal.throwIfAborted();
    // Where no webhook was set, polling works all the same; where one was, getUpdates will say so.
    logger.warn("telegram.webhook-not-removed", { error: describeError(error) });
  }
}
