import {
  completeTraveller,
  type TravellerDraft,
  type TravellerQuestion,
} from "../../src/domain/traveller.ts";
import {
  readAge,
  readEmail,
  readFirstName,
  readLastName,
  readPhone,
  readTitle,
  type Answer,
} from "../../src/services/index.ts";
import type { ShopContext } from "../../src/telegram/index.ts";

/** Longer texts are no answer to any question here. */
const MAX_TYPED = 300;

/** A reply as the questions understand it. */
export type Reply =
  | { readonly kind: "tap"; readonly value: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "contact"; readonly phone: string; readonly isOwn: boolean }
  | { readonly kind: "too-long" }
  /** A sticker, a photo, a voice message: nothing that can be read. */
  | { readonly kind: "not-text" };

/** Reads what the customer sent into the dialogue. */
export function replyOf(ctx: ShopContext): Reply {
  if (ctx.action?.do === "answer") return { kind: "tap", value: ctx.action.value };
  const contact = ctx.message?.contact;
  if (contact) {
    const phone = contact.phone_number.startsWith("+") ? contact.phone_number : `+${contact.phone_number}`;
    return { kind: "contact", phone, isOwn: contact.user_id === ctx.from?.id };
  }
  const text = ctx.message?.text;
  if (text === undefined) return { kind: "not-text" };
  return text.length > MAX_TYPED ? { kind: "too-long" } : { kind: "text", text };
}

/** The names on the customer's Telegram account, as far as they can stand in a ticket. */
export function telegramName(ctx: ShopContext): { firstName: string; lastName?: string } | undefined {
  const first = readFirstName(ctx.from?.first_name ?? "");
  const last = readLastName(ctx.from?.last_name ?? "");
  if (first.ok !== true || first.patch.firstName === undefined) return undefined;
  const lastName = last.ok === true ? last.patch.lastName : undefined;
  return lastName === undefined
    ? { firstName: first.patch.firstName }
    : { firstName: first.patch.firstName, lastName };
}

/** A tapped answer to `question`; undefined when the button belongs to another one. */
export function readTap(
  ctx: ShopContext,
  question: TravellerQuestion,
  value: string,
  lastTime: TravellerDraft | undefined,
): Answer | undefined {
  switch (question) {
    case "firstName": {
      const named = value === "telegram-name" ? telegramName(ctx) : undefined;
      if (named) return { ok: true, patch: named };
      const saved = value === "last-time" && lastTime ? completeTraveller(lastTime) : undefined;
      return saved && { ok: true, patch: saved };
    }
    case "lastName":
      return value === "one-name" ? { ok: true, patch: { lastName: "" } } : undefined;
    case "title":
      return value.startsWith("title:") ? readTitle(value.slice("title:".length)) : undefined;
    case "age":
    case "phone":
    case "email":
      return undefined;
    default:
      return question satisfies never;
  }
}

/** A typed answer to `question`; a phone number without a country code is read as one of `homeCountry`. */
export function readTyped(question: TravellerQuestion, text: string, homeCountry: string): Answer {
  switch (question) {
    case "firstName":
      return readFirstName(text);
    case "lastName":
      return readLastName(text);
    case "title":
      return readTitle(text);
    case "age":
      return readAge(text);
    case "phone":
      return readPhone(text, homeCountry);
    case "email":
      return readEmail(text);
    default:
      return question satisfies never;
  }
}
