import { request } from "node:http";
import { createServer, type HealthReport } from "../../../src/http/server.ts";
import type { IncomingUpdate } from "../../../src/http/webhook.ts";
import { createLogger } from "../../../src/logger.ts";

export const SECRET = "a-secret-of-the-webhook";
export const PATH = "/telegram/hook:1*";

interface Behaviour {
  accept?: (update: IncomingUpdate) => Promise<void>;
  health?: () => Promise<HealthReport>;
  port?: number;
}

/** A server on a free port, with a webhook that notes what it accepts. */
export async function startServer(behaviour: Behaviour = {}) {
  const accepted: IncomingUpdate[] = [];
  const lines: string[] = [];
  const server = createServer({
    host: "127.0.0.1",
    port: behaviour.port ?? 0,
    webhook: {
      path: PATH,
      secret: SECRET,
      accept: async (update) => {
        await behaviour.accept?.(update);
        accepted.push(update);
      },
    },
    health: behaviour.health ?? (async () => ({ ok: true })),
    logger: createLogger({
      level: "debug",
      secrets: [SECRET],
      destination: { write: (line) => void lines.push(line) },
    }),
  });
  const { port } = await server.start();
  return { server, port, accepted, lines, url: `http://127.0.0.1:${port}` };
}

/** One POST to the webhook, as Telegram makes it unless told otherwise. */
export function post(url: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url + PATH, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-telegram-bot-api-secret-token": SECRET,
      ...headers,
    },
  });
}

/** Sends `head` and then `chunks` of a chunked body, without ever ending it unless `ends`; gives the status of the answer. */
export function postChunks(
  port: number,
  secret: string,
  chunks: readonly string[],
  ends: boolean,
): Promise<{ status: number; sentAll: boolean }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({
      port,
      host: "127.0.0.1",
      path: PATH,
      method: "POST",
      headers: { "transfer-encoding": "chunked", "x-telegram-bot-api-secret-token": secret },
    });
    let sentAll = false;
    outgoing.on("response", (response) => {
      resolve({ status: response.statusCode ?? 0, sentAll });
      outgoing.destroy();
    });
    outgoing.on("error", reject);
    for (const chunk of chunks) outgoing.write(chunk);
    sentAll = true;
    if (ends) outgoing.end();
  });
}
