import type { Order } from "../../domain/order.ts";
import type { Remedy } from "../../domain/trouble.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, type Line } from "../layout.ts";
import { orderItem } from "../orders/orders.ts";
import type { Screen } from "../screen.ts";

/** Why a message cannot be passed on. */
export type LetterProblem = "unreadable" | "too-long" | "caption-too-long";

/** /support: one message or one photo, please. */
export function showSupportQuestion(
  model: { readonly reference: string | null; readonly problem: LetterProblem | null },
  t: Translator,
): Screen {
  const { reference, problem } = model;
  return {
    text: composeText(
      problem === null ? t.rich("support.title") : t.rich(`support.${problem}`),
      t.text("support.how"),
      reference === null ? null : t.text("support.order", { reference }),
    ),
    rows: [[{ label: t.text("button.home"), action: { do: "home" } }]],
  };
}

/** /support in a shop whose staff have no chat for it: where a person answers. */
export function showSupportContact(
  model: { readonly reference: string | null; readonly supportContact: string },
  t: Translator,
): Screen {
  const { reference } = model;
  return {
    text: composeText(
      t.rich("support.elsewhere"),
      reference === null ? null : t.text("trouble.write", { reference }),
    ),
    rows: [
      [{ label: t.text("button.write-to-us"), url: model.supportContact }],
      [{ label: t.text("button.home"), action: { do: "home" } }],
    ],
  };
}

/** The customer has written so much that staff should read first. */
export function showSupportEnough(model: { readonly supportContact: string }, t: Translator): Screen {
  return {
    text: composeText(t.rich("support.enough"), t.text("support.enough-next")),
    rows: [
      [{ label: t.text("button.write-to-us"), url: model.supportContact }],
      [{ label: t.text("button.home"), action: { do: "home" } }],
    ],
  };
}

/** The letter is on its way to staff. */
export function showSupportTaken(model: { readonly reference: string | null }, t: Translator): Screen {
  const { reference } = model;
  return {
    text: composeText(
      reference === null ? t.rich("support.taken") : t.rich("support.taken-order", { reference }),
      t.text("support.wait"),
    ),
    rows: [[{ label: t.text("button.home"), action: { do: "home" } }]],
  };
}

/** A letter's own words and photo. */
interface LetterModel {
  readonly text: string | null;
  readonly photoFileId: string | null;
}

/** A letter's text, and its photo; where that is refused, a line says so. */
function letterOf(
  { photoFileId }: LetterModel,
  compose: (photoLine: Line) => Screen["text"],
  refused: "staff-support.photo-refused" | "support.photo-refused",
  t: Translator,
): Pick<Screen, "text" | "photoFileId" | "textWithoutPhoto"> {
  const text = compose(null);
  return photoFileId === null ? { text } : { text, photoFileId, textWithoutPhoto: compose(t.text(refused)) };
}

/** A customer's letter as staff read it. */
export interface SupportPostModel extends LetterModel {
  readonly customerId: number;
  readonly order: Pick<Order, "reference" | "kind" | "countryCode" | "package" | "quantity"> | null;
  /** What the troubleshooter made them try; null where they did not use it. */
  readonly report: { readonly isThere: boolean; readonly remedies: readonly Remedy[] } | null;
}

/** The post in the staff's chat: who, about which order, what was tried, what they say. Other details stay masked, as /order has them. */
export function showSupportPost(model: SupportPostModel, t: Translator): Screen {
  const { order, text } = model;
  const compose = (photoLine: Line) =>
    composeText(
      t.rich("staff-support.title"),
      t.rich("staff-pay.customer", { customer: String(model.customerId) }),
      order === null
        ? t.text("staff-support.no-order")
        : t.rich("staff-support.order", { reference: order.reference, what: orderItem(order, t) }),
      ...reportLines(model, t),
      ...(text === null ? [] : ["", text]),
      photoLine,
      "",
      t.rich("staff-support.how"),
    );
  return { ...letterOf(model, compose, "staff-support.photo-refused", t), rows: [] };
}

function reportLines({ order, report }: SupportPostModel, t: Translator): readonly Line[] {
  if (report === null || order === null) return [];
  const country = t.flaggedCountry(order.countryCode);
  const tried = report.remedies.map((remedy) => t.text(`remedy-name.${remedy}`)).join(", ");
  return [
    t.text(report.isThere ? "staff.trouble-where-yes" : "staff.trouble-where-no", { country }),
    tried === "" ? t.text("staff.trouble-none") : t.text("staff.trouble-tried", { tried }),
  ];
}

/** Staff's answer as the customer reads it. */
export interface SupportReplyModel extends LetterModel {
  readonly shopName: string;
  readonly reference: string | null;
}

/** Staff's answer, with the way to write once more. */
export function showSupportReply(model: SupportReplyModel, t: Translator): Screen {
  const { shopName: shop, reference, text } = model;
  const compose = (photoLine: Line) =>
    composeText(
      reference === null
        ? t.rich("support.reply", { shop })
        : t.rich("support.reply-order", { shop, reference }),
      ...(text === null ? [] : ["", text]),
      photoLine,
    );
  return {
    ...letterOf(model, compose, "support.photo-refused", t),
    rows: [[{ label: t.text("support.answer"), action: { do: "support" } }]],
  };
}

/** For staff: the answer waits, since the customer has blocked the bot. */
export function showSupportUnreached(
  model: { readonly customerId: number; readonly reference: string | null },
  t: Translator,
): Screen {
  const customer = String(model.customerId);
  const { reference } = model;
  return {
    text: composeText(
      reference === null
        ? t.rich("staff-support.unreached", { customer })
        : t.rich("staff-support.unreached-order", { customer, reference }),
      t.text("staff-support.unreached-next"),
    ),
    rows: [],
  };
}

/** For staff: this reply did not go to the customer. */
export function showAnswerRefused(problem: LetterProblem, t: Translator): Screen {
  return {
    text: composeText(t.rich("staff-support.not-sent"), t.rich(`support.${problem}`)),
    rows: [],
  };
}
