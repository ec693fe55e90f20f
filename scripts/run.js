// Runs one of the product's programs, building it first where the sources are newer than the build:
//   node scripts/run.js src/main.js [arguments]
// One process from start to end, so that a signal sent to it reaches the program itself.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const stamp = join(root, "dist/.tsbuildinfo");

function newestMs(path) {
  const { mtimeMs } = statSync(path);
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  return Math.max(mtimeMs, ...entries.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

function isBuilt() {
  if (!existsSync(stamp)) return false;
  const builtMs = statSync(stamp).mtimeMs;
  const isOlder = (path) => newestMs(join(root, path)) <= builtMs;
  return (
    isOlder("src") &&
    isOlder("conversations") &&
    statSync(join(root, "tsconfig.build.json")).mtimeMs <= builtMs
  );
}

if (!isBuilt()) {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const built = spawnSync(process.execPath, [tsc, "-p", join(root, "tsconfig.build.json")], {
    stdio: ["ignore", 2, 2],
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
  // The compiler leaves the stamp alone where nothing changed.
  utimesSync(stamp, new Date(), new Date());
}

const [program, ...rest] = process.argv.slice(2);
const entry = join(root, "dist", program);
process.argv = [process.argv[0], entry, ...rest];
await import(pathToFileURL(entry).href);
