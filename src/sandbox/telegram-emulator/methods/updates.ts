import { badRequest, Refusal } from "../wire/refusal.ts";
import { defined } from "../wire/defined.ts";
import { flagParam, integerParam, listParam, textParam, type ApiParams } from "../api/params.ts";
import { isLoopbackHost } from "../rules/links.ts";
import type { LongPoll } from "../updates/long-poll.ts";
import type { PendingUpdates } from "../updates/pending.ts";
import type { Webhook } from "../updates/webhook.ts";
import type { MethodTable } from "./method.ts";

const WEBHOOK_IS_SET =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
const PORTS = ["", "80", "88", "443", "8443"];
const MAX_POLL_S = 50;

/** getUpdates, setWebhook, deleteWebhook, getWebhookInfo. */
export function updateMethods(deps: {
  pending: PendingUpdates;
  longPoll: LongPoll;
  webhook: Webhook;
}): MethodTable {
  const { pending, longPoll, webhook } = deps;

  // Absent keeps the list of before; an empty one means Telegram's default.
  function readAllowed(params: ApiParams): void {
    const kinds = listParam(params, "allowed_updates");
    if (kinds !== undefined) pending.setAllowedUpdates(kinds.length === 0 ? null : kinds.map(String));
  }

  function removeWebhook(params: ApiParams): true {
    webhook.setTarget(null);
    if (flagParam(params, "drop_pending_updates")) pending.clear();
    return true;
  }

  return {
    getUpdates(params, signal) {
      if (webhook.target() !== null) throw new Refusal(409, WEBHOOK_IS_SET);
      readAllowed(params);
      const poll = {
        offset: integerParam(params, "offset"),
        limit: Math.min(100, Math.max(1, integerParam(params, "limit") ?? 100)),
        timeoutS: Math.min(MAX_POLL_S, Math.max(0, integerParam(params, "timeout") ?? 0)),
      };
      return longPoll.poll(poll, signal);
    },
    setWebhook(params) {
      const url = (textParam(params, "url") ?? "").trim();
      if (url === "") return removeWebhook(params);
      checkWebhookUrl(url);
      const secretToken = textParam(params, "secret_token") || undefined;
      if (secretToken !== undefined && !/^[A-Za-z0-9_-]{1,256}$/.test(secretToken)) {
        throw badRequest("secret token contains unallowed characters");
      }
      readAllowed(params);
      if (flagParam(params, "drop_pending_updates")) pending.clear();
      const maxConnections = Math.min(100, Math.max(1, integerParam(params, "max_connections") ?? 40));
      webhook.setTarget({ url, secretToken, maxConnections });
      return true;
    },
    deleteWebhook: removeWebhook,
    getWebhookInfo() {
      const target = webhook.target();
      const error = webhook.lastError();
      return defined({
        url: target?.url ?? "",
        has_custom_certificate: false,
        pending_update_count: pending.list().length,
        max_connections: target?.maxConnections,
        last_error_date: error?.dateS,
        last_error_message: error?.message,
        allowed_updates: pending.allowedUpdates() ?? undefined,
      });
    },
  };
}

// Telegram wants https on four ports; a webhook on this machine may be plain, as its local server allows.
function checkWebhookUrl(url: string): void {
  if (!URL.canParse(url)) throw badRequest("bad webhook: Invalid URL");
  const { protocol, hostname, port } = new URL(url);
  if (isLoopbackHost(hostname) && (protocol === "http:" || protocol === "https:")) return;
  if (protocol !== "https:") throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
  if (!PORTS.includes(port)) {
    throw badRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443");
  }
}
