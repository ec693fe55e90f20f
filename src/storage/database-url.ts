import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The parts of a `DATABASE_URL` that we can open. */
export interface DatabaseLocation {
  readonly engine: "sqlite";
  /** Absolute path of the database file. */
  readonly path: string;
}

/**
 * Reads `file:relative/path` (from the working directory), `file:/absolute/path` or `file:///absolute/path`.
 * Throws for everything else; the message never repeats the URL, which may hold a password.
 */
export function parseDatabaseUrl(url: string): DatabaseLocation {
  if (/^postgres(ql)?:/i.test(url))
    throw new Error("PostgreSQL is not supported yet: set DATABASE_URL to file:<path>");
  if (url.startsWith("file://")) return { engine: "sqlite", path: fileURLToPath(url) };
  const path = url.startsWith("file:") ? url.slice("file:".length) : "";
  if (path === "" || path.startsWith(":") || /[?#]/.test(path))
    throw new Error("DATABASE_URL must be file:<path of the database file>");
  return { engine: "sqlite", path: resolve(path) };
}
