import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where one demo keeps what it keeps. All paths are absolute. */
export interface DemoFolder {
  databaseUrl: string;
  /** The bot's encryption key, 32 bytes in base64. */
  dataKey: string;
  ittStateFile: string;
  telegramStateFile: string;
  logFile: string;
  /** Lets the next demo have the folder. */
  release(): void;
}

const DATABASE = "bot.sqlite";
const STATE_FILES = [
  DATABASE,
  `${DATABASE}-wal`,
  `${DATABASE}-shm`,
  `${DATABASE}.last-seen`,
  "itt.json",
  "telegram.json",
  "bot.log",
];

/**
 * Takes a folder for one demo and makes it if need be; without `isKept` what an earlier run left there is removed
 * (only files of ours, and never the key). Throws when a running demo has it.
 */
export function takeDemoFolder(path: string, isKept: boolean): DemoFolder {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const release = lock(join(path, "demo.pid"));
  if (!isKept) for (const file of STATE_FILES) rmSync(join(path, file), { force: true });
  return {
    databaseUrl: `file:${join(path, DATABASE)}`,
    dataKey: readOrMakeKey(join(path, "data-key")),
    ittStateFile: join(path, "itt.json"),
    telegramStateFile: join(path, "telegram.json"),
    logFile: join(path, "bot.log"),
    release,
  };
}

/** Two demos over one database would lose each other's orders. */
function lock(path: string): () => void {
  if (existsSync(path)) {
    const owner = Number(readFileSync(path, "utf8"));
    if (owner !== process.pid && isAlive(owner)) {
      throw new Error(`A demo is running already (process ${owner}). Stop it first; else remove ${path}.`);
    }
  }
  writeFileSync(path, String(process.pid));
  return () => rmSync(path, { force: true });
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Not ours to signal is alive all the same.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function readOrMakeKey(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString("base64") + "\n", { mode: 0o600 });
  return readFileSync(path, "utf8").trim();
}
