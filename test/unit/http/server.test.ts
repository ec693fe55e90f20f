import { connect } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createServer, type HttpServer } from "../../../src/http/server.ts";
import { createLogger } from "../../../src/logger.ts";
import { PATH, post, postChunks, SECRET, startServer as start } from "./start-server.ts";

const servers: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop(50)));
});

async function startServer(behaviour: Parameters<typeof start>[0] = {}): ReturnType<typeof start> {
  const started = await start(behaviour);
  servers.push(started.server);
  return started;
}

const update = (id: number): string => JSON.stringify({ update_id: id, message: { text: "hi" } });

describe("the webhook", () => {
  it("stores an update and then answers 200 with an empty body", async () => {
    let store: () => void = () => undefined;
    const stored = new Promise<void>((resolve) => (store = resolve));
    const { url, accepted } = await startServer({ accept: () => stored });
    let hasAnswered = false;
    const answer = post(url, update(7)).then((response) => {
      hasAnswered = true;
      return response;
    });
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true });
    expect(hasAnswered).toBe(false);
    store();
    const response = await answer;
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(accepted).toEqual([{ update_id: 7, message: { text: "hi" } }]);
  });

  it("answers 503 when the update could not be stored, and logs no body", async () => {
    const { url, lines } = await startServer({ accept: () => Promise.reject(new Error("disk full")) });
    const response = await post(url, update(7));
    expect([response.status, await response.text()]).toEqual([503, ""]);
    expect(lines.join("")).toMatch(/disk full.*webhook\.not-stored/);
    expect(lines.join("")).not.toContain("hi");
  });

  it.each([["wrong"], [""], [SECRET + "x"], [SECRET.slice(0, -1)]])(
    "answers 401 and nothing else to the secret %j",
    async (secret) => {
      const { url, accepted, lines } = await startServer();
      const response = await post(url, update(7), { "x-telegram-bot-api-secret-token": secret });
      expect([response.status, await response.text()]).toEqual([401, ""]);
      expect(accepted).toEqual([]);
      expect(lines.join("")).not.toContain(SECRET.slice(0, -1));
    },
  );

  it("refuses a wrong secret before the body is there", async () => {
    const { port, accepted } = await startServer();
    expect(await postChunks(port, "wrong", ['{"update'], false)).toMatchObject({ status: 401 });
    expect(accepted).toEqual([]);
  });

  it.each([["{"], [""], ['{"update_id":7,"message"']])(
    "answers 400 to %j, which was cut on its way, so that it comes again",
    async (body) => {
      const { url, accepted } = await startServer();
      const response = await post(url, body);
      expect([response.status, await response.text()]).toEqual([400, ""]);
      expect((await post(url, update(8))).status).toBe(200);
      expect(accepted).toHaveLength(1);
    },
  );

  it.each([
    ["null"],
    ["[]"],
    ["{}"],
    ['{"update_id":"7"}'],
    ['{"update_id":1.5}'],
    ['{"update_id":-1}'],
    ["7"],
  ])("drops %j, which no repetition would make an update, and goes on", async (body) => {
    const { url, accepted, lines } = await startServer();
    const response = await post(url, body);
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(lines.join("")).toContain("webhook.dropped");
    expect((await post(url, update(8))).status).toBe(200);
    expect(accepted).toHaveLength(1);
  });

  it("takes a body up to 1 MiB and drops a longer one unread, announced or chunked", async () => {
    const { url, port, accepted } = await startServer();
    const filler = "x".repeat(1024 * 1024);
    const fits = update(1).replace("hi", filler.slice(update(1).length - 2));
    expect(fits).toHaveLength(1024 * 1024);
    expect((await post(url, fits)).status).toBe(200);
    expect((await post(url, update(2).replace("hi", filler))).status).toBe(200);
    const chunks = Array.from({ length: 17 }, () => filler.slice(0, 65_536));
    expect(await postChunks(port, SECRET, chunks, false)).toMatchObject({ status: 200 });
    expect(await postChunks(port, SECRET, [update(3).slice(0, 9), update(3).slice(9)], true)).toMatchObject({
      status: 200,
    });
    expect(accepted.map(({ update_id }) => update_id)).toEqual([1, 3]);
  });

  it("answers 405 to other methods and 404 to other paths", async () => {
    const { url } = await startServer();
    const response = await fetch(url + PATH);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    for (const path of ["/", "/telegram", `${PATH}/x`, "/telegram/hook:2x"])
      expect((await fetch(url + path, { method: "POST" })).status).toBe(404);
  });
});

describe("the server", () => {
  it("tells its health, and 503 when something is wrong or the check itself fails", async () => {
    const healthy = await startServer({ health: async () => ({ ok: true, database: true }) });
    expect(await (await fetch(`${healthy.url}/healthz`)).json()).toEqual({ ok: true, database: true });
    const sick = await startServer({ health: async () => ({ ok: false, database: false }) });
    expect((await fetch(`${sick.url}/healthz`)).status).toBe(503);
    const broken = await startServer({ health: () => Promise.reject(new Error("no database")) });
    const response = await fetch(`${broken.url}/healthz`);
    expect([response.status, await response.json()]).toEqual([503, { ok: false }]);
    expect((await fetch(`${healthy.url}/healthz`, { method: "POST" })).status).toBe(405);
    expect((await fetch(`${healthy.url}/healthz`, { method: "HEAD" })).status).toBe(200);
  });

  it("serves health checks without a webhook", async () => {
    const server = createServer({
      host: "127.0.0.1",
      port: 0,
      webhook: null,
      health: async () => ({ ok: true }),
      logger: createLogger({ level: "error", secrets: [] }),
    });
    servers.push(server);
    const { port } = await server.start();
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}${PATH}`, { method: "POST" })).status).toBe(404);
  });

  it("says what to do when its port is taken", async () => {
    const { port } = await startServer();
    await expect(start({ port })).rejects.toThrow(
      `Cannot listen on 127.0.0.1:${port}: another program listens there: stop it or set another PORT`,
    );
  });

  it.each([["GARBAGE\r\n\r\n"], ["GET / HTTP/1.1\r\nHost: a b\r\n\r\n"], [`POST ${PATH} HTTP/1.1\r\n`]])(
    "survives the raw request %j",
    async (bytes) => {
      const { port, url } = await startServer();
      const socket = connect(port, "127.0.0.1");
      const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
      socket.on("error", () => socket.destroy());
      socket.write(bytes, () => socket.end());
      socket.resume();
      await closed;
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
    },
  );

  it("lets a request that is under way finish when stopped, and takes no other", async () => {
    let store: () => void = () => undefined;
    const stored = new Promise<void>((resolve) => (store = resolve));
    let isWaiting = false;
    const { server, url } = await startServer({
      accept: () => {
        isWaiting = true;
        return stored;
      },
    });
    const answer = post(url, update(7));
    await vi.waitFor(() => expect(isWaiting).toBe(true));
    const stopped = server.stop();
    await expect(fetch(`${url}/healthz`)).rejects.toThrow("fetch failed");
    store();
    expect((await answer).status).toBe(200);
    await stopped;
  });

  it("cuts what does not end in time when stopped", async () => {
    let isWaiting = false;
    const { server, url } = await startServer({
      accept: () => {
        isWaiting = true;
        return new Promise(() => undefined);
      },
    });
    const answer = expect(post(url, update(7))).rejects.toThrow("fetch failed");
    await vi.waitFor(() => expect(isWaiting).toBe(true));
    await server.stop(20);
    await answer;
  });
});
