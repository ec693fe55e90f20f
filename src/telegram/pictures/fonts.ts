import { createRequire } from "node:module";
import { GlobalFonts } from "@napi-rs/canvas";

/** The fonts of drawn pictures: Latin and Bengali, each glyph from the first that has it. */
export const PICTURE_FONT = "Noto Sans, Noto Sans Bengali";

const FILES = [
  ["noto-sans", "latin-400"],
  ["noto-sans", "latin-700"],
  ["noto-sans", "latin-ext-400"],
  ["noto-sans", "latin-ext-700"],
  ["noto-sans-bengali", "bengali-400"],
  ["noto-sans-bengali", "bengali-700"],
] as const;

/** Makes the fonts known to the drawing library; files come with the packages, nothing is taken from the system. Throws when one is missing. */
export function registerPictureFonts(): void {
  if (GlobalFonts.has("Noto Sans Bengali")) return;
  const require = createRequire(import.meta.url);
  for (const [family, face] of FILES) {
    const path = require.resolve(`@fontsource/${family}/files/${family}-${face}-normal.woff2`);
    const name = family === "noto-sans" ? "Noto Sans" : "Noto Sans Bengali";
    if (!GlobalFonts.registerFromPath(path, name))
      throw new Error(`the font ${family} ${face} cannot be read`);
  }
}
