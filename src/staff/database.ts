import { existsSync } from "node:fs";
import { parseDatabaseUrl } from "../storage/index.ts";

/**
 * The path of the shop's database file. Throws where there is none: a new one would take the change, and the shop would never hear of it.
 */
export function findDatabase(url: string): string {
  const { path } = parseDatabaseUrl(url);
  if (!existsSync(path))
    throw new Error(
      `There is no database at ${path}. Set DATABASE_URL as the shop has it, or start the shop once.`,
    );
  return path;
}
