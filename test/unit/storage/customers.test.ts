import { expect, it } from "vitest";
import { openNew, someTraveller } from "./fixtures.ts";

it("makes a customer who is not known, and keeps them", async () => {
  const { customers } = await openNew();
  const fresh = {
    id: 42,
    chosenLanguage: null,
    savedTraveller: null,
    source: null,
    cardMessageId: null,
    isCardLast: false,
    hasBlocked: false,
    mutedAlerts: [],
    nextTripOrderId: null,
  };
  expect(await customers.get(42)).toEqual(fresh);
  expect(await customers.get(42)).toEqual(fresh);
});

it("changes only what the patch names, also for a customer not met before", async () => {
  const { customers } = await openNew();
  await customers.update(42, { chosenLanguage: "bn", savedTraveller: someTraveller, cardMessageId: 9 });
  await customers.update(42, { isCardLast: true, hasBlocked: true });
  expect(await customers.get(42)).toEqual({
    id: 42,
    chosenLanguage: "bn",
    savedTraveller: someTraveller,
    source: null,
    cardMessageId: 9,
    isCardLast: true,
    hasBlocked: true,
    mutedAlerts: [],
    nextTripOrderId: null,
  });
  await customers.update(42, {
    savedTraveller: null,
    cardMessageId: null,
    hasBlocked: false,
    mutedAlerts: [],
    nextTripOrderId: null,
    source: "hajj",
  });
  await customers.update(42, {});
  expect(await customers.get(42)).toMatchObject({
    chosenLanguage: "bn",
    savedTraveller: null,
    cardMessageId: null,
    hasBlocked: false,
    mutedAlerts: [],
    nextTripOrderId: null,
    source: "hajj",
  });
});

it("keeps a traveller who is not complete yet, and ids beyond 32 bits", async () => {
  const { customers } = await openNew();
  const id = 7_999_999_999;
  await customers.update(id, { savedTraveller: { firstName: "Md." } });
  expect(await customers.get(id)).toMatchObject({ id, savedTraveller: { firstName: "Md." } });
});
