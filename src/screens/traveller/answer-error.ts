import type { AnswerProblem, TravellerQuestion } from "../../domain/traveller.ts";
import type { Translator } from "../../i18n/translator.ts";

/** What was wrong with a reply: with what was typed, or with what came instead of an answer. */
export type AnswerError =
  | AnswerProblem
  /** A sticker, a picture, somebody's contact where a text is due. */
  | "not_text"
  /** Longer than any answer can be. */
  | "too_long_text"
  | "tap_of_another_question";

/** The sentence that says what was wrong, with an example; `question` is the one that was asked. */
export function answerErrorText(error: AnswerError, question: TravellerQuestion, t: Translator): string {
  switch (error) {
    case "empty":
      return t.text("answer.empty");
    case "not_text":
      return t.text(isName(question) ? "answer.name.not_text" : "answer.not_text");
    case "too_long_text":
      return t.text("notice.too-long");
    case "tap_of_another_question":
      return t.text("notice.stale");
    case "too_long":
      return t.text(question === "email" ? "answer.email.too_long" : "answer.name.too_long");
    case "not_letters":
    case "not_latin":
      return t.text(`answer.name.${error}`);
    case "title_unknown":
      return t.text("answer.title.choose");
    case "not_a_number":
    case "too_young":
    case "too_old":
      return t.text(`answer.age.${error}`);
    case "phone_invalid":
    case "phone_needs_country":
      return t.text(`answer.phone.${error}`);
    case "email_invalid":
      return t.text("answer.email.email_invalid");
    default:
      return error satisfies never;
  }
}

function isName(question: TravellerQuestion): boolean {
  return question === "firstName" || question === "lastName";
}
