import type { Translator } from "../../i18n/translator.ts";
import { composeText, helpButton, LONE_LABEL_LENGTH, labelLength } from "../layout.ts";
import type { Button, Screen } from "../screen.ts";

/** Moments when a sentence is put above the screen that is due. */
export type Notice = "stale" | "button-due" | "text-due" | "too-long" | "language-set" | "forgotten";

/** The sentence alone, short enough for a toast (200 characters). */
export function noticeText(notice: Notice, t: Translator): string {
  return t.text(`notice.${notice}`);
}

/** The screen that is due, with a sentence above it; its buttons stay. */
export function withNotice(screen: Screen, notice: Notice, t: Translator): Screen {
  return { ...screen, text: composeText(noticeText(notice, t), "", screen.text) };
}

/** After an update of the bot in the middle of a form, or when something was typed after the form was left. */
export function showResume(
  model: { readonly code: string; readonly reason: "updated" | "left" },
  t: Translator,
): Screen {
  const long = t.text("resume.go-on", { country: t.countryName(model.code) });
  const label = labelLength(long) > LONE_LABEL_LENGTH ? t.text("resume.go-on-short") : long;
  return {
    text: composeText(t.rich(model.reason === "updated" ? "resume.title" : "resume.left")),
    rows: [
      [{ label, action: { do: "resume-order" } }],
      [{ label: t.text("resume.start-over"), action: { do: "buy" } }],
      [{ label: t.text("button.cancel"), action: { do: "cancel" } }],
    ],
  };
}

/** `[↩️ Go on with Thailand]`: under a card that interrupts an order, the way back into it. `code` is the order's country. */
export function goOnRow(code: string, t: Translator): readonly Button[] {
  const long = t.text("go-on.button", { country: t.countryName(code) });
  const label = labelLength(long) > LONE_LABEL_LENGTH ? t.text("go-on.button-short") : long;
  return [{ label, action: { do: "resume-order" } }];
}

/** Something of the customer's could not be handled, in spite of several tries. */
export function showUpdateFailed(t: Translator): Screen {
  return {
    text: composeText(t.rich("update-failed.title"), t.text("update-failed.text")),
    rows: [[{ label: t.text("button.home"), action: { do: "home" } }, helpButton(t)]],
  };
}
