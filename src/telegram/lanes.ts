import type { Update } from "grammy/types";
import { CLAIM_LEASE_MS, createPoller, type Poller } from "../services/running/poller.ts";
import type { Clock, Inbox, InboxEntry, Logger, NewIntent } from "../services/ports/index.ts";
import type { Turn } from "./context.ts";
import { describeError } from "./describe-error.ts";
import { sendProblem } from "./pacing.ts";
import { laneOf, trimUpdate } from "./updates.ts";

/** A handler that takes longer than this has lost its turn: the claim is given back, and what it still does commits no dialogue. */
export const HANDLER_TIMEOUT_MS = 30_000;
/** Tries before an update goes to the dead letters; many more while Telegram itself cannot be reached, or asks for patience. */
const MAX_TRIES = 5;
/** An update whose process died so often while it was handled is not begun again: it may be what ends it. */
const MAX_LOST_CLAIMS = 5;
const MAX_TRIES_UNREACHABLE = 60;
const LONGEST_PAUSE_MS = 15_000;

interface Deps {
  readonly inbox: Inbox;
  /** Runs the bot on one update. */
  readonly handle: (update: Update, turn: Turn) => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this process among those that share the database. */
  readonly owner: string;
  readonly handlerTimeoutMs?: number;
  /** Woken when a buried update has left a message to be sent. */
  readonly wakeOutbox: () => void;
}

/** The way of every update: durable in the inbox first, then handled, one at a time per user. */
export interface Lanes extends Poller {
  /** Stores updates durably; only then may Telegram be told that they arrived. Known ones are ignored. */
  accept(updates: readonly Update[]): Promise<void>;
}

class HandlerTimeout extends Error {
  override readonly name = "HandlerTimeout";
}

/** Builds the lanes over the inbox. */
export function createLanes(deps: Deps): Lanes {
  const { inbox, clock, logger, owner } = deps;

  async function withWatchdog(work: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<never>((_, reject) => {
      const late = () => reject(new HandlerTimeout("the handler took too long"));
      timer = setTimeout(late, deps.handlerTimeoutMs ?? HANDLER_TIMEOUT_MS);
    });
    try {
      await Promise.race([work, expired]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function run(entry: InboxEntry): Promise<void> {
    const update = readUpdate(entry);
    if (!update) return bury(entry, "what was stored of it does not open", null);
    if (entry.lostClaims >= MAX_LOST_CLAIMS)
      return bury(entry, `the process ended ${entry.lostClaims} times while it was handled`, update);
    const turn: Turn = {
      updateId: entry.updateId,
      dialogue: { kind: "none" },
      hasDroppedDialogue: false,
      trouble: undefined,
    };
    let isMine: boolean;
    try {
      await withWatchdog(deps.handle(update, turn));
      isMine = await inbox.finish(entry, owner, turn.dialogue, clock.now());
    } catch (error) {
      return giveBack(entry, update, turn.trouble ?? error);
    }
    if (!isMine) logger.warn("update.overtaken", { update: entry.updateId });
  }

  async function giveBack(entry: InboxEntry, update: Update, error: unknown): Promise<void> {
    const description = describeError(error);
    const problem = sendProblem(error instanceof Error && "error" in error ? error.error : error);
    const isBlocked = problem.kind === "blocked";
    const isTelegrams = problem.kind === "unreachable" || problem.kind === "too-many";
    const maxTries = isTelegrams ? MAX_TRIES_UNREACHABLE : MAX_TRIES;
    if (isBlocked || entry.attempts >= maxTries) return bury(entry, description, isBlocked ? null : update);
    const waitMs =
      problem.kind === "too-many"
        ? problem.retryAfterMs
        : Math.min(250 * 3 ** (entry.attempts - 1), LONGEST_PAUSE_MS);
    logger.warn("update.failed", { update: entry.updateId, attempt: entry.attempts, error: description });
    await inbox.release(entry, owner, clock.now() + waitMs, description);
  }

  /** To the dead letters; where `update` is given, its customer is told. */
  async function bury(entry: InboxEntry, error: string, update: Update | null): Promise<void> {
    logger.error("update.buried", { update: entry.updateId, attempt: entry.attempts, error });
    await inbox.bury(entry, owner, error, update && apology(entry, update), clock.now());
    deps.wakeOutbox();
  }

  const poller = createPoller<InboxEntry>({
    claim: (limit) => inbox.claim(owner, clock.now(), clock.now() + CLAIM_LEASE_MS, limit),
    run,
    renew: () => inbox.renew(owner, clock.now() + CLAIM_LEASE_MS),
    giveBack: async (entry) => {
      await inbox.release(entry, owner, clock.now(), "the process is stopping");
    },
    maxConcurrent: 64,
    pollMs: 250,
    logger,
  });

  return {
    ...poller,
    async accept(updates) {
      // Telegram numbers updates in the order in which they happened; a batch may come shuffled.
      const ordered = [...updates].sort((a, b) => a.update_id - b.update_id);
      const entries = ordered.map((update) => ({
        updateId: update.update_id,
        lane: laneOf(update),
        body: JSON.stringify(trimUpdate(update)),
      }));
      await inbox.add(entries, clock.now());
      poller.wake();
    },
  };
}

/** The update as it was stored; undefined where nothing can be made of that. */
function readUpdate({ body }: InboxEntry): Update | undefined {
  try {
    return body === null ? undefined : (JSON.parse(body) as Update);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A poison update is answered politely, in the chat it came from. */
function apology(entry: InboxEntry, update: Update): NewIntent | null {
  const chat = update.message?.chat ?? update.callback_query?.message?.chat;
  if (chat?.type !== "private") return null;
  const subject = String(entry.updateId);
  return { chatId: chat.id, kind: "update-failed", subject, dedupeKey: `update-failed ${subject}` };
}
