import { Composer } from "grammy";
import { languageFor, type Language, type Translator } from "../../i18n/index.ts";
import { showAccountChange, showStatement, type Screen } from "../../screens/index.ts";
import type { Accounts, Customers, Roles } from "../../services/index.ts";
import type { AuditEntry } from "../../services/ports/index.ts";
import type { ShopContext } from "../context.ts";
import { sendScreen } from "../messages.ts";

interface Deps {
  readonly roles: Pick<Roles, "roleOf">;
  readonly accounts: Accounts;
  /** Notes who asked for what, on whom. */
  readonly note: (entry: Omit<AuditEntry, "orderId">) => Promise<void>;
  readonly customers: Pick<Customers, "buryCard">;
  readonly supportChatId: number | null;
  readonly shopTimeZone: string;
  readonly defaultLanguage: Language;
  readonly translatorOf: (language: Language) => Translator;
}

/**
 * Staff's commands about customers' accounts: `/credit` for admins, `/statement <customer>` for all staff, in a private chat or in their
 * group. Everybody else's go on, as if the commands did not exist.
 */
export function createAccountDesk(deps: Deps): Composer<ShopContext> {
  const { accounts } = deps;

  async function answer(ctx: ShopContext, show: (t: Translator) => Screen): Promise<void> {
    const { chat } = ctx;
    if (!chat) return;
    const t = deps.translatorOf(languageFor(null, ctx.from?.language_code, deps.defaultLanguage));
    await sendScreen(ctx.api, chat.id, show(t));
    // Their own purchase, if there is one, goes on in a card below.
    if (chat.type === "private") await deps.customers.buryCard(chat.id);
  }

  /** The sender's role where they speak for themselves, in a place where staff may; null otherwise. */
  async function speaker(ctx: ShopContext) {
    const { message, chat } = ctx;
    const isPlace = chat?.type === "private" || (chat !== undefined && chat.id === deps.supportChatId);
    if (!message || !isPlace || !isOwnWord(message)) return null;
    return deps.roles.roleOf(message.from.id);
  }

  const desk = new Composer<ShopContext>();
  desk.command("credit", async (ctx, next) => {
    if ((await speaker(ctx)) !== "admin") return next();
    const by = { staffId: ctx.from?.id ?? 0, key: `update ${ctx.update.update_id}` };
    const change = await accounts.change(ctx.match, by);
    const subjectId = "customerId" in change ? change.customerId : null;
    await deps.note({
      staffId: by.staffId,
      action: "credit",
      subjectId,
      outcome: change.kind,
      reason: ctx.match,
    });
    await answer(ctx, (t) => showAccountChange(change, t));
  });
  desk.command("statement", async (ctx, next) => {
    const who = ctx.match.trim();
    const isOwn = who === "" && ctx.chat.type === "private";
    if (isOwn || (await speaker(ctx)) === null) return next();
    const customerId = who === "" ? undefined : await accounts.find(who);
    const timeZone = deps.shopTimeZone;
    if (customerId === undefined)
      return answer(ctx, (t) => showAccountChange({ kind: "unknown-customer" }, t));
    const statement = await accounts.statement(customerId);
    const staffId = ctx.from?.id ?? null;
    await deps.note({ staffId, action: "statement", subjectId: customerId, outcome: "shown", reason: null });
    await answer(ctx, (t) => showStatement({ ...statement, timeZone }, t));
  });
  return desk;
}

/** Whether a message is a person's own: nothing forwarded, nothing by a channel, an anonymous admin, or another bot's inline mode. */
function isOwnWord(message: NonNullable<ShopContext["message"]>): boolean {
  const { from, sender_chat, forward_origin, via_bot, is_automatic_forward } = message;
  return !from.is_bot && [sender_chat, forward_origin, via_bot, is_automatic_forward].every((each) => !each);
}
