import { Agent, request } from "node:http";
import type { Update } from "../wire/update.ts";
import { isLoopbackHost } from "../rules/links.ts";

/** Where updates go, as setWebhook said. */
export interface WebhookTarget {
  url: string;
  secretToken: string | undefined;
  maxConnections: number;
}

/** How one delivery ended. */
export type WebhookAttempt =
  | { isDelivered: true; reply: Readonly<Record<string, unknown>> | undefined }
  | { isDelivered: false; problem: string; retryAfterS: number | undefined };

/** Posts updates to a webhook. */
export interface WebhookPoster {
  /**
   * Posts one update once. Any 2xx means delivered; a JSON object in the body comes back as `reply`. Never
   * rejects: a failure is a result, with Telegram's wording as far as known.
   */
  post(target: WebhookTarget, update: Update, signal: AbortSignal): Promise<WebhookAttempt>;
  close(): void;
}

/**
 * A poster that gives up after `timeoutMs` of silence. Plain node:http with kept connections: load tests measure
 * the bot, and fetch would cost more than the bot's whole answer.
 */
export function createWebhookPoster(timeoutMs: number): WebhookPoster {
  const agent = new Agent({ keepAlive: true });
  return {
    async post(target, update, signal) {
      const url = new URL(target.url);
      if (!isLoopbackHost(url.hostname) || url.protocol !== "http:") {
        return failed("The emulator delivers to plain http on loopback addresses only");
      }
      try {
        const { status, reason, retryAfter, body } = await exchange(
          url,
          agent,
          target,
          update,
          timeoutMs,
          signal,
        );
        if (status >= 200 && status < 300) return { isDelivered: true, reply: parseReply(body) };
        const problem = `Wrong response from the webhook: ${status} ${reason}`;
        return failed(problem, retryAfter > 0 ? retryAfter : undefined);
      } catch (error) {
        return failed(describe(error));
      }
    },
    close: () => agent.destroy(),
  };
}

interface Exchanged {
  status: number;
  reason: string;
  /** Seconds; NaN where the answer names none. */
  retryAfter: number;
  body: string;
}

function exchange(
  url: URL,
  agent: Agent,
  target: WebhookTarget,
  update: Update,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    const content = Buffer.from(JSON.stringify(update));
    const secret = target.secretToken;
    const headers = {
      "content-type": "application/json",
      "content-length": content.length,
      ...(secret === undefined ? {} : { "x-telegram-bot-api-secret-token": secret }),
    };
    const outgoing = request(url, { method: "POST", agent, headers, signal, timeout: timeoutMs });
    outgoing.on("timeout", () => outgoing.destroy(new Error("Read timeout expired")));
    outgoing.on("error", reject);
    outgoing.on("response", (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        resolve({
          status: answer.statusCode ?? 0,
          reason: answer.statusMessage ?? "",
          retryAfter: Number(answer.headers["retry-after"] ?? NaN),
          body: Buffer.concat(chunks).toString(),
        });
      });
    });
    outgoing.end(content);
  });
}

function failed(problem: string, retryAfterS?: number): WebhookAttempt {
  return { isDelivered: false, problem, retryAfterS };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? String(error.code) : "";
  if (code === "ECONNREFUSED") return "Connection refused";
  return code === "ECONNRESET" ? "Connection reset by peer" : error.message;
}

function parseReply(body: string): Readonly<Record<string, unknown>> | undefined {
  if (body.trim() === "") return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? { ...value } : { unreadable: body };
  } catch (error) {
    // Telegram ignores a body that is no JSON; a test should still see that one was sent.
    return { unreadable: body, problem: String(error) };
  }
}
