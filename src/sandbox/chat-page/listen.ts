import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

const HOST = "127.0.0.1";
const TRIES = 20;

/**
 * Serves on the loopback interface only, on `port` or, where that is taken, the next free one; 0 means any.
 * Throws when twenty ports in a row are taken.
 */
export async function listenNear(
  port: number,
  listener: RequestListener,
): Promise<{ server: Server; port: number }> {
  for (let candidate = port; candidate < port + TRIES; candidate += 1) {
    const server = createServer(listener);
    const taken = await tryToListen(server, candidate);
    if (taken !== null) return { server, port: taken };
  }
  throw new Error(
    `The ports ${port} to ${port + TRIES - 1} are all taken: free one, or choose another with --port.`,
  );
}

/** The port it listens on, or null where the wanted one is taken. */
function tryToListen(server: Server, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(null);
      else reject(error);
    });
    server.listen(port, HOST, () => resolve(portOf(server.address())));
  });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The page server has no TCP port.");
  return address.port;
}
