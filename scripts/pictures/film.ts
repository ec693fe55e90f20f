import gifenc from "gifenc";
import { PNG } from "pngjs";

const { GIFEncoder, quantize } = gifenc;

/** A GIF's colours, less one that stands for "as before". */
const MAX_COLOURS = 255;
const LEAVE_IN_PLACE = 1;
const SAMPLE_STEP = 7;

/** A moving picture in the making. */
export interface Film {
  /** Adds a screenshot (PNG bytes, all of one size) that stands for `holdMs`; `tap` marks where a finger is, in its pixels. */
  add(screenshot: Buffer, holdMs: number, tap?: Tap): void;
  /** The finished GIF, which runs for ever. */
  finish(): Uint8Array;
}

/** Where a finger touches, and how wide it is, in pixels of the screenshot. */
export interface Tap {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/**
 * Starts a film. All frames share one palette, or the same white would come out a little different in each; and every frame holds
 * only what changed since the one before, since a chat changes little.
 */
export function createFilm(): Film {
  const frames: Frame[] = [];

  return {
    add(screenshot, holdMs, tap) {
      const { width, height, data } = PNG.sync.read(screenshot);
      if (tap) markTap(data, width, tap);
      frames.push({ width, height, data, holdMs });
    },
    finish() {
      const encoder = GIFEncoder();
      const colours = quantize(sample(frames), MAX_COLOURS);
      const unchangedIndex = colours.length;
      const nearest = createNearest(colours);
      let before: Buffer | null = null;
      for (const { width, height, data, holdMs } of frames) {
        const changed = changedPixels(data, before);
        before = data;
        const index = new Uint8Array(width * height).fill(unchangedIndex);
        for (const pixel of changed) index[pixel] = nearest(data.readUIntBE(pixel * 4, 3));
        encoder.writeFrame(index, width, height, {
          palette: [...colours, [0, 0, 0]],
          delay: holdMs,
          transparent: true,
          transparentIndex: unchangedIndex,
          dispose: LEAVE_IN_PLACE,
        });
      }
      encoder.finish();
      return encoder.bytes();
    },
  };
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
  readonly holdMs: number;
}

/** Every seventh pixel of every frame: enough to choose the colours from. */
function sample(frames: readonly Frame[]): Uint8Array {
  const parts = frames.map(({ data }) => {
    const places = Uint32Array.from(
      { length: Math.floor(data.length / 4 / SAMPLE_STEP) },
      (_, i) => i * SAMPLE_STEP,
    );
    return pick(data, places);
  });
  return Buffer.concat(parts);
}

/**
 * Finds the palette's entry for a colour (24 bits). The library's own search takes colours that are almost alike for one, whichever
 * it meets first, and leaves a ghost of the frame before.
 */
function createNearest(palette: readonly (readonly number[])[]): (colour: number) => number {
  const known = new Map<number, number>();
  const distanceTo = (colour: number, [red = 0, green = 0, blue = 0]: readonly number[]) =>
    ((colour >> 16) - red) ** 2 + (((colour >> 8) & 255) - green) ** 2 + ((colour & 255) - blue) ** 2;
  return (colour) => {
    const found = known.get(colour);
    if (found !== undefined) return found;
    let best = 0;
    for (const [index, entry] of palette.entries())
      if (distanceTo(colour, entry) < distanceTo(colour, palette[best] ?? [])) best = index;
    known.set(colour, best);
    return best;
  };
}

/** Which pixels (by place, not by byte) differ from the frame before; all of them in the first. */
function changedPixels(now: Buffer, before: Buffer | null): Uint32Array {
  const places = new Uint32Array(now.length / 4);
  let count = 0;
  for (let pixel = 0; pixel < places.length; pixel += 1) {
    const at = pixel * 4;
    if (before === null || now.readUInt32LE(at) !== before.readUInt32LE(at)) places[count++] = pixel;
  }
  return places.subarray(0, count);
}

function pick(data: Buffer, pixels: Uint32Array): Uint8Array {
  const picked = new Uint8Array(pixels.length * 4);
  for (const [place, pixel] of pixels.entries())
    picked.set(data.subarray(pixel * 4, pixel * 4 + 4), place * 4);
  return picked;
}

/** Draws a translucent disc with a rim, as screen recordings show a finger. */
function markTap(data: Buffer, width: number, { x, y, radius }: Tap): void {
  const height = data.length / 4 / width;
  for (let row = Math.max(0, Math.floor(y - radius)); row < Math.min(height, y + radius); row += 1) {
    for (
      let column = Math.max(0, Math.floor(x - radius));
      column < Math.min(width, x + radius);
      column += 1
    ) {
      const distance = Math.hypot(column - x, row - y);
      if (distance > radius) continue;
      const opacity = distance > radius * 0.88 ? 0.75 : 0.38;
      const at = (row * width + column) * 4;
      for (const channel of [0, 1, 2])
        data[at + channel] = Math.round((data[at + channel] ?? 0) * (1 - opacity) + 60 * opacity);
    }
  }
}
