import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canMove,
  IN_FLIGHT_STATES,
  OPEN_DRAFT_STATES,
  ORDER_STATES,
  PLACED_STATES,
  SENDABLE_STATES,
  TRANSITIONS,
  type OrderState,
} from "../../../src/domain/order.ts";

/** The rows of the table in the module's own doc comment: what people read must be what the machine does. */
function writtenTable(): ReadonlyMap<string, readonly string[]> {
  const source = readFileSync(new URL("../../../src/domain/order.ts", import.meta.url), "utf8");
  const rows = [...source.matchAll(/^ \* \| ([a-z_]+) \| ([a-z_ ·]+) \|/gm)].filter(
    ([, from]) => from !== "from",
  );
  return new Map(rows.map(([, from = "", to = ""]) => [from, to.split(" · ")]));
}

describe("the order machine's table", () => {
  it("says in its comment what the code does", () => {
    const written = writtenTable();
    for (const state of ORDER_STATES)
      expect([state, TRANSITIONS[state]]).toEqual([state, written.get(state) ?? []]);
    expect(written.size).toBe(ORDER_STATES.filter((state) => TRANSITIONS[state].length > 0).length);
  });

  it("names the groups of states as the design does", () => {
    expect(OPEN_DRAFT_STATES).toEqual(["draft", "quoted", "ready"]);
    expect(SENDABLE_STATES).toEqual(["accepted", "paid"]);
    const inFlight = [
      "accepted",
      "awaiting_payment",
      "paid",
      "sending",
      "awaiting_supplier",
      "unknown",
      "staff",
    ];
    expect(IN_FLIGHT_STATES).toEqual(inFlight);
    expect(PLACED_STATES).toEqual([...inFlight, "issued", "delivered"]);
  });

  it("sends once on any walk, never fails what was unknown, and refunds only what came to nothing", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (choices) => {
        const walk: OrderState[] = ["draft"];
        for (const choice of choices) {
          const here = walk.at(-1) ?? "draft";
          const ways: readonly OrderState[] = ORDER_STATES.filter((state) => canMove(here, state));
          const next = ways[choice % Math.max(ways.length, 1)];
          if (next === undefined || walk.length > 80) break;
          walk.push(next);
        }
        const first = (state: OrderState): number => {
          const index = walk.indexOf(state);
          return index < 0 ? Infinity : index;
        };
        expect(walk.filter((state) => state === "sending").length).toBeLessThanOrEqual(1);
        expect(walk.filter((state) => state === "accepted").length).toBeLessThanOrEqual(1);
        expect(walk.slice(first("unknown")).includes("failed"), walk.join(" ")).toBe(false);
        expect(walk.slice(first("delivered") + 1)).toEqual([]);
        // Money goes back only after an end, and what was sent or issued was confirmed.
        if (first("refunding") < Infinity)
          expect(["failed", "expired", "void"]).toContain(walk[first("refunding") - 1]);
        if (first("refunded") < Infinity) expect(walk[first("refunded") - 1]).toBe("refunding");
        if (first("paid") < Infinity) expect(walk[first("paid") - 1]).toBe("awaiting_payment");
        if (first("sending") < Infinity) expect(first("accepted")).toBeLessThan(first("sending"));
      }),
      { numRuns: 2_000 },
    );
  });
});
