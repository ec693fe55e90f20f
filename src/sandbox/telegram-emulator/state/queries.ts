import { badRequest } from "../wire/refusal.ts";

/** What the bot can answer, by the kind of question. */
interface QueryAnswers {
  tap: { text?: string; showAlert?: boolean; url?: string };
  checkout: { ok: boolean; errorMessage?: string };
  inline: { results: readonly unknown[] };
}

/** The kinds of questions a customer's side asks the bot. */
type QueryKind = keyof QueryAnswers;

/** How long each can be answered: https://core.telegram.org/bots/api (pre-checkout: 10 s). */
const ANSWERABLE_MS: Record<QueryKind, number> = { tap: 150_000, checkout: 10_000, inline: 150_000 };

interface OpenQuery<K extends QueryKind> {
  createdAtMs: number;
  answer: (answer: QueryAnswers[K]) => void;
}

/** The queries that still wait for the bot. */
export interface OpenQueries {
  /** Opens a query; `answer` is called once with what the bot said. Returns the query's id. */
  open<K extends QueryKind>(kind: K, answer: (answer: QueryAnswers[K]) => void): string;
  /** Hands the bot's answer over. Refuses unknown, already answered and too old queries, all alike. */
  answer<K extends QueryKind>(id: string | undefined, kind: K, answer: QueryAnswers[K]): void;
  /** Nobody waits for the answer any more: one that comes is too old. */
  close(kind: QueryKind, id: string): void;
}

/** No open queries. Ids are long digit strings, as Telegram's are. */
export function createOpenQueries(deps: { now: () => number }): OpenQueries {
  const open: { [K in QueryKind]: Map<string, OpenQuery<K>> } = {
    tap: new Map(),
    checkout: new Map(),
    inline: new Map(),
  };
  let nextId = BigInt(Math.floor(deps.now())) << 20n;

  return {
    open(kind, answer) {
      nextId += 1n;
      open[kind].set(String(nextId), { createdAtMs: deps.now(), answer });
      return String(nextId);
    },
    answer(id, kind, answer) {
      const query = open[kind].get(id ?? "");
      if (query === undefined || deps.now() - query.createdAtMs > ANSWERABLE_MS[kind]) {
        throw badRequest("query is too old and response timeout expired or query ID is invalid");
      }
      open[kind].delete(id ?? "");
      query.answer(answer);
    },
    close: (kind, id) => void open[kind].delete(id),
  };
}
