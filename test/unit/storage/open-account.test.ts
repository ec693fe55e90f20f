import { expect, it } from "vitest";
import { accountEntry, limitEntry } from "../../../src/services/payments/books.ts";
import { openNew, T0 } from "./fixtures.ts";

const OWNER = 1001;
const PSEUDONYM = -1;

it.each([100, -100])("forgets nobody whose account stands at %i", async (amountMinor) => {
  const storage = await openNew();
  await storage.customers.update(OWNER, { source: "a link" });
  const limit = { minor: 500, currency: "BDT" };
  const by = (key: string) => ({ staffId: 5, key });
  await storage.ledger.setLimit(OWNER, limit, limitEntry(OWNER, limit, by("limit")), T0);
  await storage.ledger.add(accountEntry(OWNER, amountMinor, "BDT", by("uneven")), T0);
  const before = await storage.personalData.collect(OWNER);
  expect(await storage.personalData.erase(OWNER, PSEUDONYM, ["sending"], T0)).toBe("open-account");
  expect(await storage.personalData.collect(OWNER)).toEqual(before);
  await storage.ledger.add(accountEntry(OWNER, -amountMinor, "BDT", by("even")), T0);
  expect(await storage.personalData.erase(OWNER, PSEUDONYM, ["sending"], T0)).toBe("erased");
  expect(await storage.ledger.list(OWNER, 9)).toEqual([]);
  expect(await storage.ledger.list(PSEUDONYM, 9)).toHaveLength(3);
});
