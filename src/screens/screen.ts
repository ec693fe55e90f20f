import type { AlertKind } from "../domain/alerts.ts";
import type { HeldBrake } from "../domain/incident.ts";
import type { Region } from "../domain/country.ts";
import type { DeclineReason, PaymentMethod } from "../domain/payment.ts";
import type { TravellerQuestion } from "../domain/traveller.ts";
import type { Problem } from "../domain/trouble.ts";
import type { Span } from "../i18n/index.ts";

export type { Span };

/** What staff may do about an order that waits for them. */
export const SETTLE_ACTS = ["read", "issued", "void", "short"] as const;
export type SettleAct = (typeof SETTLE_ACTS)[number];

/** How a plan list is sorted. */
export type PlanSort = "price" | "data" | "days";

/** The filters of a plan list, small enough to live in its buttons. */
export interface PlanFilter {
  /** Trip length that plans must cover; 0 for any. */
  readonly days: number;
  /** Least data in MB; 0 for any, -1 for unlimited only. */
  readonly dataMb: number;
  readonly sort: PlanSort;
  /** 0-based. */
  readonly page: number;
}

/** One plan card, and the list behind it to which Back returns. */
export interface PlanChoice extends PlanFilter {
  readonly code: string;
  /** Short server-side key of the plan, never the supplier's own id. */
  readonly plan: string;
  /** How many eSIMs, from 1. */
  readonly quantity: number;
}

/** The phones that installing is explained for. */
export const INSTALL_PLATFORMS = ["ios", "android", "other"] as const;
export type InstallPlatform = (typeof INSTALL_PLATFORMS)[number];

/** The picture to be saved before a trip: everything needed where there is neither data nor a bot. */
export interface OfflineCard {
  /** Drawn as a QR code. */
  readonly lpa: string;
  readonly title: string;
  /** Drawn below it, wrapped to the picture's width; an empty text is a gap. */
  readonly lines: readonly OfflineLine[];
}

export interface OfflineLine {
  readonly text: string;
  readonly style?: "bold" | "code";
}

/** Everything a button can ask for. The callback codec in telegram/ packs each into at most 64 bytes. */
export type Action =
  | { readonly do: "home" }
  | { readonly do: "buy" }
  | { readonly do: "regions" }
  | { readonly do: "region"; readonly region: Region; readonly page: number }
  | { readonly do: "letters"; readonly page: number }
  | { readonly do: "country"; readonly code: string }
  | ({ readonly do: "plans"; readonly code: string } & PlanFilter)
  | ({ readonly do: "data-filter"; readonly code: string } & PlanFilter)
  | ({ readonly do: "plan" } & PlanChoice)
  /** "Will it work on my phone?" from a plan card, with the way back to it. */
  | ({ readonly do: "plan-phone-check" } & PlanChoice)
  | { readonly do: "begin-order"; readonly code: string; readonly plan: string; readonly quantity: number }
  /** Answers inside the traveller dialogue. */
  | { readonly do: "answer"; readonly value: string }
  | { readonly do: "confirm"; readonly nonce: string; readonly method: PaymentMethod }
  /** How to pay, said again; the customer has paid; or gives the unpaid order up. */
  | { readonly do: "pay"; readonly order: string }
  | { readonly do: "claim-paid"; readonly order: string }
  | { readonly do: "give-up"; readonly order: string }
  /** Staff have seen the money, or not. */
  | { readonly do: "staff-paid"; readonly payment: string }
  | { readonly do: "staff-decline"; readonly payment: string }
  /** Staff settle an order that waits for them, or let the shop sell again. */
  | { readonly do: "settle"; readonly order: string; readonly act: SettleAct }
  | { readonly do: "release-brake"; readonly brake: HeldBrake }
  /** One order as staff see it, the same with the traveller's details, having it read now, and sending its eSIMs again. */
  | { readonly do: "staff-order"; readonly order: string }
  | { readonly do: "staff-details"; readonly order: string }
  | { readonly do: "staff-read"; readonly order: string }
  | { readonly do: "staff-resend"; readonly order: string }
  | { readonly do: "staff-decline-for"; readonly payment: string; readonly reason: DeclineReason }
  /** The claim again, with its two buttons. */
  | { readonly do: "staff-claim"; readonly payment: string }
  /** Manual money has been handed back, in two taps; and the way back from the first. */
  | { readonly do: "staff-handed"; readonly order: string; readonly isSure: boolean }
  | { readonly do: "staff-owed"; readonly order: string }
  | { readonly do: "review-order" }
  | { readonly do: "edit-traveller" }
  | { readonly do: "edit-answer"; readonly question: TravellerQuestion }
  | { readonly do: "resume-order" }
  | { readonly do: "change-plan" }
  | { readonly do: "cancel" }
  | { readonly do: "esims"; readonly page: number }
  | { readonly do: "esim"; readonly esim: string }
  | { readonly do: "send-again"; readonly esim: string }
  /** How to install it: which phone? */
  | { readonly do: "steps"; readonly esim: string }
  | {
      readonly do: "install";
      readonly esim: string;
      readonly platform: InstallPlatform;
      /** 0-based, where the supplier tells several ranges of versions apart. */
      readonly variant: number;
    }
  | { readonly do: "install-pick"; readonly page: number }
  | { readonly do: "offline-card"; readonly esim: string }
  | { readonly do: "trouble"; readonly esim: string }
  | { readonly do: "usage-list"; readonly page: number }
  | { readonly do: "usage"; readonly esim: string }
  | { readonly do: "usage-refresh"; readonly esim: string }
  | { readonly do: "name-esim"; readonly esim: string }
  | { readonly do: "next-trip"; readonly esim: string }
  | { readonly do: "set-alert"; readonly kind: AlertKind; readonly on: boolean }
  /** Which eSIM to top up, the packages of one, and one package with its price. */
  | { readonly do: "topup-pick"; readonly page: number }
  | { readonly do: "topup"; readonly esim: string; readonly page: number }
  | { readonly do: "topup-plan"; readonly esim: string; readonly plan: string }
  | { readonly do: "topup-history"; readonly page: number }
  | { readonly do: "orders"; readonly page: number }
  | { readonly do: "esim-orders"; readonly esim: string; readonly page: number }
  | { readonly do: "order"; readonly order: string }
  | { readonly do: "receipt"; readonly order: string }
  /** What the supplier says of the booking now. */
  | { readonly do: "order-state"; readonly order: string }
  /** Whether the customer is in the eSIM's country: what is wrong there? `tried` is what was tried before. */
  | { readonly do: "trouble-where"; readonly esim: string; readonly isThere: boolean; readonly tried: string }
  | {
      readonly do: "trouble-fix";
      readonly esim: string;
      readonly isThere: boolean;
      readonly problem: Problem;
      /** 0-based place among the remedies. */
      readonly step: number;
      /** One letter per remedy tried (`domain/trouble.ts`). */
      readonly tried: string;
    }
  | { readonly do: "trouble-solved"; readonly esim: string }
  | {
      readonly do: "trouble-person";
      readonly esim: string;
      readonly isThere: boolean;
      readonly tried: string;
    }
  | { readonly do: "travel"; readonly order: string; readonly when: "ask" | "today" | "this-week" | "skip" }
  | { readonly do: "travel-months"; readonly order: string }
  /** `month` is "2026-12", `page` its first or second half. */
  | { readonly do: "travel-days"; readonly order: string; readonly month: string; readonly page: number }
  | { readonly do: "travel-date"; readonly order: string; readonly date: string }
  | { readonly do: "export" }
  /** The first of the two taps that forget a customer. */
  | { readonly do: "delete-ask" }
  | { readonly do: "delete" }
  | { readonly do: "delete-sure" }
  | { readonly do: "language" }
  | { readonly do: "set-language"; readonly language: string }
  | { readonly do: "help" }
  /** A letter to staff. */
  | { readonly do: "support" }
  | { readonly do: "phone-check" }
  | { readonly do: "terms" }
  | { readonly do: "privacy" }
  | { readonly do: "profile" }
  | { readonly do: "forget-profile" }
  | { readonly do: "keep-traveller"; readonly order: string; readonly keep: boolean }
  | { readonly do: "nothing" };

/** A button under a message. */
export type Button =
  | { readonly label: string; readonly action: Action }
  | { readonly label: string; readonly url: string }
  /** Copies `copy` (1–256 characters) to the clipboard. */
  | { readonly label: string; readonly copy: string };

/** One bar of a usage picture, all words in the customer's language. */
export interface Gauge {
  readonly name: "data" | "voice" | "text" | "days";
  readonly label: string;
  readonly value: string;
  /** What is used, from 0 to 1, as the bar of the words has it; null draws no bar. */
  readonly usedFraction: number | null;
}

/** What a usage picture shows. Flags have no glyphs in pictures: the words must do without. */
export interface UsagePicture {
  readonly title: string;
  readonly status: string;
  readonly gauges: readonly Gauge[];
  readonly footer: string;
}

/** What an invoice in Stars says: title up to 32 characters, description up to 255. */
export interface Invoice {
  readonly title: string;
  readonly description: string;
  /** The order's nonce: what comes back with the payment. */
  readonly payload: string;
  /** Whole Stars. */
  readonly stars: number;
}

/** A message of the shop as plain data. */
export interface Screen {
  readonly text: readonly Span[];
  readonly rows: readonly (readonly Button[])[];
  /** A picture above the text, which then is its caption (at most 1,024 characters). */
  readonly qrLpa?: string;
  /** A gauge picture above the text, drawn from these figures; the text says the same in words. */
  readonly usagePicture?: UsagePicture;
  /** A drawn picture above the text, which then is its caption. */
  readonly offlineCard?: OfflineCard;
  /** A photo that somebody sent to the bot, by Telegram's file id, above the text, which then is its caption. */
  readonly photoFileId?: string;
  /** The text of such a screen where Telegram refuses the photo: it must not speak of one that nobody sees. */
  readonly textWithoutPhoto?: readonly Span[];
  /** An invoice in Telegram Stars instead of text and buttons. */
  readonly invoice?: Invoice;
  /** A file above the text, which then is its caption. */
  readonly file?: { readonly name: string; readonly content: string };
  /** A reply keyboard instead of buttons: one button that shares the customer's phone number, then plain texts. */
  readonly sharePhone?: { readonly label: string; readonly others: readonly string[] };
  /** Takes the reply keyboard of an earlier screen away; such a screen has no buttons of its own. */
  readonly takesKeyboardAway?: true;
}
