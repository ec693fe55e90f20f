import type { RefusalCause } from "../services/ports/supplier.ts";

/** A failure envelope as far as a judgement needs it. */
export interface Refusal {
  /** The envelope's status, lower case. */
  readonly status: string;
  /** The supplier's free text as it came: judged here, scrubbed before it goes anywhere else. */
  readonly reason: string;
  readonly code: number | null;
}

export interface RefusalJudgement {
  /** Whether the reviewed table says that this refusal never charges. */
  readonly isListed: boolean;
  /** Whether it says plainly that it failed: by its status, and no word of the reason casts doubt on it. */
  readonly isPlain: boolean;
  readonly cause: RefusalCause;
}

/**
 * The reviewed table of refusals that never charge (contract, "Refusals"; the codes are Airalo's). Adding a row is a decision
 * about money: it lets an order end without anybody looking. First match wins.
 */
const NEVER_CHARGES: readonly {
  readonly cause: Exclude<RefusalCause, "other">;
  readonly code?: number;
  readonly phrase: RegExp;
}[] = [
  {
    cause: "agency_balance",
    code: 11,
    phrase: /\b(insufficient|not (have )?(enough|sufficient)|low) ([a-z]+ ){0,2}(balance|credits?|funds?)\b/,
  },
  { cause: "maintenance", code: 13, phrase: /\b(under|operator|scheduled) maintenance\b/ },
  { cause: "not_rechargeable", code: 23, phrase: /\btop-? ?up (is )?(disabled|not (allowed|supported))\b/ },
  { cause: "sold_out", code: 33, phrase: /\b(out of stock|sold out|no stock|insufficient stock)\b/ },
  { cause: "recycled", code: 73, phrase: /\b(is|was|been) recycled\b/ },
  {
    cause: "credentials",
    phrase:
      /\b(invalid|incorrect|wrong) (api ?)?(key|secrete? ?code|credentials?)\b|\b(api ?key|secrete? ?code|credentials?) (is |are )?(invalid|incorrect|wrong|not valid)\b|\bauthentication failed\b|^unauthori[sz]ed\b/,
  },
  {
    cause: "package_gone",
    code: 34,
    phrase:
      /\b(invalid|unknown|expired) (e-?sim )?package\b|\bpackage ([a-z]+ ){0,2}not found\b|\b(not|no longer|un) ?available\b/,
  },
];

/** Words after which a listed phrase proves nothing any more: money may have moved, or it may still move. */
const CASTS_DOUBT =
  /\b(deduct|charged|debit|refund|paid|processing|in process|in progress|pending|partial|duplicate|time-?d? ?out|timeout)|already (been )?(book|issu|exist|process|submit|purchas|creat)|\b(service|system|server|gateway|payment|connection|response|status) [a-z ]*(not|no longer|un) ?available|\btemporar|\bbooking id\W+[a-z]{2}\d{2}/;

/** Statuses that say plainly that it failed; anything else ("pending", "hold") may still become a booking. */
const FAILED = new Set([
  "failed",
  "fail",
  "failure",
  "error",
  "false",
  "unsuccessful",
  "refused",
  "rejected",
  "declined",
]);

/** Whether a status (lower case) says plainly that it failed. */
export function isFailureWord(status: string): boolean {
  return FAILED.has(status);
}

/** Judges a well-formed failure envelope by the reviewed table; what is not listed is `other`. */
export function judgeRefusal(refusal: Refusal): RefusalJudgement {
  const text = refusal.reason.toLowerCase();
  const code = refusal.code ?? codeIn(text);
  const isPlain = FAILED.has(refusal.status) && !CASTS_DOUBT.test(text);
  if (isPlain) {
    const row =
      NEVER_CHARGES.find((each) => each.code !== undefined && each.code === code) ??
      NEVER_CHARGES.find((each) => each.phrase.test(text));
    if (row) return { isListed: true, isPlain, cause: row.cause };
  }
  return { isListed: false, isPlain, cause: "other" };
}

/** A code that ITT passed through inside the text: `{"code":33,"reason":"…"}`, "error code 33". */
function codeIn(text: string): number | null {
  const match = /\b(?:error )?code"?\s*[:#=]?\s*"?(\d{1,3})\b/.exec(text);
  return match ? Number(match[1]) : null;
}

/**
 * What a refused details read says of the booking. `none`: there is none under this tracking id. `bad-booking-id`: it rejects the
 * booking id we sent, which proves something only when that id was the real one. `id-wanted`: it insists on one. `silent`: nothing follows.
 */
export type NotFoundVerdict = "none" | "bad-booking-id" | "id-wanted" | "silent";

/** Words that turn a "not found" into something about the request, the account or the moment. */
const NOT_ABOUT_THE_BOOKING =
  /\b(required|field|missing|must|member|partner|credential|api ?key|secrete?|permission|denied|unauthori[sz]ed|method|route|url|page|endpoint|server|service|supplier|timeout|timed|try again|later|unavailable|expired|session)\b/;

/** "The booking id field is required." */
const ID_WANTED =
  /\bbooking ?(id|number|reference)\b( [a-z]+)? (is )?(required|missing|mandatory)\b|\b(missing|required) booking ?(id|number|reference)\b/;

/** Judges a failure envelope of booking details by the reviewed table of not-founds. */
export function judgeNotFound(refusal: Refusal): NotFoundVerdict {
  const text = refusal.reason.toLowerCase().replaceAll("_", " ");
  if (FAILED.has(refusal.status) && ID_WANTED.test(text)) return "id-wanted";
  if (!FAILED.has(refusal.status) || NOT_ABOUT_THE_BOOKING.test(text)) return "silent";
  if (/\b(invalid|unknown|wrong|incorrect) booking ?(id|number|reference)\b/.test(text))
    return "bad-booking-id";
  if (/\bbooking ?(id|number|reference)\b.*\b(invalid|not found|not exist)\b/.test(text))
    return "bad-booking-id";
  if (/\b(invalid|unknown) tracking ?(id|number)\b|\btracking ?(id|number) is (invalid|unknown)\b/.test(text))
    return "none";
  if (/\bno (e-?sim )?bookings?\b|\bno (records?|data)\b.*\bfound\b/.test(text)) return "none";
  if (/\b(booking|tracking|record|order|data|details?)\b.*\b(not found|does(n't| not) exist)\b/.test(text))
    return "none";
  return /^(not found|no (records?|data))[.!]?$/.test(text.trim()) ? "none" : "silent";
}

/** Whether a refused search merely says that there is nothing for this destination: an empty list, no failure. */
export function isNothingFound(refusal: Refusal): boolean {
  const text = refusal.reason.toLowerCase();
  return /\b(no|0|zero) ([a-z-]+ ){0,2}(packages?|plans?|e-?sims?|results?)\b.*\b(found|available)\b/.test(
    text,
  );
}
