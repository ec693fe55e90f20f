import {
  androidInstallUrl,
  appleInstallUrl,
  iccidLastFour,
  parseLpa,
  type EsimProfile,
} from "../../domain/esim.ts";
import type { Order } from "../../domain/order.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, type Line } from "../layout.ts";
import { planName } from "../plan-name.ts";
import type { Button, Screen } from "../screen.ts";

/** The longest text that a copy button takes (Bot API: 1–256 characters). */
const MAX_COPY = 256;

/** An eSIM as the screens see it: the profile, its key for buttons, and its place within its order. */
export interface ShownEsim extends EsimProfile {
  readonly id: string;
  /** 1-based. */
  readonly position: number;
  /** Epoch milliseconds. */
  readonly issuedAtMs: number;
  /** The customer's own name for it; null until they give one. */
  readonly label: string | null;
}

/** What of the order an eSIM's screens tell. */
export type EsimOrder = Pick<Order, "id" | "state" | "reference" | "countryCode" | "package" | "quantity">;

/** An issued eSIM with what its card says. */
export interface DeliveredModel {
  readonly esim: ShownEsim;
  readonly order: EsimOrder;
  /** Until when it must be installed, epoch milliseconds; null where the supplier tells no window. */
  readonly installByMs: number | null;
  /** IANA zone in which days are written. */
  readonly timeZone: string;
  /** The customer had been told that nothing came of the order, and may have bought again; `paid`: they were promised money, which is kept now. */
  readonly lateFind?: "found" | "paid" | null | undefined;
}

/** The card with the QR picture, install links and codes. Its text is a caption: at most 1,024 characters. */
export function showDelivered(model: DeliveredModel, t: Translator): Screen {
  const { esim, order, installByMs } = model;
  return {
    qrLpa: esim.lpa,
    text: composeText(
      model.lateFind ? t.text("delivered.found-late", { reference: order.reference }) : null,
      model.lateFind === "paid" ? t.text("delivered.found-paid") : null,
      titleLine(model, t),
      esim.label === null ? null : t.text("label.for", { label: esim.label }),
      installLine(order, t),
      installByMs === null
        ? null
        : t.rich("delivered.install-by", { date: t.date(installByMs, model.timeZone) }),
      esim.confirmationCode === null
        ? null
        : t.rich("delivered.confirmation-code", { code: esim.confirmationCode }),
      t.text("delivered.footer", { reference: order.reference, lastFour: iccidLastFour(esim.iccid) }),
    ),
    rows: [
      ...installRows(esim, t),
      ...(order.quantity > 1
        ? [[{ label: t.text("label.button"), action: { do: "name-esim", esim: esim.id } } as const]]
        : []),
      [
        { label: t.text("esim.steps"), action: { do: "steps", esim: esim.id } },
        { label: t.text("esim.trouble"), action: { do: "trouble", esim: esim.id } },
      ],
    ],
  };
}

function titleLine({ esim, order }: DeliveredModel, t: Translator): Line {
  const country = t.flaggedCountry(order.countryCode);
  const plan = planName(order.package, t);
  if (order.quantity === 1) return t.rich("delivered.title", { country, plan });
  return t.rich("delivered.title-of", { country, plan, position: esim.position, of: order.quantity });
}

/** When to install it follows from the activation policy, never from a guess. */
function installLine(order: EsimOrder, t: Translator): string {
  const policy = order.package.activationPolicy;
  switch (policy) {
    case "first-usage":
      return t.text("delivered.first-usage");
    case "installation":
      return t.text("delivered.installation");
    case null:
      return t.text("delivered.unknown");
    default:
      return policy satisfies never;
  }
}

/** Links only for an LPA string that is one, copies only for what fits a copy button; the picture carries everything anyway. */
function installRows(esim: EsimProfile, t: Translator): readonly (readonly Button[])[] {
  const isLink = parseLpa(esim.lpa) !== undefined;
  const iphone = appleInstallUrl(esim.lpa);
  const links: Button[] = isLink
    ? [
        { label: t.text("delivered.iphone"), url: iphone },
        { label: t.text("delivered.android"), url: androidInstallUrl(esim.lpa) },
      ]
    : [];
  return [links, ...copyRows(esim, true, t)].filter((row) => row.length > 0);
}

/** Rows of what a copy button takes: the iPhone's link where it is asked for, address and code together, the confirmation code. */
export function copyRows(
  esim: EsimProfile,
  hasIphoneLink: boolean,
  t: Translator,
): readonly (readonly Button[])[] {
  const isLink = hasIphoneLink && parseLpa(esim.lpa) !== undefined;
  const rows = [
    isLink ? copyButton(t.text("delivered.copy-iphone"), appleInstallUrl(esim.lpa)) : [],
    [
      ...copyButton(t.text("delivered.copy-smdp"), esim.smdpAddress),
      ...copyButton(t.text("delivered.copy-code"), esim.activationCode),
    ],
    copyButton(t.text("delivered.copy-confirmation"), esim.confirmationCode ?? ""),
  ];
  return rows.filter((row) => row.length > 0);
}

function copyButton(label: string, copy: string): readonly Button[] {
  return copy.length >= 1 && copy.length <= MAX_COPY ? [{ label, copy }] : [];
}
