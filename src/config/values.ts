import type { z } from "zod";
import { NotYet } from "./setting.ts";

/** The pattern's own text, or undefined. */
export function matching(pattern: RegExp): (text: string) => string | undefined {
  return (text) => (pattern.test(text) ? text : undefined);
}

/** One of `words`, exactly. */
export function oneOf<const T extends string>(words: readonly T[]): (text: string) => T | undefined {
  return (text) => words.find((word) => word === text);
}

/** A whole number between `least` and `most`, plain digits only. */
export function wholeNumber(least: number, most: number): (text: string) => number | undefined {
  return (text) => {
    if (!/^-?\d{1,16}$/.test(text)) return undefined;
    const value = Number(text);
    return Number.isSafeInteger(value) && value >= least && value <= most ? value : undefined;
  };
}

/** Comma-separated Telegram user ids. */
export function telegramIds(text: string): readonly number[] | undefined {
  const ids = text.split(",").map((part) => wholeNumber(1, Number.MAX_SAFE_INTEGER)(part.trim()));
  return ids.every((id) => id !== undefined) ? [...new Set(ids)] : undefined;
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Whether a URL's host is this machine: 127.0.0.0/8, localhost, [::1]. */
function isLoopback(url: URL): boolean {
  return url.hostname === "localhost" || url.hostname === "[::1]" || /^127(\.\d+){3}$/.test(url.hostname);
}

/**
 * An address that secrets travel to: https, or http on a loopback host; without credentials, query and fragment.
 * Gives the parsed URL.
 */
function secretBearingUrl(text: string): URL | undefined {
  const url = parseUrl(text);
  if (!url || url.username || url.password || /[?#]/.test(text)) return undefined;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url)) ? url : undefined;
}

/** The same as text without the slash at its end, to which paths are appended. */
export function baseUrl(text: string): string | undefined {
  return secretBearingUrl(text)?.href.replace(/\/+$/, "");
}

/** The webhook's address; its path is free but for the one that answers health checks. */
export function webhookUrl(text: string): URL | undefined {
  const url = secretBearingUrl(text);
  return url?.pathname === "/healthz" ? undefined : url;
}

/** A link for people: https only. */
export function httpsLink(text: string): string | undefined {
  const url = parseUrl(text);
  return url?.protocol === "https:" && !url.username && !url.password ? url.href : undefined;
}

/** An https link, or a t.me link with or without its scheme; always given back with https. */
export function supportLink(text: string): string | undefined {
  return httpsLink(/^t\.me\/\w/.test(text) ? `https://${text}` : text);
}

/** An IANA time zone that this Node knows, as written. */
export function timeZone(text: string): string | undefined {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return /^[+-]/.test(text) ? undefined : text;
}

/** Base64 of exactly 32 bytes. */
export function base64Key(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return undefined;
  return Uint8Array.from(Buffer.from(text, "base64"));
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** Whether `code` is a currency of ISO 4217, in capitals. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/** A `file:` URL with a path. */
export function databaseUrl(text: string): string | NotYet | undefined {
  if (/^postgres(ql)?:/.test(text))
    return new NotYet("PostgreSQL is not supported yet: use file:data/var/bot.sqlite");
  return /^file:[^:?#\s][^?#]*$/.test(text) ? text : undefined;
}

/** A name or address to listen on. */
export const hostName = matching(/^[A-Za-z0-9:._-]{1,253}$/);

/** The text as JSON that meets `schema`, or undefined. */
export function jsonOf<T>(schema: z.ZodType<T>): (text: string) => T | undefined {
  return (text) => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
    return schema.safeParse(value).data;
  };
}
