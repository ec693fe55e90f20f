import { Hono } from "hono";
import { z } from "zod";
import { errorText } from "../services/running/error-text.ts";
import type { Logger } from "../services/ports/world.ts";
import { readBody } from "./body.ts";
import { isSameSecret } from "./secret.ts";

/** The most that one update may weigh; Telegram's own stay far below. */
const MAX_BODY_BYTES = 1024 * 1024;

const updateSchema = z.looseObject({ update_id: z.int().nonnegative() });

/** A Telegram update of which only its id has been looked at. */
export type IncomingUpdate = z.output<typeof updateSchema>;

export interface WebhookDeps {
  /** The path of the public address, where Telegram posts. */
  readonly path: string;
  /** What Telegram sends back in `X-Telegram-Bot-Api-Secret-Token`. */
  readonly secret: string;
  /** Stores the update durably; Telegram is answered after that. A rejection makes Telegram send it again. */
  readonly accept: (update: IncomingUpdate) => Promise<void>;
}

/** The update in a body; "cut" where the body is no JSON. */
function parseUpdate(text: string): IncomingUpdate | "cut" | undefined {
  try {
    return updateSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return "cut";
    throw error;
  }
}

/**
 * The route that Telegram posts to. The secret is compared before the body is read; a good update is answered 200 with an empty body
 * (a JSON body would be executed as a method call) once it is stored, 503 when it could not be.
 * Telegram repeats what is not answered 200, and holds back what comes behind: only what may be better the next time is refused. What came
 * whole and is no update, or is too long for one, is dropped.
 */
export function createWebhook({ secret, accept }: WebhookDeps, logger: Logger): Hono {
  const app = new Hono();

  app.use(async (c, next) => {
    if (c.req.method !== "POST") return c.body(null, 405, { allow: "POST" });
    if (isSameSecret(c.req.header("x-telegram-bot-api-secret-token") ?? "", secret)) return next();
    logger.warn("webhook.refused", { reason: "wrong secret" });
    return c.body(null, 401, { connection: "close" });
  });
  app.post("*", async (c) => {
    const body = await readBody(c.req.raw, MAX_BODY_BYTES);
    if (body === undefined) {
      logger.error("webhook.dropped", { reason: "longer than any update" });
      return c.body(null, 200, { connection: "close" });
    }
    const update = parseUpdate(body);
    if (update === "cut") {
      logger.warn("webhook.refused", { reason: "not JSON" });
      return c.body(null, 400);
    }
    if (!update) {
      logger.error("webhook.dropped", { reason: "not an update" });
      return c.body(null, 200);
    }
    try {
      await accept(update);
    } catch (error) {
      logger.error("webhook.not-stored", { update: update.update_id, error: errorText(error) });
      return c.body(null, 503);
    }
    return c.body(null, 200);
  });
  app.onError((error, c) => {
    logger.warn("webhook.failed", { error: errorText(error) });
    return c.body(null, 500, { connection: "close" });
  });
  return app;
}
