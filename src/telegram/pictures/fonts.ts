import { createRequire } from "node:module";
import { GlobalFonts } from "@napi-rs/canvas";

/** The font families of pictures, in the order in which a letter is looked for. */
export const PICTURE_FONTS = "Shop Latin, Shop Latin Extended, Shop Bengali";

const FILES = {
  "Shop Latin": "@fontsource/noto-sans/files/noto-sans-latin",
  "Shop Latin Extended": "@fontsource/noto-sans/files/noto-sans-latin-ext",
  "Shop Bengali": "@fontsource/noto-sans-bengali/files/noto-sans-bengali-bengali",
};

/** Loads the fonts into the drawing library, once per process. Throws when a file is missing. */
export function loadPictureFonts(): void {
  const require = createRequire(import.meta.url);
  for (const [family, file] of Object.entries(FILES)) {
    if (GlobalFonts.has(family)) continue;
    for (const weight of ["400", "700"])
      GlobalFonts.registerFromPath(require.resolve(`${file}-${weight}-normal.woff2`), family);
  }
}
