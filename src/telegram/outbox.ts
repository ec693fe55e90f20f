import type { Api } from "grammy";
import type { Customers } from "../services/index.ts";
import { CLAIM_LEASE_MS, createPoller, type Poller } from "../services/running/poller.ts";
import type { Clock, Intent, Logger, Outbox } from "../services/ports/index.ts";
import type { Screen, Span } from "../screens/index.ts";
import type { Cards } from "./card.ts";
import { describeError } from "./describe-error.ts";
import { editScreen, sendScreen, withoutPicture } from "./messages.ts";
import { sendProblem } from "./pacing.ts";

/** An intent as it is told now: the message, the earlier message it makes out of date, and what follows once it was sent. */
export interface Telling {
  readonly screen: Screen;
  /** The "ordering…" message: what it says from now on, or gone where this message takes its place. */
  readonly status?: { readonly messageId: number; readonly screen: Screen; readonly isReplaced: boolean };
  /** A message that must not stay: the invoice of an order that can no longer be paid. */
  readonly outdatedMessageId?: number;
  /** Runs after Telegram took the message, whose id it is given. */
  readonly afterSent?: (messageId: number) => Promise<void>;
  /** Runs each time the message cannot go out since the customer has blocked the bot; it waits for their return. */
  readonly whenBlocked?: () => Promise<void>;
}

interface Deps {
  readonly outbox: Outbox;
  readonly api: Api;
  /** Renders an intent from what the database says now; undefined when there is nothing left to tell. */
  readonly tell: (intent: Intent) => Promise<Telling | undefined>;
  readonly customers: Customers;
  readonly cards: Cards;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly owner: string;
}

/** Tries of a message that Telegram refuses, or that cannot be rendered, unless it carries an eSIM. */
const MAX_NOTICE_TRIES = 6;
const LONGEST_PAUSE_MS = 10 * 60_000;

/** Refusals that are about a group rather than what was to be posted there: it is there again some day, and no alarm is lost meanwhile. */
const GROUP_IS_CLOSED =
  /chat not found|not enough rights|have no rights|write_forbidden|chat_restricted|upgraded to a supergroup|topic_closed/i;

/** Builds the sender of events: at least once, in order per chat, with back-off; what a blocked chat is due waits for its return. */
export function createOutboxSender(deps: Deps): Poller {
  const { outbox, api, clock, logger, owner } = deps;

  /** A group is no customer: nothing is remembered of it. */
  async function send(chatId: number, screen: Screen): Promise<number> {
    if (chatId < 0) return sendScreen(api, chatId, screen);
    return deps.cards.send(api, await deps.customers.get(chatId), screen);
  }

  async function deliver(intent: Intent, telling: Telling): Promise<void> {
    const messageId = await sendSomehow(intent.chatId, telling.screen, plainer(telling.screen));
    await telling.afterSent?.(messageId);
    await outbox.markSent(intent.id, owner, clock.now());
    if (telling.status) await refreshStatus(intent.chatId, telling.status);
    if (telling.outdatedMessageId !== undefined)
      await removeOutdated(intent.chatId, telling.outdatedMessageId);
  }

  /** Sends the first version that Telegram takes. */
  async function sendSomehow(chatId: number, screen: Screen, others: readonly Screen[]): Promise<number> {
    try {
      return await send(chatId, screen);
    } catch (error) {
      const [next, ...rest] = others;
      if (!next || sendProblem(error).kind !== "refused") throw error;
      logger.warn("outbox.refused", { error: describeError(error) });
      return sendSomehow(chatId, next, rest);
    }
  }

  /** Cosmetic: the event itself has been sent. */
  async function refreshStatus(chatId: number, status: NonNullable<Telling["status"]>): Promise<void> {
    try {
      if (status.isReplaced && (await isDeleted(api, chatId, status.messageId))) return;
      await editScreen(api, chatId, status.messageId, status.screen);
    } catch (error) {
      logger.warn("outbox.status-not-edited", { error: describeError(error) });
    }
  }

  /** Cosmetic too: an invoice that is paid all the same is declined at its checkout, or goes back. */
  async function removeOutdated(chatId: number, messageId: number): Promise<void> {
    try {
      await isDeleted(api, chatId, messageId);
    } catch (error) {
      logger.warn("outbox.outdated-not-removed", { error: describeError(error) });
    }
  }

  async function run(intent: Intent): Promise<void> {
    let telling: Telling | undefined;
    try {
      telling = await deps.tell(intent);
      if (telling) await deliver(intent, telling);
      else await outbox.markSent(intent.id, owner, clock.now());
    } catch (error) {
      await postpone(intent, error, telling);
    }
  }

  async function postpone(intent: Intent, error: unknown, telling: Telling | undefined): Promise<void> {
    const problem = sendProblem(error);
    const description = describeError(error);
    const whyGone = intent.chatId > 0 ? /chat not found|user is deactivated/i : GROUP_IS_CLOSED;
    const isGone = problem.kind === "refused" && whyGone.test(problem.description);
    if ((problem.kind === "blocked" || isGone) && intent.chatId > 0) {
      await deps.customers.setBlocked(intent.chatId, true);
      await telling?.whenBlocked?.();
    }
    // A notice that can never be sent must not hold up the eSIM behind it. An eSIM is tried for ever.
    const isHopeless = problem.kind === "refused" || problem.kind === "fault";
    if (isHopeless && !isGone && intent.kind !== "esim" && intent.attempts >= MAX_NOTICE_TRIES) {
      logger.error("outbox.given-up", { reason: intent.kind, attempt: intent.attempts, error: description });
      await outbox.markSent(intent.id, owner, clock.now());
      return;
    }
    const backOffMs = Math.min(1_000 * 2 ** Math.min(intent.attempts, 20), LONGEST_PAUSE_MS);
    const waitMs = problem.kind === "too-many" ? problem.retryAfterMs : backOffMs;
    logger.warn("outbox.postponed", { attempt: intent.attempts, reason: problem.kind, error: description });
    await outbox.postpone(intent.id, owner, clock.now() + waitMs, description);
  }

  return createPoller<Intent>({
    claim: (limit) => outbox.claim(owner, clock.now(), clock.now() + CLAIM_LEASE_MS, limit),
    run,
    renew: () => outbox.renew(owner, clock.now() + CLAIM_LEASE_MS),
    giveBack: async (intent) => {
      await outbox.postpone(intent.id, owner, clock.now(), "the process is stopping");
    },
    maxConcurrent: 16,
    pollMs: 500,
    logger,
  });
}

/**
 * What is left of a screen where Telegram refuses it: the picture must not keep the codes from the customer, nor a button the picture.
 * The codes of the copy buttons then stand in the text.
 */
function plainer(screen: Screen): readonly Screen[] {
  const copies = screen.rows.flat().flatMap((button) => ("copy" in button ? [button] : []));
  const codes = copies.flatMap((button): Span[] => [
    { text: `\n${button.label}\n` },
    { text: button.copy, style: "code" },
  ]);
  const { qrLpa: picture, offlineCard } = screen;
  const words = withoutPicture(screen);
  const bare: Screen = { text: [...screen.text, ...codes], rows: [] };
  if (offlineCard) return [words, { text: words.text, rows: [] }];
  return picture === undefined ? [bare] : [words, { ...bare, qrLpa: picture }, bare];
}

/** Deletes a message; false where Telegram refuses that. */
export async function isDeleted(api: Api, chatId: number, messageId: number): Promise<boolean> {
  try {
    return await api.deleteMessage(chatId, messageId);
  } catch (error) {
    if (sendProblem(error).kind !== "refused") throw error;
    return false;
  }
}
