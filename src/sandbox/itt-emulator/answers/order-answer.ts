import type { CataloguePackage } from "../catalogue/package.ts";
import type { JsonObject } from "../json.ts";
import type { EmulatedBooking, EmulatedESim } from "../state/state.ts";
import { dateTimeText } from "../times.ts";
import type { World } from "../world.ts";
import { simAnswer } from "./esim-answer.ts";
import { manualInstallationHtml, qrInstallationHtml } from "./installation-html.ts";

/** What the upstream order says it holds, in words. */
export function orderText(entry: CataloguePackage): string {
  const amount = entry.isUnlimited ? "unlimited data" : `${entry.dataMb} MB`;
  return `eSIM booked with ${amount} with ${entry.validityDays} days validity`;
}

/** The upstream order's code, such as `20260304-050606`; null until it is placed. */
export function orderCode(booking: EmulatedBooking): string | null {
  if (booking.orderNumber === null) return null;
  const date = dateTimeText(booking.createdAtMs, "UTC").slice(0, 10).replaceAll("-", "");
  return `${date}-${String(booking.orderNumber).padStart(6, "0")}`;
}

/** `response_data`: Airalo's own answer to the order, or null while nothing is ordered there. */
export function orderAnswer(
  world: World,
  booking: EmulatedBooking,
  entry: CataloguePackage,
  eSims: readonly EmulatedESim[],
): JsonObject | null {
  if (booking.orderNumber === null) return null;
  return {
    id: booking.orderNumber,
    code: orderCode(booking),
    currency: "USD",
    package_id: entry.key,
    quantity: booking.quantity,
    type: "sim",
    description: orderText(entry),
    esim_type: entry.regionType,
    validity: entry.validityDays,
    package: `${entry.operatorTitle}-${entry.title}`,
    data: entry.dataLabel,
    price: entry.price.usdCents / 100,
    pricing_model: "net_pricing",
    created_at: dateTimeText(booking.createdAtMs, "UTC"),
    manual_installation: manualInstallationHtml(entry, false),
    qrcode_installation: qrInstallationHtml(entry, false),
    text: entry.textCount,
    voice: entry.voiceMinutes,
    net_price: Math.round(entry.price.usdCents * 0.525) / 100,
    brand_settings_name: null,
    sims: eSims.map((eSim) => simAnswer(world.options, eSim)),
  };
}
