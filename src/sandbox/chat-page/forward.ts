import { request, type IncomingMessage, type ServerResponse } from "node:http";

/**
 * Hands a request on to the emulated Telegram and streams the answer back as it comes. Plain sockets rather than
 * fetch: an event stream may stay silent for longer than fetch waits.
 */
export function forward(target: URL, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const upstream = request(target, {
    method: incoming.method,
    headers: { ...incoming.headers, host: target.host },
  });
  upstream.on("response", (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, "x-content-type-options": "nosniff" });
    // The page must learn at once that its event stream stands, not with the first event.
    outgoing.flushHeaders();
    answer.pipe(outgoing);
    answer.on("error", () => outgoing.destroy());
  });
  upstream.on("error", () => refuse(outgoing));
  outgoing.on("close", () => upstream.destroy());
  incoming.pipe(upstream);
}

function refuse(outgoing: ServerResponse): void {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(502, { "content-type": "application/json" });
  outgoing.end(JSON.stringify({ error: "the emulated Telegram does not answer" }));
}
