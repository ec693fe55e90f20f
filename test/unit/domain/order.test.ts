import { describe, expect, it } from "vitest";
import { canMove, ORDER_STATES, SENDABLE_STATES, TRANSITIONS } from "../../../src/domain/order.ts";

describe("the order machine", () => {
  it("never fails an order that was unknown, and never sends one twice", () => {
    expect(canMove("unknown", "failed")).toBe(false);
    const intoSending = ORDER_STATES.filter((state) => canMove(state, "sending"));
    expect(intoSending).toEqual(SENDABLE_STATES);
    for (const state of ORDER_STATES.filter((each) => each !== "ready"))
      expect(canMove(state, "accepted")).toBe(false);
  });

  it("has no way out of a delivered or cancelled order, and only money or a late eSIM leaves what came to nothing", () => {
    for (const state of ["delivered", "cancelled"] as const) expect(TRANSITIONS[state]).toEqual([]);
    for (const state of ["failed", "void", "expired", "refunding", "refunded"] as const)
      for (const to of TRANSITIONS[state]) expect(["refunding", "refunded", "issued"]).toContain(to);
  });

  it("reaches every state from a draft", () => {
    const reached = new Set<string>(["draft"]);
    // A set hands out what is added while it is walked.
    for (const state of reached)
      for (const to of ORDER_STATES.filter((each) => canMove(asState(state), each))) reached.add(to);
    expect([...reached].sort()).toEqual([...ORDER_STATES].sort());
  });
});

function asState(name: string): (typeof ORDER_STATES)[number] {
  const state = ORDER_STATES.find((each) => each === name);
  if (!state) throw new Error(`no state ${name}`);
  return state;
}
