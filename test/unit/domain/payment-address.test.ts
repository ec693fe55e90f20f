import { expect, it } from "vitest";
import { isKnownPaymentAddress } from "../../../src/domain/payment-address.ts";

const HOSTS = { supplierUrls: ["https://serviceapi.innotraveltech.com/v1"], others: ["pay.bank.example"] };

it.each([
  "https://serviceapi.innotraveltech.com/pay/1",
  "https://innotraveltech.com/pay/1",
  "https://pay.innotraveltech.com/pay/1?x=1",
  "https://PAY.InnoTravelTech.com/1",
  "https://pay.bank.example/1",
])("knows %s", (address) => {
  expect(isKnownPaymentAddress(address, HOSTS)).toBe(true);
});

it.each([
  "http://pay.innotraveltech.com/1",
  "https://innotraveltech.com.evil.example/1",
  "https://evilinnotraveltech.com/1",
  "https://innotraveltech.com@evil.example/1",
  "https://me:secret@pay.innotraveltech.com/1",
  "https://t.me/a_shop_bot?start=o_1",
  "https://sub.pay.bank.example/1",
  "javascript:alert(1)",
  "tg://resolve?domain=x",
  "/pay/1",
  "",
  `https://pay.innotraveltech.com/${"x".repeat(2_000)}`,
])("does not know %s", (address) => {
  expect(isKnownPaymentAddress(address, HOSTS)).toBe(false);
});

it("takes a country's own kinds of names for no domain", () => {
  const hosts = { supplierUrls: ["https://api.travel.com.bd"], others: [] };
  expect(isKnownPaymentAddress("https://pay.travel.com.bd/1", hosts)).toBe(true);
  expect(isKnownPaymentAddress("https://other.com.bd/1", hosts)).toBe(false);
});

it("takes http on this machine, where the supplier is on it too", () => {
  const hosts = { supplierUrls: ["http://127.0.0.1:4010"], others: [] };
  expect(isKnownPaymentAddress("http://127.0.0.1:4010/pay/1", hosts)).toBe(true);
  expect(isKnownPaymentAddress("http://127.0.0.1:4010/pay/1", HOSTS)).toBe(false);
  expect(isKnownPaymentAddress("https://1.2.3.1/1", { supplierUrls: ["https://9.2.3.1"], others: [] })).toBe(
    false,
  );
});

it("knows the supplier's public domain too, where a test address is asked", () => {
  const hosts = {
    supplierUrls: ["http://127.0.0.1:4010", "https://serviceapi.innotraveltech.com"],
    others: [],
  };
  expect(isKnownPaymentAddress("https://pay.innotraveltech.com/1", hosts)).toBe(true);
  expect(isKnownPaymentAddress("https://pay.evil.example/1", hosts)).toBe(false);
});
