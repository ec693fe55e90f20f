import { TITLES, type TravellerDraft, type TravellerQuestion } from "../../domain/traveller.ts";
import type { MessageKey } from "../../i18n/message-keys.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, LONE_LABEL_LENGTH, labelLength, type Line } from "../layout.ts";
import type { Button, Screen } from "../screen.ts";
import { answerErrorText, answerExample, type AnswerError } from "./answer-error.ts";
import { fullName, personLabel, personLine, spacedPhone } from "./person.ts";

interface PersonName {
  readonly firstName: string;
  readonly lastName?: string | undefined;
}

/** One question about the traveller and all that bears on it. */
export interface QuestionModel {
  readonly question: TravellerQuestion;
  /** What is answered so far: titles and ages are asked by name. */
  readonly draft: TravellerDraft;
  /** The customer's own name where it would do as a traveller's, for both names at once. */
  readonly telegramName: PersonName | null;
  /** The traveller saved from an earlier order, offered as a whole. */
  readonly lastTime: TravellerDraft | null;
  /** What was wrong with the answer before. */
  readonly error?: AnswerError | undefined;
  /** For the e-mail: what was probably meant; asked instead of the question, beside what was `typed`. */
  readonly suggestion?: string | undefined;
  readonly typed?: string | undefined;
  /** For the phone: a shared contact that is not the customer's own; asked instead of the question. */
  readonly foreignPhone?: string | undefined;
  /** One field is changed from the summary: no step is counted. */
  readonly isEditing?: boolean | undefined;
}

/** The stage of each question: title and age belong together, as do the names. */
const STEPS: Readonly<Record<TravellerQuestion, number>> = {
  firstName: 1,
  lastName: 1,
  title: 2,
  age: 2,
  phone: 3,
  email: 4,
};
const STEP_COUNT = 4;

const QUESTIONS = {
  firstName: "traveller.first-name",
  lastName: "traveller.last-name",
  phone: "traveller.phone",
  email: "traveller.email",
} as const satisfies Partial<Record<TravellerQuestion, MessageKey>>;

/** A traveller of an age below twelve cannot be asked for, so nobody is offered a boy's title. */
const OFFERED_TITLES = TITLES.filter((title) => title !== "MSTR");

/** One question about the traveller; after an answer that does not fit, what was wrong with it stands in its place. */
export function showQuestion(model: QuestionModel, t: Translator): Screen {
  const { question, error, suggestion, foreignPhone } = model;
  if (question === "email" && suggestion !== undefined) return showEmailSuggestion(model, suggestion, t);
  if (question === "phone" && foreignPhone !== undefined) return showForeignContact(model, foreignPhone, t);
  const text = composeText(
    heading(model, t),
    error === undefined ? null : answerErrorText(error, question, t),
    ...(isQuestionShown(error) ? questionLines(model, t) : []),
    ...(question === "firstName" ? offeredNames(model, t) : []),
  );
  if (question !== "phone") return { text, rows: [...answerRows(model, t), leaveRow(model.question, t)] };
  return {
    text,
    rows: [],
    sharePhone: {
      label: t.text("traveller.share-phone"),
      others: [t.text("button.back"), t.text("button.cancel")],
    },
  };
}

/** The error names the example itself; only a tap on an old button says nothing about the answer. */
function isQuestionShown(error: AnswerError | undefined): boolean {
  return error === undefined || error === "tap_of_another_question";
}

/** The step; where the question itself is not shown the heading says what is asked. */
function heading({ question, error, isEditing }: QuestionModel, t: Translator): Line {
  const about = isQuestionShown(error) ? null : t.text(`traveller.about-${question}`);
  if (isEditing === true)
    return about === null ? t.rich("traveller.edit") : t.rich("traveller.edit-field", { about });
  const step = { step: STEPS[question], steps: STEP_COUNT };
  return t.rich("traveller.step", { ...step, about: about ?? t.text("traveller.who") });
}

function questionLines(model: QuestionModel, t: Translator): readonly Line[] {
  const { question } = model;
  if (question === "title") return [questionText(model, t)];
  return [questionText(model, t), t.text("traveller.example", { example: answerExample(question, t) })];
}

function questionText({ question, draft }: QuestionModel, t: Translator): string {
  const name = draft.firstName ?? "";
  if (question === "title" || question === "age")
    return name === "" ? t.text(`traveller.${question}-nameless`) : t.text(`traveller.${question}`, { name });
  return t.text(QUESTIONS[question]);
}

/** The buttons that answer a question with one tap. */
function answerRows(model: QuestionModel, t: Translator): readonly (readonly Button[])[] {
  switch (model.question) {
    case "firstName":
      return [...offerLastTime(model.lastTime, t), ...offerTelegramName(nameOf(model.telegramName), t)];
    case "lastName":
      return [[{ label: t.text("traveller.one-name"), action: { do: "answer", value: "one-name" } }]];
    case "title":
      return titleRows(t);
    case "age":
    case "phone":
    case "email":
      return [];
    default:
      return model.question satisfies never;
  }
}

function titleRows(t: Translator): readonly (readonly Button[])[] {
  const buttons = OFFERED_TITLES.map((title): Button => ({
    label: t.text(`title-button.${title}`),
    action: { do: "answer", value: `title:${title}` },
  }));
  return [buttons.slice(0, 2), buttons.slice(2)];
}

function nameOf(person: Partial<PersonName> | null): string | null {
  if (person?.firstName === undefined) return null;
  return fullName({ firstName: person.firstName, lastName: person.lastName ?? "" });
}

/** A name on a button; where it is too long the button says whose it is and the text above names it (`offeredNames`). */
function offerTelegramName(name: string | null, t: Translator): readonly (readonly Button[])[] {
  if (name === null) return [];
  const label = fitting([t.text("traveller.telegram-name", { name })]);
  return [
    [
      {
        label: label ?? t.text("traveller.telegram-name-short"),
        action: { do: "answer", value: "telegram-name" },
      },
    ],
  ];
}

/** "✅ Ms Nadia Rahman, 30 · as before", or as much of it as a button takes. */
function offerLastTime(person: TravellerDraft | null, t: Translator): readonly (readonly Button[])[] {
  if (person?.firstName === undefined) return [];
  const label = lastTimeLabel(person, t) ?? t.text("traveller.last-time-short");
  return [[{ label, action: { do: "answer", value: "last-time" } }]];
}

function lastTimeLabel(person: TravellerDraft, t: Translator): string | undefined {
  const names = [personLabel(person, t), nameOf(person) ?? ""];
  return fitting(names.map((name) => t.text("traveller.last-time", { name })));
}

/** The first label that a lone button shows whole. */
function fitting(labels: readonly string[]): string | undefined {
  return labels.find((label) => labelLength(label) <= LONE_LABEL_LENGTH);
}

function offeredNames({ lastTime, telegramName }: QuestionModel, t: Translator): readonly Line[] {
  const name = nameOf(telegramName);
  const isLastTimeNamed = lastTime?.firstName === undefined || lastTimeLabel(lastTime, t) !== undefined;
  const isNamed = name === null || fitting([t.text("traveller.telegram-name", { name })]) !== undefined;
  return [
    isLastTimeNamed ? null : t.text("traveller.last-time-line", { name: personLine(lastTime, t) }),
    isNamed ? null : t.text("traveller.telegram-name-line", { name }),
  ];
}

/** "Did you mean nadia@gmail.com?" Answers are "yes" and "no". */
function showEmailSuggestion(model: QuestionModel, suggestion: string, t: Translator): Screen {
  const { typed } = model;
  return {
    text: composeText(
      heading(model, t),
      typed === undefined ? null : t.text("traveller.email-typed", { typed }),
      t.rich("traveller.email-suggestion", { suggestion }),
    ),
    rows: [
      [
        { label: t.text("traveller.email-suggestion-yes"), action: { do: "answer", value: "yes" } },
        { label: t.text("traveller.email-suggestion-no"), action: { do: "answer", value: "no" } },
      ],
      leaveRow(model.question, t),
    ],
  };
}

/** A contact was shared that is not the customer's own. Answers are "yes" and "no". */
function showForeignContact(model: QuestionModel, phone: string, t: Translator): Screen {
  return {
    text: composeText(heading(model, t), t.rich("traveller.foreign-contact", { phone: spacedPhone(phone) })),
    rows: [
      [
        { label: t.text("traveller.foreign-yes"), action: { do: "answer", value: "yes" } },
        { label: t.text("traveller.foreign-no"), action: { do: "answer", value: "no" } },
      ],
      leaveRow(model.question, t),
    ],
  };
}

/** What Back sends under a question: it names the question, so that a second tap does not go back from the one before. */
export function backFrom(question: TravellerQuestion): string {
  return `back:${question}`;
}

function leaveRow(question: TravellerQuestion, t: Translator): readonly Button[] {
  return [
    { label: t.text("button.back"), action: { do: "answer", value: backFrom(question) } },
    { label: t.text("button.cancel"), action: { do: "cancel" } },
  ];
}
