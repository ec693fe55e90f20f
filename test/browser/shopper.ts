import type { Locator, Page } from "playwright-core";

/** How the person at the page meets one kind of message. */
interface Habit {
  /** Words of the bot's newest message. */
  asked: RegExp;
  act(page: Page): Promise<void>;
}

const STEP_TIMEOUT_MS = 20_000;
/** A purchase has about a dozen steps; more than this is a shop that goes in circles. */
const STEPS_AT_MOST = 25;

/** The bot's newest message, with the buttons under it. */
export function newestFromBot(page: Page): Locator {
  return page.locator(".row.in").last();
}

/** Presses a button under the bot's newest message. */
export async function press(page: Page, label: string | RegExp): Promise<void> {
  await newestFromBot(page).getByRole("button", { name: label }).first().click();
}

/** Types into the message field and sends with Enter. */
export async function write(page: Page, text: string): Promise<void> {
  const field = page.getByRole("textbox", { name: "Message" });
  await field.fill(text);
  await field.press("Enter");
}

/** Presses a button of the reply keyboard that shares the number, and agrees. */
async function shareNumber(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Share my number" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Share" }).click();
}

/** Nadia buys the first package that covers a week in Bangladesh. The order of the questions is the shop's affair. */
const habits: readonly Habit[] = [
  { asked: /Travel eSIMs by/, act: (page) => press(page, "Buy an eSIM") },
  { asked: /Where are you going/, act: (page) => write(page, "Bangladesh") },
  { asked: /Did you mean/, act: (page) => press(page, /^Yes/) },
  { asked: /How long will you be there/, act: (page) => press(page, "A week") },
  { asked: /plans? covers?|\d+ plans?,/, act: (page) => press(page, /·.*৳/) },
  { asked: /Install within|Can be topped up/, act: (page) => press(page, /^Continue/) },
  { asked: /First name, as in the passport/, act: (page) => write(page, "Nadia") },
  { asked: /Last name \(surname\)/, act: (page) => write(page, "Rahman") },
  { asked: /Which title/, act: (page) => press(page, /^Ms$/) },
  { asked: /How old/, act: (page) => write(page, "30") },
  { asked: /phone number with its country code/, act: shareNumber },
  { asked: /your e-mail address/, act: (page) => write(page, "nadia@example.com") },
  { asked: /When do you travel/, act: (page) => press(page, /^Skip/) },
  { asked: /Keep these details/, act: (page) => press(page, /^Yes, keep/) },
  { asked: /The traveller/, act: (page) => press(page, /All correct/) },
  { asked: /Please check/, act: (page) => press(page, /Agency's account · ৳/) },
];

/**
 * Answers whatever the shop asks until its message matches `goal`.
 * Fails with the chat as it stands when the shop falls silent or asks something no habit knows.
 */
export async function answerUntil(page: Page, goal: RegExp): Promise<void> {
  const answered: string[] = [];
  for (let step = 0; step < STEPS_AT_MOST; step += 1) {
    const words = await nextWords(page, answered.at(-1) ?? "", goal);
    if (goal.test(words)) return;
    const habit = habits.find(({ asked }) => asked.test(words));
    if (habit === undefined) throw new Error(`Nobody knows what to answer to: ${words}`);
    answered.push(words);
    await habit.act(page);
  }
  throw new Error(`Not there after ${STEPS_AT_MOST} answers:\n${answered.join("\n---\n")}`);
}

/** Waits for the goal, wherever it stands, or for a question that is not the one just answered. */
async function nextWords(page: Page, previous: string, goal: RegExp): Promise<string> {
  const deadlineMs = Date.now() + STEP_TIMEOUT_MS;
  let words = "";
  while (Date.now() < deadlineMs) {
    // The shop may say more after the goal before anybody looks.
    const said = await page.locator(".row.in").allInnerTexts();
    const reached = said.find((text) => goal.test(text));
    if (reached !== undefined) return reached;
    words = await questionOf(newestFromBot(page));
    if (words !== previous && habits.some(({ asked }) => asked.test(words))) return words;
    await page.waitForTimeout(50);
  }
  throw new Error(`The shop stopped at: ${words}\nafter: ${previous}\n\nThe chat:\n${await chatText(page)}`);
}

/** The words without the time in the corner, which may turn while one reads. */
async function questionOf(message: Locator): Promise<string> {
  const texts = await message.locator(".text").allInnerTexts();
  return texts.join("\n");
}

/** The whole chat as text, for failures. */
async function chatText(page: Page): Promise<string> {
  return page.getByRole("log").innerText();
}
