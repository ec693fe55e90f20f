import { expect, it } from "vitest";
import { isInUse, type EsimPhase } from "../../../src/domain/usage.ts";

const PHASES: readonly (readonly [EsimPhase, boolean])[] = [
  ["not-active", false],
  ["unknown", false],
  ["other", false],
  ["active", true],
  ["finished", true],
  ["expired", true],
  ["recycled", true],
];

it.each(PHASES)("takes an eSIM that is %s for in use: %s", (phase, isUsed) => {
  expect(isInUse(phase)).toBe(isUsed);
});
