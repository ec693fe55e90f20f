import type { Money } from "../../domain/money.ts";
import type { Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, helpButton } from "../layout.ts";
import type { Action, Button, Screen } from "../screen.ts";
import { similarPlansButton } from "./similar.ts";

const cancelButton = (t: Translator): Button => ({
  label: t.text("button.cancel"),
  action: { do: "cancel" },
});

/** While the price is checked with the supplier. */
export function showCheckingPrice(model: { readonly code: string }, t: Translator): Screen {
  return {
    text: composeText(t.rich("checking.text", { country: t.flaggedCountry(model.code) })),
    rows: [[cancelButton(t)]],
  };
}

/** An order whose price moved since it was shown. */
export interface PriceChangedModel {
  readonly order: Pick<Order, "countryCode" | "package">;
  /** What the customer had chosen, and what it costs now; both for one. */
  readonly before: Money;
  readonly now: Money;
  /** What accepting does; without it the confirm card comes with the new price. */
  readonly accept?: Action | undefined;
}

/** The price moved between choosing and confirming: asked again. */
export function showPriceChanged(model: PriceChangedModel, t: Translator): Screen {
  const { before, now, order } = model;
  const isRise = before.currency !== now.currency || now.minor > before.minor;
  const amounts = { before: t.money(before), now: t.money(now) };
  return {
    text: composeText(
      t.rich("price-changed.title"),
      t.rich(isRise ? "price-changed.rose" : "price-changed.fell", amounts),
    ),
    rows: [
      [
        {
          label: t.text("price-changed.accept", { now: amounts.now }),
          action: model.accept ?? { do: "review-order" },
        },
      ],
      [{ ...similarPlansButton(order, t), label: t.text("price-changed.others") }, cancelButton(t)],
    ],
  };
}

/** The offer was held for 15 minutes; the price has to be checked again. */
export function showOfferExpired(t: Translator): Screen {
  return {
    text: composeText(t.rich("offer-expired.title"), t.text("offer-expired.next")),
    rows: [
      [{ label: t.text("offer-expired.again"), action: { do: "review-order" } }],
      [{ label: t.text("price-changed.others"), action: { do: "change-plan" } }, cancelButton(t)],
    ],
  };
}

/** A country whose chosen package is gone. */
export interface PackageGoneModel {
  readonly code: string;
  readonly reason?: "sold_out" | "package_gone" | undefined;
}

/** The package sold out, or is no longer listed, before anything was ordered. */
export function showPackageGone(model: PackageGoneModel, t: Translator): Screen {
  const { code } = model;
  return {
    text: composeText(
      t.rich(model.reason === "sold_out" ? "gone.sold-out" : "gone.removed"),
      t.text("gone.next", { country: t.flaggedCountry(code) }),
    ),
    rows: [
      [
        {
          label: t.text("button.similar-plans"),
          action: { do: "plans", code, days: 0, dataMb: 0, sort: "price", page: 0 },
        },
      ],
      [helpButton(t), cancelButton(t)],
    ],
  };
}

/** The supplier does not answer; `retry` is what the customer was about to do. */
export function showSupplierDown(model: { readonly retry: Action }, t: Translator): Screen {
  return {
    text: composeText(t.rich("supplier-down.title"), t.text("supplier-down.next")),
    rows: [[{ label: t.text("button.try-again"), action: model.retry }], [helpButton(t), cancelButton(t)]],
  };
}

/** The shop collects no money from this customer yet. */
export function showNotSelling(model: { readonly supportContact: string }, t: Translator): Screen {
  return {
    text: composeText(t.rich("not-selling.title"), t.text("not-selling.text")),
    rows: contactRows(model.supportContact, t),
  };
}

/** The deployer has stopped all booking for now, or this customer's orders for the day are used up. */
export function showBookingClosed(
  model: {
    readonly supportContact: string;
    readonly reason: "booking-disabled" | "too-many";
    /** What was about to be ordered: it is kept, and goes on from there. */
    readonly order?: Pick<Order, "reference" | "topup"> | undefined;
  },
  t: Translator,
): Screen {
  const { order, supportContact } = model;
  const topic = model.reason === "too-many" ? "too-many" : "closed";
  return {
    text: composeText(
      t.rich(`${topic}.title`),
      t.text(`${topic}.text`),
      order ? t.text("closed.kept") : null,
      order ? t.text("order.reference", { reference: order.reference }) : null,
    ),
    rows: [
      ...(order ? [[{ label: t.text("button.try-again"), action: goOnWith(order) }]] : []),
      ...contactRows(supportContact, t),
    ],
  };
}

function goOnWith({ topup }: Pick<Order, "topup">): Action {
  return topup ? { do: "topup", esim: topup.esimId, page: 0 } : { do: "review-order" };
}

function contactRows(supportContact: string, t: Translator): readonly (readonly Button[])[] {
  return [
    [{ label: t.text("button.write-to-us"), url: supportContact }],
    [{ label: t.text("button.home"), action: { do: "home" } }],
  ];
}
