import { z } from "zod";
import { packageDetails } from "../answers/package-answer.ts";
import { amountOf } from "../answers/price-answer.ts";
import { CURRENCY } from "../catalogue/package.ts";
import type { JsonObject } from "../json.ts";
import type { EmulatedTopUp } from "../state/state.ts";
import { refreshUsage } from "../state/usage.ts";
import { dateTimeText } from "../times.ts";
import type { World } from "../world.ts";
import { findESim } from "./find-esim.ts";
import type { Handler } from "./handler.ts";
import { checkMember, readRequest, requiredText } from "./read-request.ts";

const topupHistorySchema = z.looseObject({
  member_id: requiredText,
  tracking_id: requiredText,
  eSim_iccid: requiredText,
});

function topUpAnswer(world: World, topUp: EmulatedTopUp): JsonObject {
  const entry = world.catalogue.find(topUp.packageId);
  if (entry === undefined) return { supplier_key: null };
  return {
    id: topUp.orderNumber,
    package_id: `${topUp.iccid}||${entry.key}`,
    topup_tracking_id: topUp.topupTrackingId,
    eSim_iccid: topUp.iccid,
    supplier_key: entry.key,
    type: "topup",
    status: topUp.isApplied ? "ACTIVE" : "NOT_ACTIVE",
    title: entry.title,
    sell_price: amountOf(topUp.sellMinor),
    sell_currency: CURRENCY,
    package_details: packageDetails(entry),
    created_at: dateTimeText(topUp.createdAtMs, "UTC"),
  };
}

/** *Get top-up history*: its shape is undocumented beyond the status, so the option names the key, or none. */
export const topupHistory: Handler = (world, body) => {
  const request = readRequest(topupHistorySchema, body);
  checkMember(world, request.member_id);
  const { eSim } = findESim(world, request.tracking_id, request.eSim_iccid);
  refreshUsage(world, eSim);
  const shape = world.options.topUpHistoryShape;
  if (shape === "bare") return { status: "Success" };
  const shown = world.store.state.topUps.filter(
    (topUp) => topUp.iccid === eSim.iccid && topUp.appliesAtMs !== null && topUp.appliesAtMs <= world.now(),
  );
  return {
    status: "Success",
    tracking_id: request.tracking_id,
    eSim_iccid: eSim.iccid,
    [shape]: shown.map((topUp) => topUpAnswer(world, topUp)),
  };
};
