import { z } from "zod";
import type { Config } from "../config.ts";
import { DEFAULT_ITT_PATHS } from "../itt/index.ts";
import type { SupplierFailure, SupplierOperation } from "../services/ports/supplier.ts";
import { bad, fine, unreachable, type Finding } from "./finding.ts";
import { postJson, type Reply } from "./post-json.ts";

/** The operations that neither spend nor change anything: all that the doctor ever calls. */
export type FreeRead = Exclude<SupplierOperation, "updateCustomer" | "createBooking" | "createTopup">;

interface Circumstances {
  readonly config: Config["supplier"];
  readonly operation: FreeRead;
  /** Whether the request named an eSIM that does not exist: then a refusal is the right answer. */
  readonly isMadeUp: boolean;
}

const CREDENTIALS =
  /api[ _-]?key|secrete?[ _-]?code|credential|unauthori[sz]ed|authenticat|access denied|forbidden/i;
const ADDRESS = /\bip\b.*\b(allow|whitelist|permit)|\b(allow|whitelist|permit)\w*\b.*\bip\b/i;

/** What a refusal's words say about the settings, if they do. */
function blameSettings({ config, operation }: Circumstances, reason: string): Finding | undefined {
  if (CREDENTIALS.test(reason)) return blameCredentials(config, operation);
  if (ADDRESS.test(reason))
    return bad(operation, "ITT does not allow this machine's IP address", "ask ITT to add it");
  if (/\bmember/i.test(reason)) return bad(operation, `ITT refuses: ${reason}`, "ITT_MEMBER_ID=…");
  if (/\bpartner/i.test(reason)) return bad(operation, `ITT refuses: ${reason}`, "ITT_PARTNER_ID=…");
  return undefined;
}

function blameCredentials(config: Config["supplier"], operation: FreeRead): Finding {
  const { apiKey, secretCode } = config.headers;
  return bad(
    operation,
    "ITT refuses the credentials",
    "ITT_API_KEY=…",
    "ITT_SECRET_CODE=…",
    `if both are right, ITT wants them under other names than ${apiKey} and ${secretCode}: ITT_HEADERS={"apiKey":"…","secretCode":"…"}`,
  );
}

function blamePath(config: Config["supplier"], operation: FreeRead, what: string): Finding {
  const path = config.paths[operation] ?? DEFAULT_ITT_PATHS[operation];
  const changed = JSON.stringify({ ...config.paths, [operation]: "/esim/…" });
  return bad(operation, `wrong path: ${path} ${what}`, `ITT_PATHS=${changed}`);
}

function refused(circumstances: Circumstances, reason: string): Finding {
  const { operation, isMadeUp } = circumstances;
  const blamed = blameSettings(circumstances, reason);
  if (blamed) return blamed;
  if (isMadeUp) return fine(operation, `refuses a made-up eSIM, as it should: "${reason}"`);
  return bad(operation, `ITT refuses: "${reason}"`, ...(operation === "search" ? ["ITT_SEARCH={…}"] : []));
}

/** One bare request to a read's own path, to learn what the client's failure does not tell: which HTTP answer came, if any. */
async function probe({ config, operation }: Circumstances): Promise<Reply> {
  const path = config.paths[operation] ?? DEFAULT_ITT_PATHS[operation];
  const { apiKey, secretCode } = config.headers;
  const headers = { [apiKey]: config.apiKey, [secretCode]: config.secretCode };
  return postJson(config.baseUrl + path, headers, { member_id: config.memberId });
}

const envelopeSchema = z.looseObject({ reason: z.string().optional(), message: z.string().optional() });

/** What went wrong below the level of answers; `detail` is the client's own word for it. */
async function judgeTransport(circumstances: Circumstances, detail: string): Promise<Finding> {
  const { config, operation, isMadeUp } = circumstances;
  const reply = await probe(circumstances);
  if (reply.kind === "unreachable") return unreachable(operation, "ITT", reply.detail, "ITT_BASE_URL");
  const { status } = reply;
  if (status === 401 || status === 403) return blameCredentials(config, operation);
  if (status === 404 || status === 405 || (status >= 300 && status < 400))
    return blamePath(config, operation, `answers HTTP ${status}`);
  if (status === 429 || status >= 500)
    return bad(
      operation,
      `ITT answers HTTP ${status}`,
      "try again later; if it stays so, ask ITT for this operation's path",
    );
  const envelope = envelopeSchema.safeParse(reply.json).data;
  if (!envelope) return blamePath(config, operation, "does not answer with JSON");
  const blamed = blameSettings(circumstances, envelope.reason ?? envelope.message ?? "");
  if (blamed) return blamed;
  return isMadeUp
    ? fine(operation, `answers; nothing more can be told without a real eSIM (${detail})`)
    : bad(operation, `ITT answers, but not as it should: ${detail}`);
}

/** What a failed call means for the person who deploys. May send one more request, to the same read. */
export async function judgeFailure(circumstances: Circumstances, failure: SupplierFailure): Promise<Finding> {
  const { operation } = circumstances;
  switch (failure.kind) {
    case "refused":
      return failure.cause === "credentials"
        ? blameCredentials(circumstances.config, operation)
        : refused(circumstances, failure.reason);
    case "contract":
      return bad(
        operation,
        `unexpected shape: the answer lacks ${failure.field}`,
        "nothing in .env mends this: report it with the operation and the field",
      );
    case "unavailable":
    case "unknown":
      return judgeTransport(circumstances, failure.detail);
  }
}
