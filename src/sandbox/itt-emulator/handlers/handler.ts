import type { ActiveFaults } from "../faults/fault-box.ts";
import type { JsonObject } from "../json.ts";
import type { World } from "../world.ts";

/**
 * Answers one operation: takes the parsed body and the faults that bear on its outcome, gives the body of a success
 * or throws a `Refusal`. A handler commits synchronously: it has either happened whole or not at all.
 */
export type Handler = (world: World, body: JsonObject, faults: ActiveFaults) => JsonObject;
