import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as the server saw it. */
export interface SeenCall {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

export type Answer = (res: ServerResponse, call: SeenCall, nth: number) => void;

/** A supplier that a test scripts itself, on a real port. */
export interface FakeSupplier {
  readonly url: string;
  readonly calls: SeenCall[];
  answer(next: Answer): void;
  close(): Promise<void>;
}

export async function startFakeSupplier(
  first: Answer = answerJson({ status: "success" }),
): Promise<FakeSupplier> {
  let current = first;
  const calls: SeenCall[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      const call = { method: req.method, path: req.url, headers: req.headers, body };
      calls.push(call);
      current(res, call, calls.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    answer(next) {
      current = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers JSON (or raw text), HTTP 200 unless told otherwise. */
export function answerJson(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  return (res) => {
    res.writeHead(status, { "content-type": "application/json", ...headers });
    res.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** Cuts the connection without an answer. */
export const reset: Answer = (res) => void res.socket?.destroy();

/** Never answers; closing the server ends it. */
export const hang: Answer = () => undefined;

/** One answer after the other; the last one stays. */
export function inTurn(...answers: readonly Answer[]): Answer {
  let turn = 0;
  return (res, call, nth) => {
    answers[Math.min(turn, answers.length - 1)]?.(res, call, nth);
    turn += 1;
  };
}
