import { z } from "zod";
import { ClientError } from "./client-error.ts";
import type { TelegramClient } from "./client.ts";

/** A request of the client protocol, body parsed. */
export interface ClientRequest {
  method: string;
  /** After `/client`, starting with a slash. */
  path: string;
  query: URLSearchParams;
  body: unknown;
}

/** Its answer: JSON, or a file's bytes. */
export type ClientAnswer =
  { status: number; json: unknown } | { status: 200; bytes: Buffer; contentType: string };

const newUser = z.object({
  firstName: z.string().min(1),
  lastName: z.string().optional(),
  username: z.string().optional(),
  languageCode: z.string().optional(),
  phone: z.string().optional(),
});
/** Where it happens, if not in the private chat: the path names who acts. */
const place = z.object({ chatId: z.number().optional(), replyToMessageId: z.number().optional() });
const tap = z.union([
  z.object({ messageId: z.number(), row: z.number(), column: z.number() }),
  z.object({ messageId: z.number(), data: z.string() }),
]);
const contact = z.union([
  z.object({ own: z.literal(true) }),
  z.object({ phoneNumber: z.string(), firstName: z.string(), userId: z.number().optional() }),
]);
const text = z.object({ text: z.string() });
const start = z.object({ payload: z.string().optional() });
const edit = z.object({ messageId: z.number(), text: z.string() });
const photo = z.object({ caption: z.string().optional() });
const pay = z.union([z.object({ messageId: z.number() }), z.object({ link: z.string() })]);
const stars = z.object({ balance: z.int().min(0) });

/** Answers the client protocol over HTTP, except the event stream. Errors are `{error}` with 400 or 404. */
export function createClientRoutes(
  client: TelegramClient,
): (request: ClientRequest) => Promise<ClientAnswer> {
  const actions: Readonly<Record<string, (userId: number, body: unknown) => unknown>> = {
    text: (userId, body) => client.sendText(userId, text.parse(body).text, place.parse(body)),
    tap: (userId, body) => client.tap(userId, tap.parse(body), place.parse(body).chatId),
    contact: (userId, body) => client.shareContact(userId, contact.parse(body)),
    sticker: (userId) => client.sendSticker(userId),
    photo: (userId, body) => client.sendPhoto(userId, photo.parse(body), place.parse(body)),
    start: (userId, body) => client.start(userId, start.parse(body).payload),
    block: (userId) => done(client.block(userId)),
    unblock: (userId) => done(client.unblock(userId)),
    edit: (userId, body) => {
      const { messageId, text: changed } = edit.parse(body);
      return client.editText(userId, messageId, changed, place.parse(body).chatId);
    },
    pay: (userId, body) => {
      const invoice = pay.parse(body);
      return "link" in invoice ? client.payLink(userId, invoice.link) : client.pay(userId, invoice.messageId);
    },
    stars: (userId, body) => {
      client.setStarBalance(userId, stars.parse(body).balance);
      return { balance: client.starBalance(userId) };
    },
  };

  function get(path: string, query: URLSearchParams): ClientAnswer {
    const [, first = "", second = "", third = ""] = path.split("/");
    if (first === "users") return json(client.users());
    if (first === "groups") return json(client.groups());
    if (first === "bot") {
      const [userId, groupId] = [numberOrNone(query.get("userId")), numberOrNone(query.get("groupId"))];
      return json(client.bot(query.get("language") ?? "", userId, groupId));
    }
    if (first === "invoices") return json(client.invoiceAt(query.get("link") ?? ""));
    if (first === "chats" && third === "stars") return json({ balance: client.starBalance(Number(second)) });
    if (first === "chats") return json(client.chat(Number(second)));
    if (first === "files") {
      const file = client.file(decodeURIComponent(second));
      if (file !== undefined) return { status: 200, bytes: file.bytes, contentType: file.contentType };
    }
    throw new ClientError(404, `There is nothing at /client${path}.`);
  }

  async function post(path: string, body: unknown): Promise<ClientAnswer> {
    const [, first = "", second = "", third = ""] = path.split("/");
    if (first === "users" && second === "") return json(client.addUser(newUser.parse(body)));
    const action = first === "chats" ? actions[third] : undefined;
    if (action === undefined) throw new ClientError(404, `There is nothing at /client${path}.`);
    return json(await action(Number(second), body ?? {}));
  }

  return async ({ method, path, query, body }) => {
    try {
      return method === "GET" ? get(path, query) : await post(path, body);
    } catch (error) {
      if (error instanceof ClientError) return { status: error.status, json: { error: error.message } };
      if (error instanceof z.ZodError) return { status: 400, json: { error: z.prettifyError(error) } };
      throw error;
    }
  };
}

function json(value: unknown): ClientAnswer {
  return { status: 200, json: value };
}

function done(_nothing: void): { ok: true } {
  return { ok: true };
}

function numberOrNone(text: string | null): number | undefined {
  return text === null || text === "" ? undefined : Number(text);
}
