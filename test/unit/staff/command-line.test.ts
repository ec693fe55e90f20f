import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { createRoles } from "../../../src/services/staff/roles.ts";
import { runStaffCommand } from "../../../src/staff/run.ts";
import { findDatabase } from "../../../src/staff/database.ts";
import { aDatabasePath, open, openNew, T0 } from "../storage/fixtures.ts";

it("lists, adds and removes staff on the command line, by numeric id and with a reason", async () => {
  const { staff, audit } = await openNew();
  const roles = createRoles({ adminIds: [1111], staff, clock: { now: () => T0 } });
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    const isDone = await runStaffCommand(roles, args, "Asia/Dhaka", (line) => lines.push(line));
    return [isDone, ...lines];
  };
  expect(await run()).toEqual([true, "1111  admin  by ADMIN_IDS"]);
  expect(await run("add", "22222", "night", "shift")).toEqual([true, "22222 is an agent from now on."]);
  expect(await run("list")).toEqual([
    true,
    "1111  admin  by ADMIN_IDS",
    "22222  agent  since 2025-06-15, by the server",
  ]);
  for (const args of [
    ["add", "@babul", "why"],
    ["add", "22222"],
    ["sack", "22222", "why"],
  ])
    expect((await run(...args))[0]).toBe(false);
  expect((await run("remove", "1111", "coup"))[0]).toBe(false);
  expect((await run("remove", "22222", "left"))[0]).toBe(true);
  expect(await roles.roleOf(22_222)).toBeNull();
  const rows = await audit.list({ subjectId: 22_222 }, 9);
  expect(rows.map(({ staffId, action, reason }) => [staffId, action, reason])).toEqual([
    [null, "revoke", "left"],
    [null, "grant", "night shift"],
  ]);
});

it("names the database that it opens, and refuses to make one", async () => {
  const path = aDatabasePath();
  expect(() => findDatabase(`file:${path}`)).toThrow(`There is no database at ${path}.`);
  expect(existsSync(path)).toBe(false);
  await (await open(path)).close();
  expect(findDatabase(`file:${path}`)).toBe(path);
});
