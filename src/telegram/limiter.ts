/** How a call is sent: somebody waits for its answer, or it is one of many that nobody has asked for just now. */
export type Urgency = "interactive" | "bulk";

/** Lets messages through no faster than Telegram takes them. */
export interface Limiter {
  /** Resolves when a message to `chatId` may go. */
  pass(urgency: Urgency, chatId: number): Promise<void>;
}

/** So many calls at once after a pause, and one each `everyMs` from then on. */
interface Rate {
  readonly everyMs: number;
  readonly burst: number;
}

/*
 * Telegram's own figures (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this): 30 messages a second over all,
 * one a second to a chat, 20 a minute to a group; short bursts pass.
 */
const ALL: Rate = { everyMs: 34, burst: 20 };
/** What bulk leaves of a burst, so that a customer who taps meanwhile does not wait. */
const KEPT_FOR_CUSTOMERS = 5;
const CHAT: Rate = { everyMs: 1_000, burst: 5 };
const GROUP: Rate = { everyMs: 4_000, burst: 10 };
/** Chats that are remembered before those that have been quiet are forgotten. */
const MANY_CHATS = 2_000;

interface Waiting {
  readonly urgency: Urgency;
  readonly chatId: number;
  readonly go: () => void;
}

/**
 * Builds the limiter of one process. A customer's own calls wait only where all of Telegram's thirty a second are used up, and then before
 * everything else; of the rest each chat gets its own share. Fast typing takes nothing of it: an eSIM must not wait for that. `now` is in milliseconds and never goes back.
 */
export function createLimiter(now: () => number = () => performance.now()): Limiter {
  /** For each chat, and for all, the time by which what went so far is paid off at its rate. */
  const paidOffAt = new Map<number | "all", number>();
  let waiting: readonly Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;

  function waitMs(key: number | "all", { everyMs, burst }: Rate, nowMs: number): number {
    return (paidOffAt.get(key) ?? 0) - nowMs - everyMs * (burst - 1);
  }

  function count(key: number | "all", { everyMs }: Rate, nowMs: number): void {
    paidOffAt.set(key, Math.max(paidOffAt.get(key) ?? 0, nowMs) + everyMs);
  }

  function untilFree({ urgency, chatId }: Waiting, nowMs: number): number {
    if (urgency === "interactive") return waitMs("all", ALL, nowMs);
    const quiet = { ...ALL, burst: ALL.burst - KEPT_FOR_CUSTOMERS };
    return Math.max(waitMs("all", quiet, nowMs), waitMs(chatId, rateOf(chatId), nowMs));
  }

  function forgetQuiet(nowMs: number): void {
    if (paidOffAt.size < MANY_CHATS) return;
    for (const [key, atMs] of paidOffAt) if (atMs <= nowMs) paidOffAt.delete(key);
  }

  /** Lets go whoever may, customers first, and looks again when the next one may. */
  function letGo(): void {
    clearTimeout(timer);
    const nowMs = now();
    forgetQuiet(nowMs);
    let soonestMs = Number.POSITIVE_INFINITY;
    const customersFirst = (["interactive", "bulk"] as const).flatMap((urgency) =>
      waiting.filter((each) => each.urgency === urgency),
    );
    waiting = customersFirst.filter((each) => {
      const ms = untilFree(each, nowMs);
      if (ms > 0) {
        soonestMs = Math.min(soonestMs, ms);
        return true;
      }
      count("all", ALL, nowMs);
      if (each.urgency === "bulk") count(each.chatId, rateOf(each.chatId), nowMs);
      each.go();
      return false;
    });
    if (waiting.length > 0) timer = setTimeout(letGo, Math.ceil(soonestMs));
  }

  return {
    pass: (urgency, chatId) =>
      new Promise((resolve) => {
        waiting = [...waiting, { urgency, chatId, go: resolve }];
        letGo();
      }),
  };
}

function rateOf(chatId: number): Rate {
  return chatId < 0 ? GROUP : CHAT;
}
