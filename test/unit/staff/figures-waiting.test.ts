import { expect, it } from "vitest";
import { createFigures } from "../../../src/services/index.ts";
import { openNew, orderIn, T0 } from "../storage/fixtures.ts";

it("counts what waits, state by state, by the database's own count", async () => {
  const storage = await openNew();
  for (const [index, state] of (["sending", "paid", "sending", "delivered"] as const).entries())
    await orderIn(storage, state, { customerId: 2_000 + index, chatId: 2_000 + index });
  const clock = { now: () => T0 + 1_000 };
  const figures = createFigures({ desk: storage.staffDesk, clock, timeZone: "Asia/Dhaka" });
  expect((await figures.stats()).waiting).toEqual([
    { state: "paid", count: 1 },
    { state: "sending", count: 2 },
  ]);
});
