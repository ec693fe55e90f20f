/** One line of the doctor's report. */
export interface Finding {
  /** Fine, to be mended, nobody answers there (to be mended too, and trying more is pointless), not tried, or worth a thought. */
  readonly mark: "fine" | "bad" | "unreachable" | "not-tried" | "odd";
  /** What was looked at: a variable, a Telegram method, an operation of the supplier. */
  readonly subject: string;
  readonly sentence: string;
  /** Lines of `.env` to change, or what else to do. */
  readonly changes: readonly string[];
}

/** It works. */
export function fine(subject: string, sentence: string): Finding {
  return { mark: "fine", subject, sentence, changes: [] };
}

/** It does not, and `changes` mend it. */
export function bad(subject: string, sentence: string, ...changes: string[]): Finding {
  return { mark: "bad", subject, sentence, changes };
}

/** Nobody answers at the address, for the reason that `detail` names. */
export function unreachable(subject: string, who: string, detail: string, variable: string): Finding {
  const sentence = `${who} cannot be reached (${detail})`;
  return { mark: "unreachable", subject, sentence, changes: [`${variable}=… (or the network)`] };
}

/** It works, but may not be what is meant; `changes` would change it. */
export function odd(subject: string, sentence: string, ...changes: string[]): Finding {
  return { mark: "odd", subject, sentence, changes };
}

/** Whether something is to be mended. */
export function isTrouble({ mark }: Finding): boolean {
  return mark === "bad" || mark === "unreachable";
}

/** It was left alone, for the reason that `sentence` gives. */
export function notTried(subject: string, sentence: string): Finding {
  return { mark: "not-tried", subject, sentence: `not tried: ${sentence}`, changes: [] };
}

const SIGNS = { fine: "✓", bad: "✗", unreachable: "✗", "not-tried": "–", odd: "!" } as const;
const SUBJECT_WIDTH = 28;

/** The finding as a person reads it in a terminal, its changes on lines of their own. */
export function renderFinding({ mark, subject, sentence, changes }: Finding): string {
  const lines = [`  ${SIGNS[mark]} ${subject.padEnd(SUBJECT_WIDTH)}${sentence}`];
  for (const change of changes) lines.push(`    ${" ".repeat(SUBJECT_WIDTH)}→ ${change}`);
  return lines.join("\n");
}
