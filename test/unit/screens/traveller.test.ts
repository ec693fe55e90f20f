import { describe, expect, test } from "vitest";
import { TRAVELLER_QUESTIONS } from "../../../src/domain/traveller.ts";
import {
  showKeepTraveller,
  showPhoneTaken,
  showQuestion,
  showTravellerSummary,
  type QuestionModel,
} from "../../../src/screens/index.ts";
import { actionOf, bengali, english as t, readBold, readLabels, readText } from "./read-screen.ts";
import { sampleTraveller } from "./sample-models.ts";

const nadia = { firstName: "Nadia", lastName: "Rahman" };
const ask = (overrides: Partial<QuestionModel>, language = t) =>
  showQuestion(
    { question: "firstName", draft: {}, telegramName: null, lastTime: null, ...overrides },
    language,
  );

describe("the questions", () => {
  test("count four stages, names in one, title and age in one", () => {
    const steps = TRAVELLER_QUESTIONS.map((question) => readBold(ask({ question }))[0]);
    expect(steps).toEqual([1, 1, 2, 2, 3, 4].map((step) => `Step ${step} of 4 · Who travels?`));
  });

  test("each come with an example", () => {
    for (const question of TRAVELLER_QUESTIONS)
      if (question !== "title") expect(readText(ask({ question }))).toContain("For example: ");
  });

  test("have Back and Cancel, also on the keyboard that shares the phone number", () => {
    for (const question of TRAVELLER_QUESTIONS) {
      const screen = ask({ question });
      if (question === "phone") {
        expect(screen.sharePhone).toEqual({ label: "📱 Share my number", others: ["‹ Back", "✖️ Cancel"] });
        expect(screen.rows).toEqual([]);
      } else {
        expect(actionOf(screen, "‹ Back")).toEqual({ do: "answer", value: `back:${question}` });
        expect(actionOf(screen, "✖️ Cancel")).toEqual({ do: "cancel" });
      }
    }
  });

  test("offer the Telegram name and the traveller of last time", () => {
    const screen = ask({ telegramName: nadia, lastTime: nadia });
    expect(actionOf(screen, "Nadia Rahman, as on Telegram")).toEqual({
      do: "answer",
      value: "telegram-name",
    });
    expect(actionOf(screen, "✅ Nadia Rahman · as before")).toEqual({ do: "answer", value: "last-time" });
  });

  test("offer the traveller of last time first, and as fully as the button takes", () => {
    const first = (lastTime: QuestionModel["lastTime"], language = t) =>
      readLabels(ask({ telegramName: nadia, lastTime }, language))[0];
    expect(first(sampleTraveller())).toEqual(["✅ Ms Nadia Rahman, 30 · as before"]);
    const jasim = sampleTraveller({ title: "MR", firstName: "Jasim", lastName: "Karim", age: 34 });
    expect(first(jasim, bengali)).toEqual(["✅ Mr Jasim Karim, ৩৪ · আগের মতো"]);
    const longer = sampleTraveller({ firstName: "Muhammad", lastName: "Al-Mamun" });
    expect(first(longer)).toEqual(["✅ Muhammad Al-Mamun · as before"]);
    const longest = sampleTraveller({ firstName: "Muhammad Abdullah", lastName: "Chowdhury" });
    expect(first(longest)).toEqual(["The same as last time"]);
    expect(readText(ask({ lastTime: longest }))).toContain("Last time: Ms Muhammad Abdullah Chowdhury, 30");
  });

  test("offer no title that only a child has", () => {
    expect(readLabels(ask({ question: "title" })).slice(0, 2)).toEqual([
      ["Mr", "Ms"],
      ["Mrs", "Miss"],
    ]);
  });

  test("name whom they offer in the text where the button is too small for it", () => {
    const long = { firstName: "Muhammad Abdullah Al-Mamun", lastName: "Chowdhury" };
    const screen = ask({ telegramName: long });
    expect(readLabels(screen)[0]).toEqual(["My name as on Telegram"]);
    expect(readText(screen)).toContain("Your name on Telegram: Muhammad Abdullah Al-Mamun Chowdhury");
  });

  test("take people with one name", () => {
    const screen = ask({ question: "lastName" });
    expect(actionOf(screen, "I have only one name")).toEqual({ do: "answer", value: "one-name" });
    expect(readLabels(ask({ telegramName: { firstName: "Nadia" } }))[0]).toEqual(["Nadia, as on Telegram"]);
  });

  test("ask title and age by name where it is known", () => {
    expect(readText(ask({ question: "title", draft: nadia }))).toContain("Which title does Nadia use?");
    expect(readText(ask({ question: "age" }))).toContain("How old is the traveller");
    expect(actionOf(ask({ question: "title" }), "Mrs")).toEqual({ do: "answer", value: "title:MRS" });
  });

  test("count no steps when one answer is changed", () => {
    expect(readBold(ask({ isEditing: true }))).toEqual(["Change the traveller"]);
  });
});

describe("an answer that does not fit", () => {
  test.each([
    ["firstName", "too_long", "longer than a passport takes (40 letters)"],
    ["lastName", "not_letters", "Md. Jasim or O'Neil"],
    ["firstName", "not_latin", "Please use Latin letters, as in the passport. For example: Jasim"],
    ["firstName", "not_text", "Please type the name, letters only."],
    ["title", "title_unknown", "tap one of the titles"],
    ["age", "not_a_number", "number of years. For example: 34"],
    ["age", "too_young", "must be 12 or older"],
    ["age", "too_old", "Please check the age. For example: 34"],
    ["phone", "phone_invalid", "not a phone number. For example: +880"],
    ["phone", "phone_needs_country", "too short, or its country code is missing"],
    ["email", "email_invalid", "does not look like an e-mail address"],
    ["email", "too_long", "longer than an e-mail address"],
    ["age", "not_text", "Please type the answer"],
    ["age", "empty", "Please type the answer"],
    ["title", "not_text", "Please tap one of the buttons."],
  ] as const)("%s, %s: the reason stands in bold in place of the question", (question, error, reason) => {
    const text = readText(ask({ question, error }));
    expect(text).toContain(reason);
    expect(text.match(/For example/gi)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(readBold(ask({ question, error }))).toHaveLength(2);
    expect(text.split("\n")).toHaveLength(2);
    expect(text.toLowerCase()).not.toContain("invalid");
  });

  test("still says what is asked", () => {
    const about = TRAVELLER_QUESTIONS.map((question) => readBold(ask({ question, error: "not_text" }))[0]);
    expect(about).toEqual([
      "Step 1 of 4 · First name",
      "Step 1 of 4 · Last name",
      "Step 2 of 4 · Which title?",
      "Step 2 of 4 · How old?",
      "Step 3 of 4 · The phone number",
      "Step 4 of 4 · The e-mail address",
    ]);
    expect(readBold(ask({ isEditing: true, error: "empty" }))[0]).toBe("Change the traveller · First name");
  });

  test("a tap on an old button leaves the question as it is", () => {
    expect(readText(ask({ error: "tap_of_another_question" }))).toContain("For example: Jasim");
  });

  test("is told in Bengali too", () => {
    expect(readText(ask({ error: "not_latin" }, bengali))).toBe(
      "ধাপ ১/৪ · নামের প্রথম অংশ\nপাসপোর্টের মতো ইংরেজি অক্ষরে লিখুন। যেমন: Jasim",
    );
  });
});

describe("what is asked back", () => {
  test("a mistyped e-mail address", () => {
    const screen = ask({ question: "email", suggestion: "nadia@gmail.com", typed: "nadia@gmial.com" });
    expect(readText(screen)).toContain("You typed nadia@gmial.com.\nDid you mean nadia@gmail.com?");
    expect(actionOf(screen, "Yes, use that")).toEqual({ do: "answer", value: "yes" });
    expect(actionOf(screen, "No, it is right")).toEqual({ do: "answer", value: "no" });
  });

  test("somebody else's contact", () => {
    const screen = ask({ question: "phone", foreignPhone: "+8801966330000" });
    expect(readText(screen)).toContain("This contact is somebody else's: +880 1966 330000. Use it anyway?");
    expect(screen.sharePhone).toBeUndefined();
    expect(actionOf(screen, "Yes, use it")).toEqual({ do: "answer", value: "yes" });
  });

  test("consent to keep the traveller, for this order", () => {
    const screen = showKeepTraveller({ orderId: "o1", traveller: sampleTraveller() }, t);
    expect(readText(screen)).toContain("Ms Nadia Rahman, 30");
    expect(actionOf(screen, "Yes, keep them")).toEqual({ do: "keep-traveller", order: "o1", keep: true });
    expect(actionOf(screen, "No, don't keep")).toEqual({ do: "keep-traveller", order: "o1", keep: false });
  });
});

describe("the summary", () => {
  test("has an edit button for every answer and shows what is missing", () => {
    const screen = showTravellerSummary({ traveller: { ...nadia, phone: "+8801966330000" } }, t);
    expect(readText(screen)).toContain("Phone: +880 1966 330000\nE-mail: not given yet");
    expect(actionOf(screen, "✏️ Phone")).toEqual({ do: "edit-answer", question: "phone" });
    expect(actionOf(screen, "✅ All correct")).toEqual({ do: "review-order" });
  });

  test("repeats a phone number as it was understood", () => {
    expect(readText(showPhoneTaken({ phone: "+8801966330000" }, t))).toBe("✓ Phone: +880 1966 330000");
    expect(readText(showPhoneTaken({ phone: "n/a" }, t))).toBe("✓ Phone: n/a");
  });
});
