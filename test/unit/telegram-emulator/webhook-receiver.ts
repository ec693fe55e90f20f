import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { Update } from "../../../src/sandbox/telegram-emulator/index.ts";

/** A delivery as the receiver saw it. */
export interface Delivery {
  update: Update;
  secret: string | undefined;
}

/** What the receiver answers: a status and a body; "hang up" cuts the connection. */
export type ReceiverAnswer = { status: number; body?: string } | "hang up";

/** A bot's webhook on this machine that writes down what comes and answers as `answer` says. */
export async function startReceiver(
  answer: (delivery: Delivery) => ReceiverAnswer | Promise<ReceiverAnswer>,
): Promise<{ url: string; deliveries: Delivery[] }> {
  const deliveries: Delivery[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const update = JSON.parse(Buffer.concat(chunks).toString()) as Update;
      const secret = request.headers["x-telegram-bot-api-secret-token"];
      const delivery = { update, secret: typeof secret === "string" ? secret : undefined };
      deliveries.push(delivery);
      void Promise.resolve(answer(delivery)).then((given) => {
        if (given === "hang up") request.socket.destroy();
        else response.writeHead(given.status).end(given.body);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, deliveries };
}
