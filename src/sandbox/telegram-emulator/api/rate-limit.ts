import { tooManyRequests } from "../wire/refusal.ts";

/** Telegram's published limits (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). */
export interface SendingLimits {
  perChatPerSecond: number;
  perGroupPerMinute: number;
  perSecond: number;
}

/** The limits as Telegram states them. */
export const TELEGRAM_LIMITS: SendingLimits = { perChatPerSecond: 1, perGroupPerMinute: 20, perSecond: 30 };

/** Refuses sending calls that come too fast, when switched on. */
export interface RateLimit {
  /** Null switches the limits off. */
  set(limits: SendingLimits | null): void;
  /** Throws a 429 where this sending call is one too many, and counts it otherwise. */
  check(method: string, chatId: number | undefined): void;
}

/** Rate limits over the clock `now` (milliseconds); only sending, copying and forwarding count. */
export function createRateLimit(deps: { now: () => number; limits: SendingLimits | null }): RateLimit {
  let limits = deps.limits;
  const sent = new Map<number | "all", number[]>();

  function refuseIfFull(key: number | "all", allowed: number, windowMs: number): void {
    const now = deps.now();
    const recent = (sent.get(key) ?? []).filter((at) => now - at < 60_000);
    sent.set(key, recent);
    const within = recent.filter((at) => now - at < windowMs);
    const oldest = within[within.length - allowed];
    if (oldest !== undefined) throw tooManyRequests(Math.max(1, Math.ceil((oldest + windowMs - now) / 1000)));
  }

  return {
    set(next) {
      limits = next;
      sent.clear();
    },
    check(method, chatId) {
      if (limits === null || chatId === undefined || !/^(send(?!ChatAction)|copy|forward)/.test(method))
        return;
      refuseIfFull("all", limits.perSecond, 1_000);
      refuseIfFull(chatId, limits.perChatPerSecond, 1_000);
      if (chatId < 0) refuseIfFull(chatId, limits.perGroupPerMinute, 60_000);
      const now = deps.now();
      for (const key of ["all", chatId] as const) sent.get(key)?.push(now);
    },
  };
}
