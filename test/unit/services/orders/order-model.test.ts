import * as fc from "fast-check";
import { expect, it } from "vitest";
import { openBenches } from "../order-model/bench.ts";
import { COMMANDS } from "../order-model/commands.ts";
import { tellStored } from "../../../../src/screens/staff/told.ts";
import { bengali } from "../../screens/read-screen.ts";
import { METHODS } from "../order-model/process.ts";

/** `MODEL_RUNS=1000 npx vitest run test/unit/services/orders/order-model.test.ts` looks longer. */
const RUNS = Number(process.env["MODEL_RUNS"] ?? 25);

/** What only this test says: of a failure of its supplier, and of an order that it makes. */
const SCRIPTED = ["scripted", "by the test"];

const RUNS_THAT_LEAD_EVERYWHERE = 150;

it("keeps every order lawful on every path, and leaves everybody with the eSIM or the money", async () => {
  const openBench = await openBenches();
  const orders = fc.array(
    fc.record({ method: fc.constantFrom(...METHODS), quantity: fc.constantFrom(1, 2, 2) }),
    { minLength: 1, maxLength: 3 },
  );
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      orders,
      fc.commands(COMMANDS, { maxCommands: 60, size: "max" }),
      async (wanted, commands) => {
        const bench = await openBench(wanted);
        await fc.asyncModelRun(() => ({ model: {}, real: bench }), commands);
        await bench.expectSettled();
        for (const id of bench.orderIds)
          for (const { to, detail } of await bench.processes[0].orders.events(id)) {
            seen.add(to).add(detail.replace(/ with .*/, " short"));
            // Staff read it in their language: a phrase without its key in the catalogue would stay English.
            if (!SCRIPTED.includes(detail))
              expect(tellStored(detail, bengali), detail).toMatch(/[\u0980-\u09ff]/);
          }
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  );
  // The paths are worth something only where they lead everywhere; the few of an everyday run do not.
  if (RUNS < RUNS_THAT_LEAD_EVERYWHERE) return;
  for (const state of ["awaiting_payment", "paid", "sending", "unknown", "issued", "delivered", "void"])
    expect(seen).toContain(state);
  for (const state of ["failed", "expired", "cancelled", "refunding", "refunded"])
    expect(seen).toContain(state);
  expect(seen).toContain("closed short");
}, 3_600_000);
