import { setTimeout as sleep } from "node:timers/promises";
import type { Api } from "grammy";
import type { PreCheckoutQuery, Update } from "grammy/types";
import type { Logger } from "../services/ports/index.ts";
import { describeError } from "./describe-error.ts";
import { sendProblem } from "./pacing.ts";

/** What a customer is about to pay, as Telegram asks before it charges. */
export interface CheckoutQuestion {
  readonly customerId: number;
  /** Telegram's tag of the customer's language, where it tells one. */
  readonly languageCode: string | undefined;
  /** What our invoice carries. */
  readonly payload: string;
  readonly currency: string;
  /** In the smallest unit of `currency`; whole Stars for `XTR`. */
  readonly amount: number;
}

interface Deps {
  readonly api: Pick<Api, "answerPreCheckoutQuery">;
  /** Reads only: undefined when it may be paid, else the sentence that Telegram shows the customer. */
  readonly judge: (question: CheckoutQuestion) => Promise<string | undefined>;
  /** The sentence for when nothing can be told in time. */
  readonly apology: (languageCode: string | undefined) => string;
  readonly logger: Logger;
}

/** Answers checkouts past the inbox: Telegram waits ten seconds, and a query that is not answered costs nobody anything. */
export interface Checkouts {
  /** Starts answering the pre-checkout queries among `updates` and gives the others, which the inbox takes. */
  take<T extends Update>(updates: readonly T[]): readonly T[];
  /** Waits for the answers under way. */
  stop(): Promise<void>;
}

/** The database has this long; what is left of Telegram's ten seconds is for the answer itself. */
const JUDGE_WITHIN_MS = 4_000;
const RETRY_MS = [300, 1_500] as const;

/** Builds it. A query that comes twice is answered twice: Telegram refuses the second answer, which changes nothing. */
export function createCheckouts({ api, judge, apology, logger }: Deps): Checkouts {
  const underWay = new Set<Promise<void>>();

  async function judgeInTime(query: PreCheckoutQuery): Promise<string | undefined> {
    const late = new AbortController();
    const tooLate = sleep(JUDGE_WITHIN_MS, apology(query.from.language_code), { signal: late.signal });
    try {
      const question = {
        customerId: query.from.id,
        languageCode: query.from.language_code,
        payload: query.invoice_payload,
        currency: query.currency,
        amount: query.total_amount,
      };
      return await Promise.race([judge(question), tooLate]);
    } catch (error) {
      logger.error("checkout.not-judged", { error: describeError(error) });
      return apology(query.from.language_code);
    } finally {
      // Whoever was slower is not waited for: cutting this sleep short is no error.
      tooLate.catch(() => undefined);
      late.abort();
    }
  }

  async function answer(query: PreCheckoutQuery): Promise<void> {
    const refusal = await judgeInTime(query);
    const options = refusal === undefined ? {} : { error_message: refusal };
    for (const pauseMs of [...RETRY_MS, null]) {
      try {
        await api.answerPreCheckoutQuery(query.id, refusal === undefined, options);
        logger.info(refusal === undefined ? "checkout.agreed" : "checkout.declined");
        return;
      } catch (error) {
        const isOver = sendProblem(error).kind === "refused";
        logger.warn("checkout.not-answered", { error: describeError(error) });
        if (isOver || pauseMs === null) return;
        await sleep(pauseMs);
      }
    }
  }

  return {
    take(updates) {
      for (const { pre_checkout_query: query } of updates) {
        if (!query) continue;
        const answering = answer(query).catch((error: unknown) => {
          logger.error("checkout.failed", { error: describeError(error) });
        });
        underWay.add(answering);
        void answering.finally(() => underWay.delete(answering));
      }
      return updates.filter((update) => update.pre_checkout_query === undefined);
    },
    async stop() {
      await Promise.all(underWay);
    },
  };
}
