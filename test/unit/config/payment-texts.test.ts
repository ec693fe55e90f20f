import { expect, it } from "vitest";
import { loadConfig } from "../../../src/config.ts";
import { validEnvironment } from "./environment.ts";

const COMMON = "bKash 01700-000000";
const IN_BENGALI = "বিকাশ 01700-000000";
const manual = { PAYMENT_METHODS: "manual", ADMIN_IDS: "111", SUPPORT_CHAT_ID: "-100123" };
const textsOf = (texts: Record<string, string>) =>
  loadConfig(validEnvironment({ ...manual, ...texts })).payments.texts;

it("tells readers of a language their own payment text, and all others the common one", () => {
  expect(textsOf({ PAYMENT_TEXT: COMMON })).toEqual({ en: COMMON, bn: COMMON });
  expect(textsOf({ PAYMENT_TEXT: COMMON, PAYMENT_TEXT_BN: IN_BENGALI })).toEqual({
    en: COMMON,
    bn: IN_BENGALI,
  });
  expect(textsOf({ PAYMENT_TEXT: IN_BENGALI, PAYMENT_TEXT_EN: COMMON })).toEqual({
    en: COMMON,
    bn: IN_BENGALI,
  });
});

it("wants the common text where a language has one of its own: the other readers must know too", () => {
  expect(() => textsOf({ PAYMENT_TEXT_BN: IN_BENGALI })).toThrow("PAYMENT_TEXT is missing");
});
