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

/** Asks Telegram who the bot is, waiting while it cannot be reached. Throws `TokenRefused` on a wrong token. */
export async function askIdentity(api: Api, logger: Logger, signal: AbortSignal): Promise<UserFromGetMe> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await api.getMe();
    } catch (error) {
      if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404))
        throw new TokenRefused();
      logger.warn("telegram.not-reached", { attempt, error: describeError(error) });
      await sleep(Math.min(250 * 2 ** attempt, 15_000), undefined, { signal });
    }
  }
}

/** Tells Telegram where updates go: to `webhook`, or nowhere, so that they can be fetched. Pending updates are kept. */
export async function setDelivery(
  api: Api,
  webhook: { url: string; secret: string } | null,
  logger: Logger,
): Promise<void> {
  if (webhook) {
    await api.setWebhook(webhook.url, {
      secret_token: webhook.secret,
      allowed_updates: [...ALLOWED_UPDATES],
      max_connections: 40,
    });
    return;
  }
  try {
    await api.deleteWebhook();
  } catch (error) {
    // Where no webhook was set, polling works all the same; where one was, getUpdates will say so.
    logger.warn("telegram.webhook-not-removed", { error: describeError(error) });
  }
}
