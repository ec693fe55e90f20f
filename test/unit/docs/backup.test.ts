import { randomBytes } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createLogger } from "../../../src/logger.ts";
import { openStorage } from "../../../src/storage/index.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "backup-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const key = randomBytes(32);
const open = (file: string) =>
  openStorage({
    url: `file:${join(folder, file)}`,
    keys: { current: key, old: null },
    logger: createLogger({ level: "error", secrets: [] }),
    randomBytes,
  });

async function travellerIn(file: string): Promise<string | undefined> {
  const storage = await open(file);
  const { savedTraveller } = await storage.customers.get(1);
  await storage.close();
  return savedTraveller?.firstName;
}

it("is whole when SQLite makes it while the shop runs", async () => {
  const running = await open("bot.sqlite");
  await running.customers.update(1, { savedTraveller: { firstName: "Nadia" } });
  // What the sqlite3 program does on .backup, over a connection of its own.
  const other = new Database(join(folder, "bot.sqlite"), { readonly: true });
  await other.backup(join(folder, "copy.sqlite"));
  other.close();
  await running.close();
  expect(await travellerIn("copy.sqlite")).toBe("Nadia");
});

it("is whole when the file alone is copied while the shop is stopped", async () => {
  const storage = await open("bot.sqlite");
  await storage.customers.update(1, { savedTraveller: { firstName: "Nadia" } });
  await storage.close();
  copyFileSync(join(folder, "bot.sqlite"), join(folder, "copy.sqlite"));
  expect(await travellerIn("copy.sqlite")).toBe("Nadia");
});
