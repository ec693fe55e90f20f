import { isJsonObject, type JsonObject } from "../json.ts";
import type { Operation } from "../operations.ts";
import type { SeededRandom } from "../seeded-random.ts";
import { liftKeys } from "./lift-keys.ts";
import { mangleValues } from "./mangle-values.ts";
import { takeKey } from "./move-keys.ts";

/** "success" under `status`, or "Success" under `Status` as the page's top-up samples have it. */
function swapStatus(answer: JsonObject): void {
  const key = "status" in answer ? "status" : "Status";
  const word = takeKey(answer, key);
  if (typeof word !== "string") return;
  const other = key === "status" ? "Status" : "status";
  answer[other] = other === "Status" ? word.charAt(0).toUpperCase() + word.slice(1) : word.toLowerCase();
}

/** Several eSIMs: the page would show the first alone; `response_data.sims` still has them all. */
function keepFirstESim(answer: JsonObject): void {
  const { eSim, response_data: order } = answer;
  const hasAll = isJsonObject(order) && Array.isArray(order["sims"]);
  if (Array.isArray(eSim) && eSim[0] !== undefined && hasAll) answer["eSim"] = eSim[0];
}

/**
 * Gives the same answer as the page's samples would print it. Nothing that the contract's rules cannot undo: a price
 * leaves its package only where there is one package, and a list of several stays a list.
 */
export function mangleAnswer(operation: Operation, answer: JsonObject, random: SeededRandom): JsonObject {
  const spoilt = structuredClone(answer);
  liftKeys(operation, spoilt, random);
  if (operation === "create-booking" || operation === "booking-details") keepFirstESim(spoilt);
  if (random.chance(0.5)) swapStatus(spoilt);
  spoilt["x_request_info"] = { node: "web-2", cached: false };
  return mangleValues(spoilt, random);
}
