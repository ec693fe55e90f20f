import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runMatrix, sampleCells } from "./suite/matrix.ts";
import { runStorm } from "./suite/storm.ts";
import { openWorkshop, type Workshop } from "./suite/workshop.ts";

/** Another seed draws other cells; all of them are played by `npm run chaos -- --matrix`. */
const SEED = 1;
const CELLS = 60;

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop({ standby: 3 });
}, 120_000);
afterAll(() => workshop?.close());

describe("the crash matrix", () => {
  it(`holds in ${CELLS} of its cells`, async () => {
    const { cells, reached, failures } = await runMatrix(workshop, sampleCells(SEED, CELLS), {
      sideBySide: 4,
    });
    expect(failures).toEqual([]);
    expect(cells).toBe(CELLS);
    // A cell whose point is never met shows little; most must show something.
    expect(reached).toBeGreaterThan(CELLS / 2);
  }, 900_000);
});

describe("a storm of kills", () => {
  it("leaves nothing double, lost, in a wrong chat or stuck", async () => {
    const world = await workshop.openWorld();
    const figures = await runStorm(world, { seed: 1, orders: 30, kills: 10, seconds: 60 });
    expect(figures.findings).toEqual([]);
    expect(figures.charges).toBeGreaterThan(0);
    await world.close();
  }, 300_000);

  it("shows double charges of a bot that books in the dialogue and tries again", async () => {
    const world = await workshop.openWorld();
    const figures = await runStorm(world, {
      seed: 2,
      orders: 20,
      kills: 8,
      seconds: 40,
      isCareless: true,
    });
    expect(figures.double).toBeGreaterThan(0);
    await world.close();
  }, 300_000);
});
