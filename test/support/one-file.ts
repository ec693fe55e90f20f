import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { packageRoot } from "../../src/package-root.ts";

/** What of the bundler is used. It comes with tsx. */
interface Bundler {
  build(options: object): Promise<unknown>;
}

function findBundler(): Bundler {
  const fromHere = createRequire(import.meta.url);
  return createRequire(fromHere.resolve("tsx/package.json"))("esbuild") as Bundler;
}

/**
 * Runs the bundle beside it, with what V8 made of its code the last time. A cache of another node is none: V8 compares.
 */
const LOADER = `
const { existsSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { Script } = require("node:vm");
const file = __filename.replace(/main\\.cjs$/, "bundle.cjs");
const cache = file + ".cache";
const script = new Script(
  "(function (exports, require, module, __filename, __dirname) {" + readFileSync(file, "utf8") + "\\n})",
  { filename: file, cachedData: existsSync(cache) ? readFileSync(cache) : undefined },
);
const program = { exports: {} };
script.runInThisContext()(program.exports, createRequire(file), program, file, __dirname);
if (!existsSync(cache) || script.cachedDataRejected) {
  writeFileSync(cache + process.pid, script.createCachedData());
  renameSync(cache + process.pid, cache);
}
`;

/**
 * Bundles a program into `folder`, which is made, and gives the script to run. One file whose code V8 knows already loads in a quarter of
 * the time that a thousand take, and tests are a thousand loads. `options` are the bundler's own.
 */
export async function bundleProgram(folder: string, entry: string, options: object = {}): Promise<string> {
  mkdirSync(folder, { recursive: true });
  await findBundler().build({
    entryPoints: [entry],
    outfile: join(folder, "bundle.cjs"),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    logLevel: "error",
    // In code from V8's cache an import at run time finds no loader.
    supported: { "dynamic-import": false },
    // Native code, and what starts workers or reads files beside itself, stays where it is.
    external: ["better-sqlite3", "pino", "@napi-rs/canvas"],
    define: { "import.meta.url": "thisFileUrl" },
    banner: { js: 'const thisFileUrl = require("node:url").pathToFileURL(__filename).href;' },
    ...options,
  });
  const main = join(folder, "main.cjs");
  writeFileSync(main, LOADER);
  return main;
}

/**
 * A built program in one file, to be run as the one in `dist/` is; bundled anew where the build, or what it stands on, is newer. How the shop
 * starts as it is deployed is tested with the build itself.
 */
export async function builtInOneFile(program: "src/main.js" | "src/doctor/main.js"): Promise<string> {
  const root = packageRoot();
  const times = ["dist/.tsbuildinfo", "package-lock.json"].map((name) => statSync(join(root, name)).mtimeMs);
  const all = join(root, "dist/in-one-file", program.replaceAll("/", "-"));
  const folder = join(all, times.map(Math.trunc).join("-"));
  const main = join(folder, "main.cjs");
  if (existsSync(main)) return main;
  for (const old of existsSync(all) ? readdirSync(all) : [])
    if (/^\d+-\d+$/.test(old)) rmSync(join(all, old), { recursive: true, force: true });
  const made = `${folder}-${process.pid}`;
  await bundleProgram(made, join(root, "dist", program));
  try {
    renameSync(made, folder);
  } catch (error) {
    // Another file's tests were sooner.
    if (!existsSync(main)) throw error;
    rmSync(made, { recursive: true });
  }
  return main;
}

/** A program of the tests themselves, with the product's sources, in one file: made anew each time, by one file of tests alone. */
export async function sourceInOneFile(entry: string): Promise<string> {
  const folder = join(packageRoot(), "dist/in-one-file", basename(entry, ".ts"));
  // V8 knows code that changed by its length alone.
  rmSync(folder, { recursive: true, force: true });
  return bundleProgram(folder, entry);
}
