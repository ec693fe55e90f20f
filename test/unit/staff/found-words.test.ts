import { expect, it } from "vitest";
import { foundWords } from "../../../src/telegram/staff/request.ts";

it("names the orders of a look at several, each once and no more than a line holds", () => {
  expect(foundWords(0, [])).toBe("0 found");
  expect(foundWords(2, ["T7K-4QX", "T7K-4QX"])).toBe("2 found");
  expect(foundWords(2, ["T7K-4QX", "K7T-XQ4"])).toBe("2 found: T7K-4QX K7T-XQ4");
  const many = Array.from({ length: 9 }, (_, n) => `T7K-4Q${n}`);
  expect(foundWords(9, many)).toBe("9 found: T7K-4Q0 T7K-4Q1 T7K-4Q2 T7K-4Q3 T7K-4Q4 …");
});
