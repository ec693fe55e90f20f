import { setTimeout as sleep } from "node:timers/promises";
import { Api, GrammyError } from "grammy";
import type { Update } from "grammy/types";
import type { Logger } from "../services/ports/index.ts";
import { describeError } from "./describe-error.ts";
import { createTelegramFetch } from "./fetch.ts";
import { sendProblem } from "./pacing.ts";
import { ALLOWED_UPDATES } from "./updates.ts";

/** How long Telegram holds a request open when there is nothing to deliver. */
export const POLL_TIMEOUT_S = 30;
/** An empty answer that comes sooner than this is a server that does not hold: the loop slows down. */
const HASTY_MS = 200;

interface Deps {
  readonly token: string;
  readonly apiRoot: string;
  /** Durable before acknowledged: the next offset confirms only what this has stored. */
  readonly accept: (updates: readonly Update[]) => Promise<void>;
  readonly logger: Logger;
}

/** Long polling: asks, stores, and only then confirms. */
export interface Polling {
  start(): void;
  /** Ends the request under way and the loop. */
  stop(): Promise<void>;
}

/**
 * Builds the polling loop, with a client of its own whose deadline is longer than the poll.
 * Trouble is waited out with a growing pause; the loop ends only on `stop`.
 */
export function createPolling({ token, apiRoot, accept, logger }: Deps): Polling {
  const connection = createTelegramFetch({ connections: 1 });
  const api = new Api(token, {
    apiRoot,
    timeoutSeconds: POLL_TIMEOUT_S + 15,
    sensitiveLogs: false,
    fetch: connection.fetch,
  });
  const ending = new AbortController();
  let loop: Promise<void> | undefined;

  async function pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: ending.signal }).catch((error: unknown) => {
      if (!ending.signal.aborted) throw error;
    });
  }

  let failures = 0;
  let toldReason = "";

  /** One line for as long as the same trouble lasts: it may last for hours. */
  function note(error: unknown): void {
    failures += 1;
    const description = describeError(error);
    const reason = adviceFor(error);
    const fields = { attempt: failures, error: description, ...(reason === undefined ? {} : { reason }) };
    logger[description === toldReason ? "debug" : "warn"]("telegram.poll-failed", fields);
    toldReason = description;
  }

  function noteSuccess(): void {
    if (failures > 0) logger.info("telegram.poll-resumed", { attempt: failures });
    failures = 0;
    toldReason = "";
  }

  async function poll(): Promise<void> {
    let offset = 0;
    while (!ending.signal.aborted) {
      const startedMs = performance.now();
      try {
        const options = {
          offset,
          timeout: POLL_TIMEOUT_S,
          limit: 100,
          allowed_updates: [...ALLOWED_UPDATES],
        };
        const updates = await api.getUpdates(options);
        const known = updates.filter((update) => Number.isSafeInteger(update.update_id));
        if (known.length > 0) await accept(known);
        const next = known.reduce((least, update) => Math.max(least, update.update_id + 1), 0);
        const isAdvancing = next > offset;
        // Ids restart at random after a quiet week: the offset follows what came last, also downwards.
        if (known.length > 0) offset = next;
        noteSuccess();
        if (!isAdvancing && performance.now() - startedMs < HASTY_MS) await pause(HASTY_MS);
      } catch (error) {
        if (ending.signal.aborted) return;
        note(error);
        const problem = sendProblem(error);
        const waitMs =
          problem.kind === "too-many" ? problem.retryAfterMs : Math.min(250 * 2 ** failures, 15_000);
        await pause(waitMs);
      }
    }
  }

  return {
    start() {
      loop = poll();
    },
    async stop() {
      ending.abort();
      await connection.close();
      await loop;
    },
  };
}

/** What to do about a refusal that only a person can end. The loop goes on: it is over as soon as they have. */
function adviceFor(error: unknown): string | undefined {
  if (!(error instanceof GrammyError)) return undefined;
  if (error.error_code === 401)
    return "Telegram no longer accepts BOT_TOKEN: set the one that @BotFather gives, and restart";
  if (error.error_code !== 409) return undefined;
  return /webhook/i.test(error.description)
    ? "a webhook is set for this bot: another shop runs with the same BOT_TOKEN and WEBHOOK_URL, or restart to remove it"
    : "another program fetches this bot's updates: run the shop once for each BOT_TOKEN";
}
