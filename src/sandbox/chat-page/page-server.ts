import { join } from "node:path";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono } from "hono";
import { packageRoot } from "../../package-root.ts";
import { forward } from "./forward.ts";
import { listenNear } from "./listen.ts";
import { onlyOwnPage, strictHeaders } from "./own-page.ts";
import type { Trouble } from "./trouble.ts";

/** What the page needs: where the emulated Telegram is, and the faults it may offer. */
export interface ChatPageOptions {
  /** Wanted port; the next free one is taken where it is busy; 0 means any. */
  port: number;
  /** Root of the emulated Telegram, for example `http://127.0.0.1:40123`. */
  telegramRoot: string;
  troubles: readonly Trouble[];
  /** Web pages of the made-up world that stand elsewhere than their address says; none by default. */
  pages?: readonly MovedPages[];
}

/** All addresses that start with `from` are found under `to`. */
interface MovedPages {
  from: string;
  to: string;
}

/** The running page. */
export interface ChatPage {
  url: string;
  port: number;
  close(): Promise<void>;
}

/** Serves the chat page on 127.0.0.1 and hands `/client/*` on to the emulated Telegram. */
export async function startChatPage(options: ChatPageOptions): Promise<ChatPage> {
  const app = createPageApp(options);
  // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the listener handles its own rejections
  const { server, port } = await listenNear(options.port, getRequestListener(app.fetch));
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Event streams never end by themselves.
        server.closeAllConnections();
      }),
  };
}

function createPageApp(options: ChatPageOptions): Hono<{ Bindings: HttpBindings }> {
  const { telegramRoot, troubles, pages = [] } = options;
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.onError((error, c) => c.json({ message: error.message }, 500));
  app.use(onlyOwnPage);
  app.all("/client/*", (c) => {
    const { pathname, search } = new URL(c.req.url);
    const target = new URL(telegramRoot);
    target.pathname = pathname;
    target.search = search;
    forward(target, c.env.incoming, c.env.outgoing);
    return RESPONSE_ALREADY_SENT;
  });
  app.use(strictHeaders);
  app.get("/demo/pages", (c) => c.json({ pages }));
  app.get("/demo/trouble", (c) =>
    c.json({ troubles: troubles.map(({ id, label, hint }) => ({ id, label, hint })) }),
  );
  app.post("/demo/trouble/:id", async (c) => {
    const trouble = troubles.find((one) => one.id === c.req.param("id"));
    if (trouble === undefined) return c.json({ message: "There is no such trouble." }, 404);
    return c.json({ message: await trouble.cause() });
  });
  app.get("*", serveStatic({ root: join(packageRoot(), "src/sandbox/chat-page/public") }));
  return app;
}
