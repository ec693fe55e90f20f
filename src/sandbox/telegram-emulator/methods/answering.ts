import { badRequest } from "../wire/refusal.ts";
import { defined } from "../wire/defined.ts";
import { flagParam, listParam, textParam } from "../api/params.ts";
import { checkLink } from "../rules/links.ts";
import type { OpenQueries } from "../state/queries.ts";
import type { MethodTable } from "./method.ts";

const MAX_ANSWER = 200;
const MAX_RESULTS = 50;

/** answerCallbackQuery, answerPreCheckoutQuery, answerInlineQuery. */
export function answeringMethods(deps: { queries: OpenQueries }): MethodTable {
  const { queries } = deps;
  return {
    answerCallbackQuery(params) {
      const text = textParam(params, "text");
      if (text !== undefined && text.length > MAX_ANSWER) throw badRequest("MESSAGE_TOO_LONG");
      const url = textParam(params, "url");
      // Telegram opens only links that lead back to the bot: t.me/<bot>?start=…
      if (
        url !== undefined &&
        url !== "" &&
        !(checkLink(url).ok && /^(https:\/\/t\.me\/|tg:\/\/)/.test(url))
      ) {
        throw badRequest("URL_INVALID");
      }
      const id = textParam(params, "callback_query_id");
      queries.answer(
        id,
        "tap",
        defined({
          text: text === "" ? undefined : text,
          showAlert: flagParam(params, "show_alert") || undefined,
          url: url === "" ? undefined : url,
        }),
      );
      return true;
    },
    answerPreCheckoutQuery(params) {
      const isOk = flagParam(params, "ok");
      const errorMessage = textParam(params, "error_message");
      if (!isOk && (errorMessage ?? "") === "") throw badRequest('parameter "error_message" is required');
      const id = textParam(params, "pre_checkout_query_id");
      queries.answer(id, "checkout", defined({ ok: isOk, errorMessage }));
      return true;
    },
    answerInlineQuery(params) {
      const results = listParam(params, "results") ?? [];
      if (results.length > MAX_RESULTS) throw badRequest("RESULTS_TOO_MUCH");
      queries.answer(textParam(params, "inline_query_id"), "inline", { results });
      return true;
    },
  };
}
