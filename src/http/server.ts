import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { createServer as createHttpServer, type Server } from "node:http";
import { errorText } from "../services/running/error-text.ts";
import type { Logger } from "../services/ports/world.ts";
import { createWebhook, type WebhookDeps } from "./webhook.ts";

/** What `/healthz` shows: `ok` decides the status, the rest is for people. Anybody may read it, so nothing secret. */
export interface HealthReport {
  readonly ok: boolean;
  readonly [check: string]: boolean | number | string | null;
}

interface ServerDeps {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Null: long polling, the server answers health checks only. */
  readonly webhook: WebhookDeps | null;
  readonly health: () => Promise<HealthReport>;
  readonly logger: Logger;
}

export interface HttpServer {
  /** Listens and gives the port. Rejects with a sentence for the deployer when the address cannot be had. */
  start(): Promise<{ readonly port: number }>;
  /** Takes no new connection, lets what is under way finish, and cuts what is left after `timeoutMs`. */
  stop(timeoutMs?: number): Promise<void>;
}

/** A request that has not come in whole after this is dropped. */
const REQUEST_TIMEOUT_MS = 30_000;

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program listens there: stop it or set another PORT",
  EACCES: "this user may not listen there: set a PORT above 1023",
  EADDRNOTAVAIL: "this machine has no such address: set another HOST",
  ENOTFOUND: "the name is not known: set another HOST",
};

async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  }).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new Error(`Cannot listen on ${host}:${port}: ${REASONS[code] ?? errorText(error)}`, {
      cause: error,
    });
  });
  const address = server.address();
  return typeof address === "object" && address ? address.port : port;
}

/** The server of the webhook and of `/healthz`; everything else is 404. A bad request is answered and never ends the process. */
export function createServer(deps: ServerDeps): HttpServer {
  const { logger } = deps;
  const app = new Hono();
  let isStopping = false;

  app.use(async (c, next) => {
    await next();
    if (isStopping) c.header("connection", "close");
  });
  app.get("/healthz", async (c) => {
    const report = await deps.health().catch((error: unknown): HealthReport => {
      logger.error("health.failed", { error: errorText(error) });
      return { ok: false };
    });
    return c.json(report, report.ok ? 200 : 503, { "cache-control": "no-store" });
  });
  app.all("/healthz", (c) => c.body(null, 405, { allow: "GET, HEAD" }));
  const webhook = deps.webhook && { path: deps.webhook.path, app: createWebhook(deps.webhook, logger) };
  app.all("*", async (c) =>
    webhook?.path === new URL(c.req.url).pathname ? webhook.app.fetch(c.req.raw) : c.body(null, 404),
  );

  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const timeouts = { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS };
  const server = createHttpServer(timeouts, (incoming, outgoing) => void listener(incoming, outgoing));

  return {
    start: async () => {
      return { port: await listen(server, deps.host, deps.port) };
    },
    stop: async (timeoutMs = 10_000) => {
      isStopping = true;
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const timer = setTimeout(() => server.closeAllConnections(), timeoutMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
