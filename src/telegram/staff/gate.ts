import type { MiddlewareFn } from "grammy";
import { mayAct, type StaffRole } from "../../domain/staff.ts";
import { languageFor, type Language, type Translator } from "../../i18n/index.ts";
import { showStaffWords } from "../../screens/index.ts";
import type { Attempt, Customers, Refusals } from "../../services/index.ts";
import { unpackAction } from "../callback-data.ts";
import type { ShopContext } from "../context.ts";
import { editScreen, sendScreen } from "../messages.ts";
import { sendProblem } from "../pacing.ts";
import type { StaffAuthority, StaffPlace } from "./authority.ts";
import { ruleOf, STAFF_COMMANDS, STAFF_TAPS, type StaffTap } from "./commands.ts";
import {
  readCommand,
  type StaffHandlers,
  type StaffRequest,
  type StaffTapHandlers,
  type StaffTapRequest,
} from "./request.ts";

interface Deps {
  readonly authorise: StaffAuthority;
  readonly personHere: StaffPlace;
  readonly refusals: Refusals;
  readonly customers: Pick<Customers, "get" | "buryCard">;
  readonly handlers: StaffHandlers;
  readonly taps: StaffTapHandlers;
  readonly defaultLanguage: Language;
  readonly translatorOf: (language: Language) => Translator;
}

/**
 * Takes staff's commands and taps out of the stream, before customers' middleware and any dialogue, so that an open purchase of theirs is not
 * disturbed. Everybody else goes on as if there were no such command.
 */
export function createStaffGate(deps: Deps): MiddlewareFn<ShopContext> {
  const { authorise, customers } = deps;

  /** In a private chat their own language; in the group the shop's, since all read it. */
  async function translatorFor(ctx: ShopContext, staffId: number): Promise<Translator> {
    if (ctx.chat?.type !== "private") return deps.translatorOf(deps.defaultLanguage);
    const { chosenLanguage } = await customers.get(staffId);
    return deps.translatorOf(languageFor(chosenLanguage, ctx.from?.language_code, deps.defaultLanguage));
  }

  async function requestOf(
    ctx: ShopContext,
    actor: StaffRequest["actor"],
    args: string,
  ): Promise<StaffRequest> {
    const chatId = ctx.chat?.id ?? actor.id;
    const reply: StaffRequest["reply"] = async (screen) => {
      const messageId = await sendScreen(ctx.api, chatId, screen);
      // The card of their own purchase is no longer the last message.
      if (chatId > 0) await customers.buryCard(chatId);
      return messageId;
    };
    return {
      actor,
      updateId: ctx.update.update_id,
      args,
      t: await translatorFor(ctx, actor.id),
      reply,
      edit: async (messageId, screen) => {
        if ((await editScreen(ctx.api, chatId, messageId, screen)) === "refused") await reply(screen);
      },
      showTyping: async () => {
        await ctx.api.sendChatAction(chatId, "typing").catch(ignoreRefusal);
      },
    };
  }

  /** Whoever it is hears nothing of it: they go on as if there were no such command or button. */
  async function passOver(ctx: ShopContext, attempt: Attempt): Promise<false> {
    const userId = deps.personHere(ctx);
    if (userId !== undefined) await deps.refusals.noteOutsider(userId, attempt);
    return false;
  }

  /** False when it is not for staff, or not from them. */
  async function takeCommand(ctx: ShopContext): Promise<boolean> {
    const asked = readCommand(ctx.message?.text, ctx.me.username);
    const isHelp = asked?.name === "help" && ctx.chat?.type !== "private";
    const name = isHelp ? "staff" : asked?.name;
    const command = STAFF_COMMANDS.find((each) => each.command === name);
    if (!asked || !command) return false;
    if (command.isShared === true && asked.args === "" && ctx.chat?.type === "private") return false;
    const actor = await authorise(ctx);
    const attempt = { action: command.command, typed: asked.args };
    if (!actor) return passOver(ctx, attempt);
    const request = await requestOf(ctx, actor, asked.args);
    if (await refuse(request, command.role, attempt)) return true;
    await deps.handlers[command.command](request);
    return true;
  }

  async function takeTap(ctx: ShopContext): Promise<boolean> {
    const { data, message } = ctx.callbackQuery ?? {};
    const action = data === undefined ? undefined : unpackAction(data);
    if (!action || !message || !isStaffTap(action)) return false;
    const rule = ruleOf(action.do);
    if (rule.isGroupOnly === true && message.chat.type === "private") return false;
    const actor = await authorise(ctx);
    const attempt = attemptOf(action);
    if (!actor) return passOver(ctx, attempt);
    const answered = ctx.answerCallbackQuery().then(() => undefined, ignoreRefusal);
    const request = { ...(await requestOf(ctx, actor, "")), messageId: message.message_id };
    if (!(await refuse(request, rule.role, attempt))) await runTap(deps.taps, request, action);
    await answered;
    return true;
  }

  async function refuse(
    { actor, t, reply }: StaffRequest,
    needed: StaffRole,
    attempt: Attempt,
  ): Promise<boolean> {
    if (mayAct(actor.role, needed)) return false;
    await deps.refusals.noteAgent(actor.id, attempt);
    await reply(showStaffWords(t.text("staff.admins-only")));
    return true;
  }

  return async (ctx, next) => {
    const isTaken = ctx.callbackQuery ? await takeTap(ctx) : await takeCommand(ctx);
    if (!isTaken) await next();
  };
}

/** One call per name, so that each handler is given its own action. */
function runTap(taps: StaffTapHandlers, request: StaffTapRequest, action: StaffTap): Promise<void> {
  switch (action.do) {
    case "staff-order":
      return taps[action.do](request, action);
    case "staff-details":
      return taps[action.do](request, action);
    case "staff-read":
      return taps[action.do](request, action);
    case "staff-resend":
      return taps[action.do](request, action);
    case "settle":
      return taps[action.do](request, action);
    case "release-brake":
      return taps[action.do](request, action);
    case "staff-paid":
      return taps[action.do](request, action);
    case "staff-decline":
      return taps[action.do](request, action);
    case "staff-decline-for":
      return taps[action.do](request, action);
    case "staff-claim":
      return taps[action.do](request, action);
    case "staff-owed":
      return taps[action.do](request, action);
    case "staff-handed":
      return taps[action.do](request, action);
    default:
      return action satisfies never;
  }
}

function isStaffTap(action: { readonly do: string }): action is StaffTap {
  return Object.hasOwn(STAFF_TAPS, action.do);
}

/** A tap as the log of refusals tells it. */
function attemptOf(action: StaffTap): Attempt {
  return {
    action: action.do,
    typed: "brake" in action ? action.brake : "",
    ...("order" in action ? { order: action.order } : {}),
    ...("payment" in action ? { payment: action.payment } : {}),
  };
}

/** A sign that could not be given changes nothing; trouble is thrown. */
function ignoreRefusal(error: unknown): void {
  if (sendProblem(error).kind !== "refused") throw error;
}
