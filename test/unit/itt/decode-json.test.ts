import { describe, expect, it } from "vitest";
import {
  firstValue,
  flagOf,
  listOf,
  numberOf,
  objectOf,
  objectsOf,
  textOf,
} from "../../../src/itt/decode/fields.ts";
import { openEnvelope } from "../../../src/itt/decode/envelope.ts";
import { parseAnswer } from "../../../src/itt/decode/json.ts";

const parse = (value: unknown) => parseAnswer(JSON.stringify(value));

describe("keys", () => {
  it.each([
    ['-"filter"', "filter"],
    ['price"', "price"],
    ['"tax', "tax"],
    ['"total":', "total"],
    [" amount ", "amount"],
    ["eSim", "eSim"],
  ])("repairs %s", (damaged, sound) => {
    expect(parse({ [damaged]: 1 })).toEqual({ [sound]: 1 });
  });

  it("never overwrites a key that is there, whatever stands first", () => {
    expect(parse({ tracking_id: "ours", '-"tracking_id"': "search" })).toEqual({ tracking_id: "ours" });
    expect(parse({ '-"tracking_id"': "search", tracking_id: "ours" })).toEqual({ tracking_id: "ours" });
    expect(parse({ '-"price"': 1, price: null })).toEqual({ price: null });
  });

  it("prefers the less damaged of two damaged keys, whatever stands first", () => {
    expect(parse({ '-"price"': 1, 'price"': 2 })).toEqual({ price: 2 });
    expect(parse({ 'price"': 2, '-"price"': 1 })).toEqual({ price: 2 });
  });

  it("repairs them at every depth", () => {
    expect(parse({ data: [{ 'price"': { '-"sell"': 1 } }] })).toEqual({ data: [{ price: { sell: 1 } }] });
  });

  it("leaves the prototype alone", () => {
    const answer = parseAnswer('{"-\\"__proto__\\"": {"polluted": true}, "status": "success"}');
    expect(answer && "polluted" in answer).toBe(false);
  });
});

describe("an answer's text", () => {
  it.each([
    ["a byte order mark", '\uFEFF{"a":1}'],
    ["white space around it", ' \r\n{"a":1}\n'],
    ["a list of one object", '[{"a":1}]'],
  ])("may have %s", (_name, text) => {
    expect(parseAnswer(text)).toEqual({ a: 1 });
  });

  it.each([
    ["broken JSON", '{"a":1'],
    ["bytes behind the JSON", '{"a":1}}'],
    ["a list of several", '[{"a":1},{"a":2}]'],
    ["a scalar", '"success"'],
    ["nothing", ""],
    ["nesting without end", "[".repeat(100_000) + "]".repeat(100_000)],
    ["nesting beyond any sample", `${'{"a":'.repeat(100)}1${"}".repeat(100)}`],
  ])("may not be %s", (_name, text) => {
    expect(parseAnswer(text)).toBeUndefined();
  });
});

describe("scalars", () => {
  it.each([
    ["489.41,", 489.41],
    ["1024,", 1024],
    [" 7 , ", 7],
    ["0,", 0],
    [30, 30],
    ["null,", null],
    ["", null],
    ["a", null],
    ["1e3", null],
    ["1,024", null],
  ])("reads the number in %j", (value, expected) => expect(numberOf(value)).toBe(expected));

  it.each([
    ["true,", true],
    ["false,", false],
    [true, true],
    ["yes", true],
    ["NO", false],
    ["1", true],
    [0, false],
    ["null,", null],
    ["maybe", null],
  ])("reads the flag in %j", (value, expected) => expect(flagOf(value)).toBe(expected));

  it.each([
    ["null,", null],
    ["null", null],
    ["  ", null],
    [",", null],
    ["Hello,", "Hello,"],
    [1966330000, "1966330000"],
    ["8900000281278633887,", "8900000281278633887"],
    ["15.0,14.0,", "15.0,14.0"],
    [true, null],
  ])("reads the text in %j", (value, expected) => expect(textOf(value)).toBe(expected));

  it("never takes an id for exact that came as a number beyond 2^53", () => {
    expect(textOf(8900000281278633887)).toBeNull();
  });
});

describe("lists and objects", () => {
  it("takes an object where a list is due, and a list of one where an object is due", () => {
    expect(objectsOf({ a: 1 })).toEqual([{ a: 1 }]);
    expect(objectOf([{ a: 1 }])).toEqual({ a: 1 });
    expect(objectsOf([[{ a: 1 }], { a: 2 }])).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it("takes neither of two where one object is due", () => {
    expect(objectOf([{ a: 1 }, { a: 2 }])).toBeUndefined();
  });

  it("takes numbered keys for a list, in numeric order", () => {
    expect(listOf({ "10": "c", "2": "b", "1": "a" })).toEqual(["a", "b", "c"]);
  });

  it("takes null, an empty string and an empty object for an empty list", () => {
    expect([listOf(null), listOf(""), listOf("null,"), listOf({}), listOf(undefined)]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
  });

  it("looks in the thing itself first, then beside it, and passes over nulls", () => {
    expect(firstValue([{ a: "null," }, undefined, { a: 2 }, { a: 3 }], "a")).toBe(2);
  });
});

describe("the envelope", () => {
  it.each([{ status: "success" }, { status: "SUCCESS" }, { Status: "Success" }, { 'status"': "success" }])(
    "is a success: %j",
    (value) => expect(openEnvelope(JSON.stringify(value)).kind).toBe("success"),
  );

  it.each([
    { status: "failed", reason: "no" },
    { Status: "Error", message: "no" },
    { status: false, reason: "no" },
  ])("is a refusal: %j", (value) => expect(openEnvelope(JSON.stringify(value)).kind).toBe("refusal"));

  it.each([
    {},
    { status: null, reason: "no" },
    { status: "failed" },
    { status: "success", Status: "failed" },
  ])("is nothing to go by: %j", (value) =>
    expect(openEnvelope(JSON.stringify(value)).kind).toBe("malformed"),
  );

  it.each([
    [{ code: 33 }, 33],
    [{ error_code: "11," }, 11],
    [{ error: { code: "34" } }, 34],
    [{ response_data: { code: 73 } }, 73],
    [{}, null],
  ])("finds the code in %j", (extra, code) => {
    const envelope = openEnvelope(JSON.stringify({ status: "failed", reason: "no", ...extra }));
    expect(envelope).toMatchObject({ refusal: { code } });
  });
});
