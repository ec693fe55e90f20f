import type { AnswerProblem, TravellerQuestion } from "../../domain/traveller.ts";
import type { Translator } from "../../i18n/translator.ts";
import type { Span } from "../screen.ts";

/** What was wrong with a reply: with what was typed, or with what came instead of an answer. */
export type AnswerError =
  | AnswerProblem
  /** A sticker, a picture, somebody's contact where a text is due. */
  | "not_text"
  /** Longer than any answer can be. */
  | "too_long_text"
  | "tap_of_another_question";

/** What a good answer to each question looks like; a title is tapped. */
export function answerExample(question: Exclude<TravellerQuestion, "title">, t: Translator): string {
  const keys = {
    firstName: "traveller.first-name-example",
    lastName: "traveller.last-name-example",
    age: "traveller.age-example",
    phone: "traveller.phone-example",
    email: "traveller.email-example",
  } as const;
  return t.text(keys[question]);
}

/** The sentence that says what was wrong, in bold, with an example; `question` is the one that was asked. */
export function answerErrorText(
  error: AnswerError,
  question: TravellerQuestion,
  t: Translator,
): readonly Span[] {
  switch (error) {
    case "tap_of_another_question":
      return t.rich("notice.stale");
    case "empty":
    case "not_text":
    case "too_long_text":
      if (question === "title") return [{ text: t.text("notice.button-due"), style: "bold" }];
      return t.rich(error === "not_text" && isName(question) ? "answer.name.not_text" : `answer.${error}`, {
        example: answerExample(question, t),
      });
    case "too_long":
      return question === "email"
        ? t.rich("answer.email.too_long", { example: answerExample("email", t) })
        : t.rich("answer.name.too_long");
    case "not_letters":
      return t.rich("answer.name.not_letters");
    case "not_latin":
      return t.rich("answer.name.not_latin", {
        example: answerExample(question === "lastName" ? "lastName" : "firstName", t),
      });
    case "title_unknown":
      return t.rich("answer.title.choose");
    case "too_young":
      return t.rich("answer.age.too_young");
    case "not_a_number":
    case "too_old":
      return t.rich(`answer.age.${error}`, { example: answerExample("age", t) });
    case "phone_invalid":
    case "phone_needs_country":
      return t.rich(`answer.phone.${error}`, { example: answerExample("phone", t) });
    case "email_invalid":
      return t.rich("answer.email.email_invalid", { example: answerExample("email", t) });
    default:
      return error satisfies never;
  }
}

function isName(question: TravellerQuestion): boolean {
  return question === "firstName" || question === "lastName";
}
