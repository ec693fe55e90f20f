import {
  TRAVELLER_QUESTIONS,
  type TravellerDraft,
  type TravellerQuestion,
} from "../../src/domain/traveller.ts";
import {
  backFrom,
  showCancelled,
  showKeyboardGone,
  showPhoneTaken,
  showQuestion,
  type QuestionError,
} from "../../src/screens/index.ts";
import { readPhone, type Answer, type Checkout, type Customers } from "../../src/services/index.ts";
import type { ShopContext } from "../../src/telegram/index.ts";
import { readTap, readTyped, replyOf, telegramName, type Reply } from "./replies.ts";

interface Deps {
  readonly checkout: Checkout;
  readonly customers: Customers;
  /** ISO code in which a phone number without a country code is read. */
  readonly shopCountry: string;
}

/** A yes-or-no that a reply led to, and what each answer stores; `no` null asks the question again. */
export interface Pending {
  readonly yes: TravellerDraft;
  readonly no: TravellerDraft | null;
}

/** What became of a reply. */
export type Verdict =
  /** One reply may answer several questions: a title with the age, a name as on Telegram. */
  | { readonly kind: "taken"; readonly answered: readonly TravellerQuestion[] }
  /** `left`: the customer stopped. `gone`: the order is no longer open, the reply was not looked at. */
  | { readonly kind: "again" | "back" | "left" | "gone" }
  | { readonly kind: "ask"; readonly pending: Pending };

/** One question to one customer about one order. */
export interface Question {
  readonly orderId: string;
  readonly question: TravellerQuestion;
  /** Asked even though the order has an answer: the customer is changing it. */
  readonly isForced: boolean;
}

/** The questions about the traveller: each is shown, and each reply judged, against the order in the database. */
export interface Questions {
  /** Shows the question, unless it is answered or the order is no longer open. */
  show(ctx: ShopContext, asked: Question): Promise<"asked" | "answered" | "gone">;
  /** Judges the reply in `ctx`: stores what is good, asks again with the reason where it is not. */
  take(ctx: ShopContext, asked: Question, pending: Pending | null): Promise<Verdict>;
  /** Takes the reply keyboard of the phone question away, where that was the one being asked. */
  tidy(ctx: ShopContext): Promise<void>;
}

/** Answers of one stage are forgotten together when the customer goes back. */
const BEFORE: Readonly<Record<TravellerQuestion, readonly TravellerQuestion[]>> = {
  firstName: [],
  lastName: ["firstName"],
  title: ["firstName", "lastName"],
  age: ["title"],
  phone: ["title", "age"],
  email: ["phone"],
};

/** Builds the questions. */
export function createQuestions({ checkout, customers, shopCountry }: Deps): Questions {
  interface Extra {
    readonly error?: QuestionError;
    readonly suggestion?: string;
    readonly typed?: string;
    readonly foreignPhone?: string;
  }

  async function ask(
    ctx: ShopContext,
    { question, isForced }: Question,
    draft: TravellerDraft,
    extra: Extra,
  ): Promise<void> {
    const lastTime = (await customers.savedTraveller(ctx.customer.id)) ?? null;
    const offered = { telegramName: telegramName(ctx) ?? null, lastTime };
    await ctx.show(showQuestion({ question, draft, ...offered, isEditing: isForced, ...extra }, ctx.t));
  }

  async function judge(
    ctx: ShopContext,
    question: TravellerQuestion,
    reply: Reply,
  ): Promise<Answer | QuestionError> {
    switch (reply.kind) {
      case "not-text":
        return "not_text";
      case "too-long":
        return "too_long_text";
      case "contact":
        return question === "phone" ? readPhone(reply.phone, shopCountry) : "not_text";
      case "text":
        return readTyped(question, reply.text, shopCountry);
      case "tap": {
        const saved = await customers.savedTraveller(ctx.customer.id);
        return readTap(ctx, question, reply.value, saved) ?? "tap_of_another_question";
      }
      default:
        return reply satisfies never;
    }
  }

  async function store(
    ctx: ShopContext,
    { orderId, question }: Question,
    patch: TravellerDraft,
  ): Promise<Verdict> {
    if (!(await checkout.saveTraveller(ctx.customer.id, orderId, patch))) return { kind: "gone" };
    if (question === "phone" && patch.phone) await ctx.send(showPhoneTaken({ phone: patch.phone }, ctx.t));
    return { kind: "taken", answered: TRAVELLER_QUESTIONS.filter((each) => patch[each] !== undefined) };
  }

  return {
    async tidy(ctx) {
      const order = await checkout.openOrder(ctx.customer.id);
      const isAskingPhone = order?.traveller.age !== undefined && order.traveller.phone === undefined;
      if (isAskingPhone) await ctx.send(showKeyboardGone(ctx.t));
    },

    async show(ctx, { orderId, question, isForced }) {
      const order = await checkout.openOrder(ctx.customer.id);
      if (order?.id !== orderId) return "gone";
      if (!isForced && order.traveller[question] !== undefined) return "answered";
      await ask(ctx, { orderId, question, isForced }, order.traveller, {});
      return "asked";
    },

    async take(ctx, asked, pending) {
      const { orderId, question, isForced } = asked;
      const order = await checkout.openOrder(ctx.customer.id);
      if (order?.id !== orderId) return { kind: "gone" };
      const again = async (extra: Extra): Promise<Verdict> => {
        await ask(ctx, asked, order.traveller, extra);
        return { kind: "again" };
      };
      const reply = replyOf(ctx);
      const word = wordOf(reply, question, ctx);
      // A key of the phone question that was pressed twice.
      if (word === "old-key") return again({});
      const isLeaving = word === "back" || word === "cancel";
      if (isLeaving && question === "phone") await ctx.send(showKeyboardGone(ctx.t));
      if (word === "back") {
        if (isForced) return { kind: "back" };
        await checkout.saveTraveller(ctx.customer.id, orderId, {}, BEFORE[question]);
        return { kind: "back" };
      }
      if (word === "cancel") {
        await checkout.cancel(ctx.customer.id);
        await ctx.show(showCancelled(ctx.t));
        return { kind: "left" };
      }
      if (pending && (word === "yes" || word === "no")) {
        const patch = word === "yes" ? pending.yes : pending.no;
        return patch ? store(ctx, asked, patch) : again({});
      }
      const answer = await judge(ctx, question, reply);
      if (answer === "tap_of_another_question") {
        await ctx.toast(ctx.t.text("notice.stale"));
        return again({});
      }
      if (typeof answer === "string") return again({ error: answer });
      if (answer.ok === false) return again({ error: answer.problem });
      if (answer.ok === "ask") {
        const typed = answer.patch.email;
        await ask(ctx, asked, order.traveller, {
          suggestion: answer.suggestion,
          ...(typed ? { typed } : {}),
        });
        return { kind: "ask", pending: { yes: { email: answer.suggestion }, no: answer.patch } };
      }
      if (reply.kind === "contact" && !reply.isOwn) {
        await ask(ctx, asked, order.traveller, { foreignPhone: reply.phone });
        return { kind: "ask", pending: { yes: answer.patch, no: null } };
      }
      return store(ctx, asked, answer.patch);
    },
  };
}

/** The word that a tap carries. The reply keyboard of the phone question has no data: its keys send their labels. */
function wordOf(reply: Reply, question: TravellerQuestion, ctx: ShopContext): string {
  if (reply.kind === "tap") return reply.value === backFrom(question) ? "back" : reply.value;
  if (reply.kind !== "text") return "";
  if (reply.text === ctx.t.text("button.back")) return question === "phone" ? "back" : "old-key";
  return reply.text === ctx.t.text("button.cancel") ? "cancel" : "";
}

/** Every question of the stage that `question` opens, for changing it later. */
export function questionsOfStage(question: TravellerQuestion): readonly TravellerQuestion[] {
  const stages = { firstName: ["firstName", "lastName"], title: ["title", "age"] } as const;
  if (question === "firstName" || question === "title") return stages[question];
  return TRAVELLER_QUESTIONS.filter((each) => each === question);
}
