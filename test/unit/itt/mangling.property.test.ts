import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeIssuedBooking } from "../../../src/itt/decode/booking.ts";
import { decodeDevices } from "../../../src/itt/decode/devices.ts";
import { openEnvelope } from "../../../src/itt/decode/envelope.ts";
import { decodeInstructions } from "../../../src/itt/decode/instructions.ts";
import type { JsonObject } from "../../../src/itt/decode/json.ts";
import { decodeTopups } from "../../../src/itt/decode/topups.ts";
import { decodeUsage } from "../../../src/itt/decode/usage.ts";
import { decodeOffer } from "../../../src/itt/operations/catalogue.ts";
import { decodeSearch } from "../../../src/itt/operations/search.ts";
import { chooseFrom, mangleShape, misplaceFields, type Choose } from "./support/mangle.ts";
import { CHOSEN, goldenObject, ICCID, TRACKING_ID } from "./support/samples.ts";

type Tree = Record<string, unknown>;

const keep = (answer: Tree) => answer;

/** The figures of data usage lifted out of `instructions`, the eSIM's status aside (the envelope has one of its own). */
function liftUsage(answer: Tree, choose: Choose): Tree {
  const { status, ...figures } = answer["instructions"] as Tree;
  const how = choose() % 3;
  if (how === 1) return { ...answer, instructions: { status }, ...figures };
  return how === 2 ? { ...answer, instructions: null, data: { status, ...figures } } : answer;
}

const decoders: readonly [
  name: string,
  misplace: (answer: Tree, choose: Choose) => Tree,
  decode: (answer: JsonObject) => unknown,
][] = [
  ["search", misplaceFields, decodeSearch],
  ["single-package", misplaceFields, (answer) => decodeOffer(answer, CHOSEN)],
  ["compatible-devices", keep, decodeDevices],
  ["create-booking", keep, (answer) => decodeIssuedBooking(answer, TRACKING_ID, "")],
  ["booking-details", keep, (answer) => decodeIssuedBooking(answer, TRACKING_ID, "")],
  ["installation-instructions", keep, decodeInstructions],
  ["data-usage", liftUsage, (answer) => decodeUsage(answer, "Asia/Dhaka")],
  ["topup-packages", misplaceFields, (answer) => decodeTopups(answer, ICCID)],
];

describe("a mangled answer", () => {
  it.each(decoders)("of %s decodes as the sane one", (name, misplace, decode) => {
    const sane = goldenObject("sane", name);
    const expected = decode(sane as JsonObject);
    fc.assert(
      fc.property(fc.array(fc.nat(100), { maxLength: 900, size: "max" }), (choices) => {
        const choose = chooseFrom(choices);
        const text = JSON.stringify(mangleShape(misplace(sane, choose), choose));
        const envelope = openEnvelope(text);
        if (envelope.kind !== "success") throw new Error(`not a success: ${envelope.kind}`);
        expect(decode(envelope.answer)).toEqual(expected);
      }),
      { numRuns: 200, interruptAfterTimeLimit: 30_000 },
    );
  });

  it("never throws anything but a named failure, whatever the JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const envelope = openEnvelope(
          JSON.stringify({ status: "success", data: value, eSim: value, instructions: value }),
        );
        if (envelope.kind !== "success") throw new Error(`not a success: ${envelope.kind}`);
        for (const [, , decode] of decoders) {
          try {
            decode(envelope.answer);
          } catch (error) {
            expect(["MissingField", "MismatchedAnswer"]).toContain(
              error instanceof Error ? error.name : error,
            );
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
