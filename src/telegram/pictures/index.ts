import type { UsagePicture } from "../../screens/index.ts";
import type { Logger } from "../../services/ports/index.ts";
import { describeError } from "../describe-error.ts";

/** The usage picture as PNG bytes; undefined where this machine cannot draw, which `checkPictures` said at the start. */
export async function tryDrawUsage(picture: UsagePicture): Promise<Uint8Array | undefined> {
  const drawn = await draw(picture);
  return drawn instanceof Error ? undefined : drawn;
}

/** Draws a first picture at the start: where the drawing library or a font is missing, cards go without pictures, and the log says so. */
export async function checkPictures(logger: Logger): Promise<void> {
  const drawn = await draw({ title: "", status: "", gauges: [], footer: "" });
  if (drawn instanceof Error) logger.warn("pictures.unavailable", { error: describeError(drawn) });
}

/** The native library is loaded on first use, so that a platform without it still runs the shop. */
async function draw(picture: UsagePicture): Promise<Uint8Array | Error> {
  try {
    const { drawUsage } = await import("./draw-usage.ts");
    return await drawUsage(picture);
  } catch (error) {
    return error instanceof Error ? error : new Error("the picture could not be drawn");
  }
}
