import { z } from "zod";
import type { JsonObject } from "../json.ts";
import type { EmulatedESim } from "../state/state.ts";
import { refreshUsage } from "../state/usage.ts";
import { dateTimeText } from "../times.ts";
import type { World } from "../world.ts";
import { findESim } from "./find-esim.ts";
import type { Handler } from "./handler.ts";
import { checkMember, readRequest, requiredText } from "./read-request.ts";

const dataUsageSchema = z.looseObject({
  member_id: requiredText,
  tracking_id: requiredText,
  eSim_iccid: requiredText,
});

function usageAnswer(world: World, eSim: EmulatedESim): JsonObject {
  refreshUsage(world, eSim);
  const left = (total: number, used: number): number => Math.max(0, total - used);
  return {
    status: eSim.status,
    // ITT states no zone here; the option names it.
    expire_at: eSim.expireAtMs === null ? null : dateTimeText(eSim.expireAtMs, world.options.expireAtZone),
    data_amount: {
      // Airalo prints zeros for unlimited plans; they mean nothing.
      total: eSim.isUnlimited ? 0 : eSim.totalMb,
      remaining: eSim.isUnlimited ? 0 : left(eSim.totalMb, eSim.usedMb),
      unlimited: eSim.isUnlimited,
    },
    voice_amount: { total: eSim.voiceTotal, remaining: left(eSim.voiceTotal, eSim.voiceUsed) },
    text_amount: { total: eSim.textTotal, remaining: left(eSim.textTotal, eSim.textUsed) },
  };
}

/** Makes *Get data usage*: figures in MB, by option as old as Airalo's cache would have them. */
export function createDataUsage(): Handler {
  const cache = new Map<string, { atMs: number; answer: JsonObject }>();
  const cached = (world: World, eSim: EmulatedESim): JsonObject => {
    const before = cache.get(eSim.iccid);
    if (before !== undefined && world.now() - before.atMs < world.options.usageCacheMs)
      return structuredClone(before.answer);
    const answer = usageAnswer(world, eSim);
    cache.set(eSim.iccid, { atMs: world.now(), answer });
    return structuredClone(answer);
  };
  return (world, body) => {
    const request = readRequest(dataUsageSchema, body);
    checkMember(world, request.member_id);
    const { booking, eSim } = findESim(world, request.tracking_id, request.eSim_iccid);
    return {
      status: "success",
      tracking_id: booking.trackingId,
      booking_id: booking.bookingId,
      eSim_iccid: eSim.iccid,
      [world.options.usagePlace]: cached(world, eSim),
    };
  };
}
