import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../../src/package-root.ts";
import { bundleProgram } from "../../support/one-file.ts";

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

/** What of the bundler's plugins is used. */
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

function applyEdits(file: string, source: string, edits: readonly Edit[]): string {
  return edits.reduce((text, { from, to }) => {
    const places = text.split(from).length - 1;
    if (places !== 1) throw new EditDoesNotApply(`${file}: ${places} places for: ${from}`);
    return text.replace(from, () => to);
  }, source);
}

/**
 * Bundles the child's main with the whole product behind it into `folder`, which is made, and gives the script to run. The product's
 * sources stay as they are: `edits` change what is bundled. Throws `EditDoesNotApply`.
 */
export async function buildChild(folder: string, edits: readonly Edit[] = []): Promise<string> {
  const root = packageRoot();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), "{}");
  for (const name of ["data", "node_modules"]) symlinkSync(join(root, name), join(folder, name));
  const edited = new Map<string, string>();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const own = edits.filter((edit) => edit.file === file);
    edited.set(join(root, file), applyEdits(file, readFileSync(join(root, file), "utf8"), own));
  }
  return bundleProgram(folder, join(import.meta.dirname, "child/main.ts"), {
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
}
