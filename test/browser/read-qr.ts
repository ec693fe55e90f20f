import jsQR from "jsqr";
import { PNG } from "pngjs";

/** Reads the QR code out of a picture (PNG bytes), as a phone's camera would; throws where there is none. */
export function readQr(picture: Buffer): string {
  const { data, width, height } = PNG.sync.read(picture);
  const found = jsQR.default(new Uint8ClampedArray(data), width, height);
  if (found === null) throw new Error(`No QR code can be read from this picture of ${width} × ${height}.`);
  return found.data;
}
