import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { packageRoot } from "../../../src/package-root.ts";

/** One change to the product's source, by which a guard is taken away. */
export interface Edit {
  /** From the product's root. */
  readonly file: string;
  /** What stands there, exactly once. */
  readonly from: string;
  readonly to: string;
}

/** Thrown where an edit finds nothing to change, or more than one place: the guard it takes away is not where it was. */
export class EditDoesNotApply extends Error {
  override readonly name = "EditDoesNotApply";
}

/** What of the bundler is used. It comes with tsx, which runs the suite. */
interface Bundler {
  build(options: object): Promise<unknown>;
}
interface Hooks {
  onLoad(
    options: { readonly filter: RegExp; readonly namespace?: string },
    load: (args: {
      readonly path: string;
    }) => { readonly contents: string; readonly loader: "ts" } | undefined,
  ): void;
  onResolve(
    options: { readonly filter: RegExp },
    resolve: () => { readonly path: string; readonly namespace: string },
  ): void;
}

/**
 * Half of what a boot costs is the library that draws usage pictures. The shop runs without it where a machine cannot load it, and so it
 * does here; QR codes are drawn by another one.
 */
const withoutDrawing = {
  name: "without drawing",
  setup(build: Hooks): void {
    const namespace = "without-drawing";
    build.onResolve({ filter: /^@napi-rs\/canvas$/ }, () => ({ path: "canvas", namespace }));
    build.onLoad({ filter: /.*/, namespace }, () => ({
      contents: `throw new Error("no drawing in this run"); export const GlobalFonts = 0, createCanvas = 0, loadImage = 0;`,
      loader: "ts",
    }));
  },
};

function findBundler(): Bundler {
  const fromHere = createRequire(import.meta.url);
  return createRequire(fromHere.resolve("tsx/package.json"))("esbuild") as Bundler;
}

function applyEdits(file: string, source: string, edits: readonly Edit[]): string {
  return edits.reduce((text, { from, to }) => {
    const places = text.split(from).length - 1;
    if (places !== 1) throw new EditDoesNotApply(`${file}: ${places} places for: ${from}`);
    return text.replace(from, () => to);
  }, source);
}

/**
 * Bundles the child's main with the whole product behind it into `folder`, which is made, and gives the bundle's path. One file loads in
 * half the time that a thousand take, and a thousand kills are a thousand loads. The product's sources stay as they are: `edits` change
 * what is bundled. Throws `EditDoesNotApply`.
 */
export async function buildChild(folder: string, edits: readonly Edit[] = []): Promise<string> {
  const root = packageRoot();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  for (const name of ["data", "node_modules"]) symlinkSync(join(root, name), join(folder, name));
  const edited = new Map<string, string>();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const own = edits.filter((edit) => edit.file === file);
    edited.set(join(root, file), applyEdits(file, readFileSync(join(root, file), "utf8"), own));
  }
  const outfile = join(folder, "main.mjs");
  await findBundler().build({
    entryPoints: [join(import.meta.dirname, "child/main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
    // Native code, and what starts workers or reads files beside itself, stays where it is.
    external: ["better-sqlite3", "pino"],
    banner: {
      js: 'import { createRequire as chaosRequire } from "node:module"; const require = chaosRequire(import.meta.url);',
    },
    plugins: [
      withoutDrawing,
      {
        name: "edits",
        setup(build: Hooks) {
          build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const contents = edited.get(path);
            return contents === undefined ? undefined : { contents, loader: "ts" };
          });
        },
      },
    ],
  });
  return outfile;
}
