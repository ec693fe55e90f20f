import { InputFile } from "grammy";
import type { OfflineCard, Screen, UsagePicture } from "../../screens/index.ts";
import type { Logger } from "../../services/ports/index.ts";
import { describeError } from "../describe-error.ts";
import { drawQr } from "../qr.ts";

/** The picture of a screen; undefined where it has none, or this machine cannot draw, which `checkPictures` said at the start. */
export async function drawPicture(screen: Screen): Promise<InputFile | undefined> {
  const { qrLpa, offlineCard, usagePicture } = screen;
  if (qrLpa !== undefined) return new InputFile(await drawQr(qrLpa), "esim.png");
  if (offlineCard) return asFile(await tryDrawOfflineCard(offlineCard), "esim-offline.png");
  return usagePicture && asFile(await tryDrawUsage(usagePicture), "usage.png");
}

/** The usage picture as PNG bytes; undefined where this machine cannot draw. */
export async function tryDrawUsage(picture: UsagePicture): Promise<Uint8Array | undefined> {
  const drawn = await drawUsage(picture);
  return drawn instanceof Error ? undefined : drawn;
}

/** Draws a first picture at the start: where the drawing library or a font is missing, cards go without pictures, and the log says so. */
export async function checkPictures(logger: Logger): Promise<void> {
  const drawn = await drawUsage({ title: "", status: "", gauges: [], footer: "" });
  if (drawn instanceof Error) logger.warn("pictures.unavailable", { error: describeError(drawn) });
}

function asFile(bytes: Uint8Array | undefined, name: string): InputFile | undefined {
  return bytes && new InputFile(bytes, name);
}

async function tryDrawOfflineCard(card: OfflineCard): Promise<Uint8Array | undefined> {
  const drawn = await attempt(async () => (await import("./offline-card.ts")).drawOfflineCard(card));
  return drawn instanceof Error ? undefined : drawn;
}

function drawUsage(picture: UsagePicture): Promise<Uint8Array | Error> {
  return attempt(async () => (await import("./draw-usage.ts")).drawUsage(picture));
}

/**
 * The native library is loaded on first use, so that a platform without it still runs the shop; and by itself, since on Node.js 20 a
 * CommonJS module that throws below several importing modules ends the process although the import is caught.
 */
async function attempt(draw: () => Promise<Uint8Array>): Promise<Uint8Array | Error> {
  try {
    await import("@napi-rs/canvas");
    return await draw();
  } catch (error) {
    return error instanceof Error ? error : new Error("the picture could not be drawn");
  }
}
