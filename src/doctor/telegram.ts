import { z } from "zod";
import type { Config } from "../config.ts";
import { bad, fine, notTried, unreachable, type Finding } from "./finding.ts";
import { postJson } from "./post-json.ts";

const answerSchema = z.union([
  z.object({ ok: z.literal(true), result: z.unknown() }),
  z.object({ ok: z.literal(false), error_code: z.int(), description: z.string() }),
]);

const botSchema = z.object({ id: z.int(), username: z.string() });
const chatSchema = z.object({ title: z.string().optional() });
const memberSchema = z.object({ status: z.string() });
const webhookSchema = z.object({
  url: z.string(),
  pending_update_count: z.int().default(0),
  last_error_message: z.string().optional(),
});

type Call<T> = { readonly value: T } | { readonly finding: Finding };

/** Asks Telegram one question. The address holds the token, so it never stands in a finding. */
async function ask<T>(
  telegram: Config["telegram"],
  method: string,
  schema: z.ZodType<T>,
  params: object = {},
): Promise<Call<T>> {
  const reply = await postJson(`${telegram.apiRoot}/bot${telegram.token}/${method}`, {}, params);
  if (reply.kind === "unreachable")
    return { finding: unreachable(method, "Telegram", reply.detail, "TELEGRAM_API_ROOT") };
  const answer = answerSchema.safeParse(reply.json).data;
  if (!answer)
    return {
      finding: bad(
        method,
        `something else than Telegram answers there (HTTP ${reply.status})`,
        "TELEGRAM_API_ROOT=https://api.telegram.org",
      ),
    };
  if (!answer.ok) {
    const isToken = answer.error_code === 401 || answer.error_code === 404;
    return {
      finding: isToken
        ? bad(method, "Telegram does not know this token", "BOT_TOKEN=… (from @BotFather)")
        : bad(method, `Telegram refuses: ${answer.description}`),
    };
  }
  const value = schema.safeParse(answer.result).data;
  return value === undefined
    ? { finding: bad(method, "Telegram's answer has an unexpected shape") }
    : { value };
}

function judgeWebhook(webhook: Config["webhook"], info: z.output<typeof webhookSchema>): Finding {
  const subject = "getWebhookInfo";
  const waiting = `${info.pending_update_count} updates wait`;
  if (!webhook)
    return info.url === ""
      ? fine(subject, `long polling, ${waiting}`)
      : fine(
          subject,
          `a webhook is set; npm start removes it for long polling (set WEBHOOK_URL to keep it), ${waiting}`,
        );
  if (info.url !== webhook.url)
    return fine(subject, "WEBHOOK_URL is not set at Telegram yet; npm start sets it");
  return info.last_error_message === undefined
    ? fine(subject, `the webhook is set, ${waiting}`)
    : bad(
        subject,
        `Telegram last failed to deliver: ${info.last_error_message} (${waiting})`,
        "WEBHOOK_URL=… must lead to HOST and PORT of this shop, with a certificate that Telegram trusts",
      );
}

/** Whether the bot is in the support group: else alarms, payments to be looked for and letters reach nobody. */
async function checkSupportGroup(
  telegram: Config["telegram"],
  chatId: number,
  botId: number,
): Promise<Finding> {
  const subject = "SUPPORT_CHAT_ID";
  const change = "SUPPORT_CHAT_ID=… (the id of a group in which the bot is)";
  const chat = await ask(telegram, "getChat", chatSchema, { chat_id: chatId });
  if ("finding" in chat)
    return {
      ...chat.finding,
      subject,
      changes: chat.finding.changes.length > 0 ? chat.finding.changes : [change],
    };
  const member = await ask(telegram, "getChatMember", memberSchema, { chat_id: chatId, user_id: botId });
  if ("finding" in member) return { ...member.finding, subject, changes: [change] };
  const name = chat.value.title ?? "a chat without a title";
  return ["left", "kicked"].includes(member.value.status)
    ? bad(subject, `the bot is not in ${name}`, "add the bot to the group")
    : fine(subject, `the bot is in ${name}`);
}

/** Whether the token works, and how updates would arrive, and whether staff can be reached. Reads only. */
export async function* checkTelegram(config: Config): AsyncGenerator<Finding> {
  const me = await ask(config.telegram, "getMe", botSchema);
  if ("finding" in me) {
    yield me.finding;
    yield notTried("getWebhookInfo", "getMe does not work");
    return;
  }
  yield fine("getMe", `the bot is @${me.value.username}`);
  const info = await ask(config.telegram, "getWebhookInfo", webhookSchema);
  yield "finding" in info ? info.finding : judgeWebhook(config.webhook, info.value);
  const { supportChatId } = config.telegram;
  if (supportChatId !== null) yield await checkSupportGroup(config.telegram, supportChatId, me.value.id);
}
