import type { Context } from "grammy";
import type { StaffRole } from "../../domain/staff.ts";
import type { Roles } from "../../services/index.ts";
import type { ShopContext } from "../context.ts";

/** A member of staff who acts. */
export interface StaffActor {
  readonly id: number;
  readonly role: StaffRole;
  /** "Nasrin (111)": a first name is not enough to tell two people apart, and a number alone says nothing to the others. */
  readonly name: string;
}

/** Who of the staff wrote this or pressed this, in a place where staff may; undefined for everybody else. */
export type StaffAuthority = (ctx: ShopContext) => Promise<StaffActor | undefined>;

/** Who wrote this or pressed this, by numeric id, in a place where staff may act; undefined elsewhere, and where nobody vouches for them. */
export type StaffPlace = (ctx: ShopContext) => number | undefined;

/** Staff work in a private chat with the bot and in their group. `supportChatId`: null without one. */
export function createStaffPlace(supportChatId: number | null): StaffPlace {
  return (ctx) => {
    const id = personOf(ctx);
    const isPrivate = ctx.chat?.type === "private" && ctx.chat.id === id;
    const isGroup = supportChatId !== null && ctx.chat?.id === supportChatId;
    return isPrivate || isGroup ? id : undefined;
  };
}

interface Deps {
  readonly roles: Pick<Roles, "roleOf">;
  readonly personHere: StaffPlace;
}

/**
 * The one place that says who is staff: a command, a button and a reply to a customer's letter all ask here. The role is looked up at each
 * press, so that one that was taken away acts at once.
 */
export function createStaffAuthority({ roles, personHere }: Deps): StaffAuthority {
  return async (ctx) => {
    const id = personHere(ctx);
    if (id === undefined) return undefined;
    const role = await roles.roleOf(id);
    return role === null ? undefined : { id, role, name: `${ctx.from?.first_name ?? ""} (${id})` };
  };
}

/** Whoever wrote a message or pressed a button, as far as Telegram vouches for them: a person by their numeric id. */
function personOf({ message, callbackQuery }: Context): number | undefined {
  if (callbackQuery) return callbackQuery.from.is_bot ? undefined : callbackQuery.from.id;
  if (!message?.from || message.from.is_bot) return undefined;
  // A channel, a group or an anonymous admin speaks in somebody's name; a forward and an inline result repeat another's words.
  const isTheirOwn =
    message.sender_chat === undefined &&
    message.forward_origin === undefined &&
    message.is_automatic_forward === undefined &&
    message.via_bot === undefined &&
    message.sender_business_bot === undefined &&
    message.edit_date === undefined;
  return isTheirOwn ? message.from.id : undefined;
}
