import { pino } from "pino";
import type { LogLevel } from "./config/variables.ts";
import type { LogFields, Logger } from "./services/ports/world.ts";

/** Where the lines go: the process's standard output, or anything with `write`. */
interface LogDestination {
  write(line: string): void;
}

interface LoggerDeps {
  readonly level: LogLevel;
  /** Texts that must never reach the log: token, keys, webhook secret. Those under four characters are not looked for. */
  readonly secrets: readonly string[];
  /** Standard output unless given. */
  readonly destination?: LogDestination;
}

const HIDDEN = "[hidden]";

/** The allow-list at run time. `id` fields keep their digits (so that lines can be joined), `text` fields lose long runs of them. */
const FIELDS = {
  order: "id",
  state: "id",
  from: "id",
  to: "id",
  update: "number",
  job: "id",
  operation: "id",
  reason: "text",
  method: "id",
  attempt: "number",
  count: "number",
  durationMs: "number",
  port: "number",
  mode: "id",
  iccidLast4: "id",
  error: "text",
} as const satisfies Record<keyof LogFields, "id" | "text" | "number">;

/** A digit run as people write phone numbers and ICCIDs: seven digits or more, perhaps with spaces, dots, dashes and brackets inside. */
const LONG_DIGITS = /\+?\d(?:[ ().-]{0,2}\d){6,}/g;
const BOT_TOKEN = /\d{5,}:[A-Za-z0-9_-]{20,}/g;
const LPA = /LPA:1\$[^\s"]*|carddata=[^\s"&]*/gi;
const EMAIL = /[^\s"<>@:,;]+@[^\s"<>@:,;]+\.[A-Za-z]{2,}/g;
/** On the whole line only runs that stand alone, so that a hexadecimal order id stays whole, and whatever is as long as an ICCID. */
const LONG_DIGITS_OF_LINE = /(?<![\w-])\+?\d{11,}(?![\w-])|\d{17,}/g;

/** Every written form of the secrets: as they are, in JSON, in a URL. */
function writtenForms(secrets: readonly string[]): readonly string[] {
  const forms = secrets
    .filter((secret) => secret.length >= 4)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

/** Hides secrets, tokens, LPA strings and e-mail addresses. Digits come after: a secret that lost its digits would not be found. */
function createHider(secrets: readonly string[]): (text: string) => string {
  const forms = writtenForms(secrets);
  return (text) =>
    forms
      .reduce((rest, form) => rest.replaceAll(form, HIDDEN), text)
      .replace(LPA, HIDDEN)
      .replace(BOT_TOKEN, HIDDEN)
      .replace(EMAIL, HIDDEN);
}

/**
 * The shop's log: one JSON line per event (`level`, `time` in UTC, `subsystem`, `event` and the fields of `LogFields`).
 * Nothing outside the allow-list is written, and the finished line is scrubbed once more: path redaction alone misses what stands
 * inside an error's text.
 */
export function createLogger({ level, secrets, destination }: LoggerDeps): Logger {
  const out = destination ?? pino.destination({ fd: 1, sync: true });
  const hide = createHider(secrets);
  const scrubText = (text: string): string => hide(text).replace(LONG_DIGITS, HIDDEN);
  const scrubId = (text: string): string =>
    /^[\w.:/-]{1,80}$/.test(text) && /[A-Za-z]/.test(text) ? text : scrubText(text);

  /** The listed fields of `fields`, whatever else the object carries at run time. */
  const allowedFields = (fields: LogFields): Record<string, string | number> => {
    const allowed: Record<string, string | number> = {};
    const given = new Map<string, unknown>(Object.entries(fields));
    for (const [name, type] of Object.entries(FIELDS)) {
      const value = given.get(name);
      if (type === "number" && typeof value === "number" && Math.abs(value) < 1e10) allowed[name] = value;
      if (type !== "number" && typeof value === "string")
        allowed[name] = type === "id" ? scrubId(value) : scrubText(value);
    }
    return allowed;
  };

  const lines = pino(
    {
      level,
      base: null,
      messageKey: "event",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => out.write(hide(line).replace(LONG_DIGITS_OF_LINE, HIDDEN)) },
  );

  const named = (subsystem: string | null): Logger => {
    const write =
      (at: LogLevel) =>
      (event: string, fields: LogFields = {}): void => {
        lines[at](
          { ...(subsystem === null ? {} : { subsystem }), ...allowedFields(fields) },
          scrubText(event),
        );
      };
    return {
      debug: write("debug"),
      info: write("info"),
      warn: write("warn"),
      error: write("error"),
      child: (name) => named(subsystem === null ? name : `${subsystem}.${name}`),
    };
  };
  return named(null);
}
