import { expect, it } from "vitest";
import { createRoles, createSecondWord } from "../../../src/services/index.ts";
import { openNew, orderIn, T0 } from "../storage/fixtures.ts";

const [ADMIN, AGENT, OTHER] = [11_000, 22_000, 33_000];
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** An order that AGENT has called void at T0. */
async function aWord() {
  const storage = await openNew();
  let nowMs = T0;
  const clock = { now: () => nowMs };
  const roles = createRoles({ adminIds: [], staff: storage.staff, clock });
  await roles.grant(ADMIN, AGENT, "night shift");
  const { id } = await orderIn(storage, "sending");
  await storage.voidProposals.put(id, AGENT, T0);
  const words = createSecondWord({ proposals: storage.voidProposals, roles, clock });
  return { roles, standing: () => words.standing(id), sleep: (ms: number) => (nowMs += ms) };
}

const said = { staffId: AGENT, atMs: T0, untilMs: T0 + DAY };

it("waits for a second person where there is one, else for the same one half an hour later", async () => {
  const { roles, standing } = await aWord();
  expect(await standing()).toEqual({ ...said, againFromMs: T0 + 30 * MINUTE });
  await roles.grant(ADMIN, OTHER, "day shift");
  expect(await standing()).toEqual({ ...said, againFromMs: null });
});

it("stands for a day", async () => {
  const { standing, sleep } = await aWord();
  sleep(DAY);
  expect(await standing()).toBeDefined();
  sleep(1);
  expect(await standing()).toBeUndefined();
});

it("is no word of somebody who is staff no more", async () => {
  const { roles, standing } = await aWord();
  await roles.revoke(ADMIN, AGENT, "left us");
  expect(await standing()).toBeUndefined();
});
