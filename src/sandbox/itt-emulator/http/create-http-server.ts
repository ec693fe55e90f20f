import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";
import type { IttEmulatorControl } from "../control.ts";
import { jsonObjectSchema } from "../json.ts";
import { pathTable, type EmulatorOptions } from "../options.ts";
import { OPERATIONS, type Operation } from "../operations.ts";
import type { OperationRequest } from "./answer-operation.ts";
import { createControlRoutes } from "./control-routes.ts";
import { sendJson } from "./send-reply.ts";

/** What the server needs. */
export interface HttpServerDeps {
  options: EmulatorOptions;
  control: IttEmulatorControl;
  /** Answers below `/pay/`: the page on which a customer pays. */
  answerPayment: (url: URL, request: IncomingMessage, response: ServerResponse) => void;
  answerOperation: (request: OperationRequest, response: ServerResponse) => Promise<void>;
}

const MAX_BODY_BYTES = 1_000_000;
const CONTROL_PREFIX = "/_control/";

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new SyntaxError("The body is too large.");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Makes the server: eleven POSTs at the paths of the table, and the control beside them. */
export function createHttpServer(deps: HttpServerDeps): Server {
  const paths = pathTable(deps.options);
  const byPath = new Map(OPERATIONS.map((operation): [string, Operation] => [paths[operation], operation]));
  const routes = createControlRoutes(deps.control);

  const answerControl = async (url: URL, request: IncomingMessage, response: ServerResponse) => {
    const name = `${request.method ?? "GET"} ${url.pathname.slice(CONTROL_PREFIX.length)}`;
    const route = routes.get(name);
    if (route === undefined) return sendJson(response, 404, { error: `There is no control ${name}.` });
    const text = await readText(request);
    const body = text === "" ? {} : jsonObjectSchema.parse(JSON.parse(text));
    sendJson(response, 200, route(body, url.searchParams));
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://emulator");
    if (url.pathname.startsWith(CONTROL_PREFIX)) return answerControl(url, request, response);
    if (url.pathname.startsWith("/pay/")) return deps.answerPayment(url, request, response);
    const operation = byPath.get(url.pathname);
    if (operation === undefined)
      return sendJson(response, 404, { status: "failed", reason: `Route ${url.pathname} not found.` });
    if (request.method !== "POST")
      return sendJson(response, 405, { status: "failed", reason: "Method not allowed." });
    const body = jsonObjectSchema.parse(JSON.parse(await readText(request)));
    await deps.answerOperation({ operation, headers: request.headers, body }, response);
  };

  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) {
        response.destroy();
        return;
      }
      const isCallersFault = error instanceof SyntaxError || error instanceof z.ZodError;
      const message = error instanceof Error ? error.message : "unknown failure";
      sendJson(response, isCallersFault ? 400 : 500, { status: "failed", reason: message });
    });
  });
}
