import { createTranslator, LANGUAGES } from "../../../src/i18n/index.ts";
import type { Action, Button, Screen } from "../../../src/screens/index.ts";

/** One translator per language of the shop. */
export const translators = LANGUAGES.map(({ code }) => createTranslator(code));
/** The two by name. */
export const english = createTranslator("en");
export const bengali = createTranslator("bn");

/** What a person reads above the buttons. */
export function readText(screen: Screen): string {
  return screen.text.map((span) => span.text).join("");
}

/** What is printed in bold. */
export function readBold(screen: Screen): readonly string[] {
  return screen.text.filter((span) => span.style === "bold").map((span) => span.text);
}

/** The labels, row by row. */
export function readLabels(screen: Screen): readonly (readonly string[])[] {
  return screen.rows.map((row) => row.map((button) => button.label));
}

/** The button with this label; throws when the screen has none, so that a test says which was missing. */
export function buttonOf(screen: Screen, label: string): Button {
  const found = screen.rows.flat().find((button) => button.label === label);
  if (!found) throw new Error(`no button "${label}" among ${JSON.stringify(readLabels(screen))}`);
  return found;
}

/** What a tap on the button with this label asks for. */
export function actionOf(screen: Screen, label: string): Action {
  const button = buttonOf(screen, label);
  if (!("action" in button)) throw new Error(`"${label}" is no action button`);
  return button.action;
}
