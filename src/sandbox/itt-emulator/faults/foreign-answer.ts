import { bookingAnswer } from "../answers/booking-answer.ts";
import type { Handler } from "../handlers/handler.ts";
import { jsonObjectSchema, type JsonObject, type JsonValue } from "../json.ts";
import type { Operation } from "../operations.ts";
import { Refusal } from "../refusal.ts";
import type { EmulatedBooking } from "../state/state.ts";
import type { World } from "../world.ts";
import type { ActiveFaults } from "./fault-box.ts";

const NOBODYS_ID = "11100000000000000WRONG";
const OWN_IDS = ["tracking_id", "booking_tracking_id", "topup_tracking_id"] as const;

/** The same answer with another id wherever its own tracking id stood, also as a part of longer ids. */
function withOtherId(request: JsonObject, answer: JsonObject, otherId: string): JsonObject {
  const ids = new Set<JsonValue | undefined>(OWN_IDS.flatMap((key) => [request[key], answer[key]]));
  let text = JSON.stringify(answer);
  for (const id of ids) if (typeof id === "string" && id !== "") text = text.replaceAll(id, otherId);
  return { ...jsonObjectSchema.parse(JSON.parse(text)), tracking_id: otherId };
}

function findOther(world: World, trackingId: JsonValue | undefined): EmulatedBooking | undefined {
  return world.store.state.bookings.findLast(
    (booking) =>
      booking.trackingId !== trackingId && booking.iccids.length > 0 && booking.visibleAtMs <= world.now(),
  );
}

/** What the latest other booking would have been answered: its ids, its ICCIDs, its LPA. */
function othersAnswer(
  world: World,
  operation: Operation,
  request: JsonObject,
  handler: Handler,
): JsonObject | undefined {
  const isSpending = operation === "create-booking";
  const other = findOther(world, isSpending ? request["booking_tracking_id"] : request["tracking_id"]);
  const entry = other && world.catalogue.find(other.packageId);
  if (other === undefined || entry === undefined) return undefined;
  const reason = `The booking has been successfully created, and it is associated with the Booking Id ${other.bookingId}.`;
  if (isSpending) return { status: "success", reason, ...bookingAnswer(world, other, entry) };
  if (request["tracking_id"] === undefined || operation === "single-package") return undefined;
  const ids = {
    tracking_id: other.trackingId,
    booking_id: other.bookingId,
    eSim_iccid: other.iccids[0] ?? "",
  };
  try {
    return handler(world, { ...request, ...ids }, { get: () => undefined });
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/**
 * Plays `wrongId` and `othersAnswer` on what was going to be answered. Where there is no other booking whose answer
 * could be mixed up with it, the second is the first.
 */
export function foreignAnswer(
  world: World,
  call: { operation: Operation; request: JsonObject; handler: Handler },
  answer: JsonObject,
  faults: ActiveFaults,
): JsonObject {
  const { operation, request, handler } = call;
  const wrong = faults.get("wrongId");
  if (wrong !== undefined) return withOtherId(request, answer, wrong.trackingId ?? NOBODYS_ID);
  if (faults.get("othersAnswer") === undefined) return answer;
  return othersAnswer(world, operation, request, handler) ?? withOtherId(request, answer, NOBODYS_ID);
}
