/** What Telegram adds to some refusals, for a program to act on. */
export interface RefusalParameters {
  /** Seconds to wait before the call may be repeated; comes with 429. */
  retry_after?: number;
}

/**
 * A call that Telegram answers with `ok: false`. Thrown anywhere below the dispatcher, which turns it into
 * the JSON answer with the same HTTP status. `description` is Telegram's own text, prefix included.
 */
export class Refusal extends Error {
  readonly code: number;
  readonly description: string;
  readonly parameters: RefusalParameters | undefined;

  constructor(code: number, description: string, parameters?: RefusalParameters) {
    super(`${code} ${description}`);
    this.name = "Refusal";
    this.code = code;
    this.description = description;
    this.parameters = parameters;
  }
}

/** A 400: the call itself is wrong. Takes the text after `Bad Request: `. */
export function badRequest(text: string): Refusal {
  return new Refusal(400, `Bad Request: ${text}`);
}

/** A 403: the call is right, but the bot may not do this here. Takes the text after `Forbidden: `. */
export function forbidden(text: string): Refusal {
  return new Refusal(403, `Forbidden: ${text}`);
}

/** A 429 with the seconds to wait, as Telegram's flood control answers. */
export function tooManyRequests(retryAfterS: number): Refusal {
  return new Refusal(429, `Too Many Requests: retry after ${retryAfterS}`, { retry_after: retryAfterS });
}
