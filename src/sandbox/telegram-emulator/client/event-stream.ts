import type { ServerResponse } from "node:http";
import type { TelegramClient } from "./client.ts";

const KEEP_ALIVE_MS = 15_000;

/** Writes client events to a response as Server-Sent Events until the reader goes; of one chat where named. */
export function createEventStream(
  client: TelegramClient,
): (response: ServerResponse, userId: number | undefined) => void {
  return (response, userId) => {
    response.writeHead(200, {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      connection: "keep-alive",
    });
    response.write(": connected\n\n");
    const unsubscribe = client.subscribe(
      (event) => response.write(`data: ${JSON.stringify(event)}\n\n`),
      userId,
    );
    const keepAlive = setInterval(() => response.write(": still here\n\n"), KEEP_ALIVE_MS);
    response.once("close", () => {
      clearInterval(keepAlive);
      unsubscribe();
    });
  };
}
