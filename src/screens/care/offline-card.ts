import { iccidLastFour } from "../../domain/esim.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText } from "../layout.ts";
import { planName } from "../plan-name.ts";
import type { EsimOfOrder } from "../esims/esim-of-order.ts";
import { esimPlace } from "../usage/words.ts";
import type { OfflineCard, OfflineLine, Screen } from "../screen.ts";

/** The eSIM of the picture, and the day of travel where it is sent as a reminder. */
export interface OfflineCardModel extends EsimOfOrder {
  /** "2026-12-24"; null where the customer asked for the picture themselves. */
  readonly travelsOn: string | null;
  readonly installByMs: number | null;
  readonly supportContact: string;
  readonly timeZone: string;
}

/** Networks that are named for choosing one by hand. */
const NAMED_NETWORKS = 4;

/** One picture with QR code, codes, APN and steps: on arrival there is no data and no bot. */
export function showOfflineCard(model: OfflineCardModel, t: Translator): Screen {
  const { esim, order, travelsOn } = model;
  return {
    offlineCard: drawnCard(model, t),
    text: composeText(
      travelsOn === null
        ? t.rich("offline.caption")
        : t.rich("offline.caption-trip", {
            country: t.flaggedCountry(order.countryCode),
            date: t.date(Date.parse(`${travelsOn}T00:00:00Z`), "UTC"),
          }),
      esimPlace(model, t),
      t.text("offline.order", { reference: order.reference, lastFour: iccidLastFour(esim.iccid) }),
    ),
    rows: [
      [
        { label: t.text("esim.steps"), action: { do: "steps", esim: esim.id } },
        { label: t.text("esim.trouble"), action: { do: "trouble", esim: esim.id } },
      ],
    ],
  };
}

/** What is drawn. Pictures have no flags and no emoji: no font here has them. */
function drawnCard(model: OfflineCardModel, t: Translator): OfflineCard {
  const { esim, order } = model;
  const code = (label: string, text: string): readonly OfflineLine[] =>
    text === "" ? [] : [{ text: label }, { text, style: "code" }];
  return {
    lpa: esim.lpa,
    title: t.text("offline.title", {
      country: t.countryName(order.countryCode),
      plan: planName(order.package, t),
    }),
    lines: [
      ...placeLines(model, t),
      {
        text: t.text(
          order.package.activationPolicy === "first-usage" ? "offline.before" : "offline.before-policy",
        ),
      },
      ...(model.installByMs === null
        ? []
        : [
            {
              text: plain(
                t.rich("delivered.install-by", { date: t.date(model.installByMs, model.timeZone) }),
              ),
            },
          ]),
      { text: "" },
      ...code(t.text("offline.smdp"), esim.smdpAddress),
      ...code(t.text("offline.code"), esim.activationCode),
      ...code(t.text("offline.confirmation"), esim.confirmationCode ?? ""),
      { text: "" },
      { text: t.text("offline.arrive"), style: "bold" },
      { text: t.text("offline.arrive-1") },
      { text: roamingText(esim.isRoaming, t) },
      { text: apnText(esim.apnType, esim.apnValue, t) },
      { text: signalText(model, t) },
      { text: "" },
      { text: t.text("offline.order", { reference: order.reference, lastFour: iccidLastFour(esim.iccid) }) },
      { text: t.text("offline.support", { contact: model.supportContact.replace(/^https:\/\//, "") }) },
    ],
  };
}

/** Which of the order's eSIMs it is, and its name: two of them must not be mixed up at the airport. */
function placeLines({ esim, order }: OfflineCardModel, t: Translator): readonly OfflineLine[] {
  const place =
    order.quantity > 1 ? t.text("label.place", { position: esim.position, of: order.quantity }) : "";
  const name = esim.label?.replace(/\p{Extended_Pictographic}|\u{fe0f}/gu, "").trim() ?? "";
  const text = [place, name].filter((part) => part !== "").join(" · ");
  return text === "" ? [] : [{ text, style: "bold" }];
}

const plain = (spans: ReturnType<Translator["rich"]>): string => spans.map(({ text }) => text).join("");

function roamingText(isRoaming: boolean | null, t: Translator): string {
  if (isRoaming === null) return t.text("offline.roaming-untold");
  return t.text(isRoaming ? "offline.roaming-on" : "offline.roaming-off");
}

function apnText(type: string | null, value: string | null, t: Translator): string {
  if (type?.toLowerCase() === "automatic") return t.text("offline.apn-automatic");
  return value === null || value === ""
    ? t.text("offline.apn-untold")
    : t.text("offline.apn", { apn: value });
}

function signalText({ order }: EsimOfOrder, t: Translator): string {
  const here = order.package.coverage.find(({ country }) => country === order.countryCode);
  const networks = here?.networks.slice(0, NAMED_NETWORKS) ?? [];
  return networks.length === 0
    ? t.text("offline.restart")
    : t.text("offline.networks", { networks: networks.join(", ") });
}
