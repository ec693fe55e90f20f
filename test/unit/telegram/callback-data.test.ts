import { describe, expect, it } from "vitest";
import { REGIONS } from "../../../src/domain/country.ts";
import { DECLINE_REASONS } from "../../../src/domain/payment.ts";
import { TRAVELLER_QUESTIONS } from "../../../src/domain/traveller.ts";
import { NOTHING_TRIED, PROBLEMS } from "../../../src/domain/trouble.ts";
import { INSTALL_PLATFORMS, SETTLE_ACTS, type Action } from "../../../src/screens/index.ts";
import { MAX_CALLBACK_BYTES, packAction, unpackAction } from "../../../src/telegram/callback-data.ts";

const filter = { days: 365, dataMb: 999_999_999, sort: "price", page: 99 } as const;
const choice = { ...filter, code: "BD", plan: "Ab-_567890", quantity: 20 };

const esim = "Ab-_56789012";

/** Every kind of button with the longest values that it can carry. */
const longest: readonly Action[] = [
  { do: "home" },
  { do: "buy" },
  { do: "regions" },
  ...REGIONS.map((region): Action => ({ do: "region", region, page: 99 })),
  { do: "letters", page: 99 },
  { do: "country", code: "BD" },
  { do: "plans", code: "BD", ...filter },
  { do: "data-filter", code: "BD", ...filter },
  { do: "plan", ...choice },
  { do: "plan-phone-check", ...choice },
  { do: "begin-order", code: "BD", plan: choice.plan, quantity: 20 },
  { do: "answer", value: "telegram-name" },
  { do: "answer", value: "title:MISS" },
  { do: "confirm", nonce: "0123456789abcdef", method: "supplier_page" },
  { do: "pay", order: "0123456789abcdef" },
  { do: "claim-paid", order: "0123456789abcdef" },
  { do: "give-up", order: "0123456789abcdef" },
  { do: "staff-paid", payment: "0123456789abcdef" },
  { do: "staff-decline", payment: "0123456789abcdef" },
  ...DECLINE_REASONS.map((reason): Action => ({
    ...{ do: "staff-decline-for", payment: "0123456789abcdef", reason },
  })),
  { do: "staff-claim", payment: "0123456789abcdef" },
  { do: "staff-handed", order: "0123456789abcdef", isSure: true },
  { do: "staff-owed", order: "0123456789abcdef" },
  ...SETTLE_ACTS.map((act): Action => ({ do: "settle", order: "0123456789abcdef", act })),
  { do: "review-order" },
  { do: "edit-traveller" },
  ...TRAVELLER_QUESTIONS.map((question): Action => ({ do: "edit-answer", question })),
  { do: "resume-order" },
  { do: "change-plan" },
  { do: "cancel" },
  { do: "esims", page: 999 },
  { do: "esim", esim: "Ab-_56789012" },
  { do: "send-again", esim: "Ab-_56789012" },
  { do: "steps", esim: "Ab-_56789012" },
  { do: "trouble", esim: "Ab-_56789012" },
  ...INSTALL_PLATFORMS.map((platform): Action => ({ do: "install", esim, platform, variant: 99 })),
  { do: "install-pick", page: 999 },
  { do: "offline-card", esim },
  { do: "trouble-where", esim, isThere: true, tried: NOTHING_TRIED },
  ...PROBLEMS.map((problem): Action => ({
    do: "trouble-fix",
    esim,
    isThere: false,
    problem,
    step: 99,
    tried: "wcuivotefghl",
  })),
  { do: "trouble-solved", esim },
  { do: "trouble-person", esim, isThere: true, tried: "wcuivotefghl" },
  { do: "travel", order: "0123456789abcdef", when: "this-week" },
  { do: "travel-months", order: "0123456789abcdef" },
  { do: "travel-days", order: "0123456789abcdef", month: "2026-12", page: 9 },
  { do: "travel-date", order: "0123456789abcdef", date: "2026-12-24" },
  { do: "export" },
  { do: "delete" },
  { do: "delete-sure" },
  { do: "language" },
  { do: "set-language", language: "bn" },
  { do: "help" },
  { do: "phone-check" },
  { do: "terms" },
  { do: "privacy" },
  { do: "profile" },
  { do: "forget-profile" },
  { do: "keep-traveller", order: "0123456789abcdef", keep: true },
  { do: "nothing" },
];

describe("the data of a button", () => {
  it.each(longest.map((action) => [JSON.stringify(action), action] as const))(
    "carries %s there and back",
    (_name, action) => {
      const data = packAction(action);
      expect(Buffer.byteLength(data)).toBeLessThanOrEqual(MAX_CALLBACK_BYTES);
      expect(unpackAction(data)).toEqual(action);
    },
  );

  it.each(["", "x", "confirm", "0", "ffffff|a|b", "😀".repeat(16)])(
    "gives nothing for %j, which is not ours",
    (data) => {
      expect(unpackAction(data)).toBeUndefined();
    },
  );

  it("refuses what would not fit, instead of a button that Telegram refuses", () => {
    expect(() => packAction({ do: "answer", value: "x".repeat(64) })).toThrow(RangeError);
  });
});
