import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Refusal } from "../wire/refusal.ts";
import type { ClientAnswer, ClientRequest } from "../client/routes.ts";
import type { FileStore } from "../state/files.ts";
import { parseParams, readBody } from "./body.ts";
import type { ApiOutcome, Dispatcher } from "./dispatch.ts";

/** What the HTTP server hands requests to. */
export interface ServerDeps {
  token: string;
  dispatcher: Dispatcher;
  files: FileStore;
  clientRoutes: (request: ClientRequest) => Promise<ClientAnswer>;
  /** Keeps the response open and writes events to it. */
  streamEvents: (response: ServerResponse, userId: number | undefined) => void;
}

/** The HTTP face of the emulator: `/bot<token>/…`, `/file/bot<token>/…` and `/client/…`. Not listening yet. */
export function createEmulatorServer(deps: ServerDeps): Server {
  const server = createServer((request, response) => {
    void handle(deps, request, response).catch((error: unknown) => {
      // A mistake of the emulator itself must be seen: as an answer, not as a hanging call.
      const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const description = `Internal Server Error: emulator: ${what}`;
      if (!response.headersSent) sendJson(response, 500, { ok: false, error_code: 500, description });
    });
  });
  // Longer than clients keep idle connections: a reset in tests should only ever be one that was ordered.
  server.keepAliveTimeout = 65_000;
  return server;
}

async function handle(deps: ServerDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://emulator");
  const [, first = "", second = "", third = ""] = url.pathname.split("/");
  if (first === "client") return handleClient(deps, request, response, url);
  if (first === "file") {
    const file =
      second === `bot${deps.token}`
        ? deps.files.byPath(url.pathname.split("/").slice(3).join("/"))
        : undefined;
    if (file === undefined) return refuse(response, new Refusal(404, "Not Found"));
    return sendBytes(response, file.bytes, "application/octet-stream");
  }
  if (!first.startsWith("bot")) return refuse(response, new Refusal(404, "Not Found"));
  if (first !== `bot${deps.token}`) return refuse(response, new Refusal(401, "Unauthorized"));
  return handleCall(deps, request, response, {
    method: third === "" ? second : third,
    query: url.searchParams,
  });
}

async function handleCall(
  deps: ServerDeps,
  request: IncomingMessage,
  response: ServerResponse,
  call: { method: string; query: URLSearchParams },
): Promise<void> {
  const hangUp = new AbortController();
  response.once("close", () => hangUp.abort());
  let outcome: ApiOutcome;
  try {
    const body = await readBody(request);
    const params = parseParams(body, request.headers["content-type"] ?? "", call.query);
    outcome = await deps.dispatcher.execute(call.method, params, hangUp.signal);
  } catch (error) {
    if (error instanceof Refusal) return refuse(response, error);
    if (hangUp.signal.aborted) return;
    throw error;
  }
  switch (outcome.kind) {
    case "json":
      return sendJson(response, outcome.status, outcome.body);
    case "html":
      response.writeHead(outcome.status, { "content-type": "text/html" }).end(outcome.body);
      return;
    case "reset":
      request.socket.resetAndDestroy();
      return;
    case "silence":
      return;
    default:
      return outcome satisfies never;
  }
}

async function handleClient(
  deps: ServerDeps,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const path = url.pathname.slice("/client".length);
  if (request.method === "GET" && path === "/events") {
    const userId = url.searchParams.get("userId");
    return deps.streamEvents(response, userId === null || userId === "" ? undefined : Number(userId));
  }
  const text = (await readBody(request)).toString();
  let body: unknown;
  try {
    body = text === "" ? undefined : JSON.parse(text);
  } catch (error) {
    return sendJson(response, 400, { error: `The body is no JSON: ${String(error)}` });
  }
  const answer = await deps.clientRoutes({
    method: request.method ?? "GET",
    path,
    query: url.searchParams,
    body,
  });
  if ("bytes" in answer) return sendBytes(response, answer.bytes, answer.contentType);
  sendJson(response, answer.status, answer.json);
}

function refuse(response: ServerResponse, { code, description }: Refusal): void {
  sendJson(response, code, { ok: false, error_code: code, description });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function sendBytes(response: ServerResponse, bytes: Buffer, contentType: string): void {
  response.writeHead(200, { "content-type": contentType, "content-length": bytes.length }).end(bytes);
}
