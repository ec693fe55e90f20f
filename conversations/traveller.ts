import type { Conversation } from "@grammyjs/conversations";
import type { Context } from "grammy";
import type { TravellerQuestion } from "../src/domain/traveller.ts";
import type { Dialogue, ShopContext } from "../src/telegram/index.ts";
import { createOutside } from "./steps/outside.ts";
import {
  questionsOfStage,
  type Pending,
  type Question,
  type Questions,
  type Verdict,
} from "./steps/questions.ts";

interface Deps {
  readonly questions: Questions;
  /** Goes on with the order once the traveller is complete. */
  readonly confirm: (ctx: ShopContext) => Promise<void>;
  /** The traveller's summary, from which single answers are changed. */
  readonly summary: (ctx: ShopContext) => Promise<void>;
  /** One step back from the first question. */
  readonly backToPlan: (ctx: ShopContext) => Promise<void>;
}

/** What the dialogue is entered with. */
export interface TravellerArgs {
  readonly orderId: string;
  /** Only this answer, and those of its stage, are asked again. */
  readonly change?: TravellerQuestion;
}

export const TRAVELLER_DIALOGUE = "traveller";

/**
 * Who travels? The one dialogue in which the customer types. It holds only the question being asked: every answer is in the order
 * before the next question comes, so that a lost dialogue loses nothing.
 */
export function createTravellerDialogue(deps: Deps): Dialogue {
  return {
    name: TRAVELLER_DIALOGUE,
    version: 2,
    async build(conversation: Conversation<ShopContext, Context>, _ctx: Context, args: TravellerArgs) {
      const step = createStep(conversation, deps, args);
      if (args.change) {
        let answered: readonly TravellerQuestion[] = [];
        for (const question of questionsOfStage(args.change))
          if (!answered.includes(question)) answered = await step.ask(question);
        await step.end(deps.summary);
        return;
      }
      await step.ask("firstName");
      await step.ask("lastName");
      await step.ask("title");
      await step.ask("age");
      await step.ask("phone");
      await step.ask("email");
      await step.end(deps.confirm);
    },
  };
}

function createStep(conversation: Conversation<ShopContext, Context>, deps: Deps, args: TravellerArgs) {
  const top = conversation.checkpoint();
  const outside = createOutside(conversation);
  const isForced = args.change !== undefined;

  async function end(next: (ctx: ShopContext) => Promise<void>): Promise<void> {
    await outside((ctx) => next(ctx).then(() => null));
    await conversation.halt();
  }

  async function goBack(question: TravellerQuestion): Promise<void> {
    if (isForced) await end(deps.summary);
    if (question === "firstName") await end(deps.backToPlan);
    // The answers of the stage before are gone from the order: the script runs again and stops at the first open question.
    await conversation.rewind(top);
  }

  /** Asks until the order has the answer; a wrong reply leaves nothing behind in the dialogue. Gives what the reply answered. */
  async function ask(question: TravellerQuestion): Promise<readonly TravellerQuestion[]> {
    const asked: Question = { orderId: args.orderId, question, isForced };
    const shown = await outside((ctx) => deps.questions.show(ctx, asked));
    if (shown === "gone") await conversation.halt();
    if (shown !== "asked") return [];
    const waiting = conversation.checkpoint();
    let pending: Pending | null = null;
    for (;;) {
      await conversation.wait();
      const open: Pending | null = pending;
      const verdict: Verdict = await outside((ctx) => deps.questions.take(ctx, asked, open));
      switch (verdict.kind) {
        case "taken":
          return verdict.answered;
        case "again":
          await conversation.rewind(waiting);
          break;
        case "back":
          await goBack(question);
          break;
        case "left":
          await conversation.halt();
          break;
        case "gone":
          // Nobody asks any more: the reply means what it would mean outside of this dialogue.
          await conversation.halt({ next: true });
          break;
        case "ask":
          pending = verdict.pending;
          break;
        default:
          verdict satisfies never;
      }
    }
  }

  return { ask, end };
}
