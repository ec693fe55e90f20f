import { createCanvas } from "@napi-rs/canvas";
import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import type { UsagePicture } from "../../../src/screens/index.ts";
import { showUsage } from "../../../src/screens/index.ts";
import { drawUsage } from "../../../src/telegram/pictures/draw-usage.ts";
import { loadPictureFonts, PICTURE_FONTS } from "../../../src/telegram/pictures/fonts.ts";
import { loadCountries } from "../../../src/reference-data.ts";
import { translators } from "../screens/read-screen.ts";
import { CLOCKS, NOW_MS, sampleEsim, sampleFigures, sampleOrder } from "../screens/sample-models.ts";

type Translator = (typeof translators)[number];
type Colour = readonly [number, number, number];

const TRACK: Colour = [227, 232, 238];
/** The bar by what is left: plenty, a quarter or less, a tenth or less. */
const GREEN: Colour = [47, 158, 99];
const AMBER: Colour = [224, 155, 45];
const RED: Colour = [214, 69, 69];

/** The picture of an eSIM with calls and texts, as the customer gets it. */
function pictureOf(t: Translator, remaining = 256): UsagePicture {
  const lot = { total: 60, remaining: 45, isUnlimited: false };
  const data = { total: 1024, remaining, isUnlimited: false };
  const figures = sampleFigures({ data, voice: lot, text: lot });
  const usage = { figures, asOfMs: NOW_MS, trouble: null };
  const model = { esim: sampleEsim(), order: sampleOrder(), usage, clocks: CLOCKS, installByMs: null };
  const { usagePicture } = showUsage({ ...model, isAsking: false }, t);
  if (!usagePicture) throw new Error("there was something to draw");
  return usagePicture;
}

async function draw(picture: UsagePicture): Promise<PNG> {
  return PNG.sync.read(Buffer.from(await drawUsage(picture)));
}

const pixelAt = ({ data, width }: PNG, x: number, y: number): Colour => {
  const at = (y * width + x) * 4;
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
};
const isColour = (pixel: Colour, [red, green, blue]: Colour): boolean =>
  pixel[0] === red && pixel[1] === green && pixel[2] === blue;

/** The bars from top to bottom: their colour, and which part of their track it fills. */
function readBars(png: PNG): readonly { readonly colour: Colour; readonly filled: number }[] {
  const bars: { colour: Colour; filled: number }[] = [];
  let isInBar = false;
  for (let y = 0; y < png.height; y += 1) {
    const row = Array.from({ length: png.width }, (_, x) => pixelAt(png, x, y));
    const colour = [GREEN, AMBER, RED].find(
      (each) => row.filter((pixel) => isColour(pixel, each)).length > 20,
    );
    const track = row.filter((pixel) => isColour(pixel, TRACK)).length;
    const wasInBar = isInBar;
    isInBar = colour !== undefined;
    if (!colour || !isInBar) continue;
    const filled = row.filter((pixel) => isColour(pixel, colour)).length;
    const widest = { colour, filled: filled / (filled + track) };
    if (!wasInBar) bars.push(widest);
    else
      bars[bars.length - 1] = (bars.at(-1)?.filled ?? 0) > widest.filled ? (bars.at(-1) ?? widest) : widest;
  }
  return bars;
}

/** The pixels of a text in the fonts of the pictures. */
function drawText(text: string): Buffer {
  loadPictureFonts();
  const canvas = createCanvas(160, 96);
  const context = canvas.getContext("2d");
  context.font = `400 48px ${PICTURE_FONTS}`;
  context.fillText(text, 24, 64);
  return canvas.data();
}

function widthOf(text: string): number {
  loadPictureFonts();
  const context = createCanvas(8, 8).getContext("2d");
  context.font = `400 48px ${PICTURE_FONTS}`;
  return context.measureText(text).width;
}

describe.each(translators)("the usage picture in $language", (t) => {
  test("fills its bars as far as something is used, like the bar in words", async () => {
    const picture = pictureOf(t);
    const bars = readBars(await draw(picture));
    expect(bars.map(({ colour }) => colour)).toEqual([AMBER, GREEN, GREEN, AMBER]);
    for (const [index, { usedFraction }] of picture.gauges.entries())
      expect(bars[index]?.filled).toBeCloseTo(usedFraction ?? 0, 1);
  });

  test("turns red when hardly anything is left, and is full only when nothing is", async () => {
    expect(readBars(await draw(pictureOf(t, 100)))[0]?.colour).toEqual(RED);
    expect(readBars(await draw(pictureOf(t, 1)))[0]?.filled).toBeLessThan(1);
    expect(readBars(await draw(pictureOf(t, 0)))[0]).toEqual({ colour: RED, filled: 1 });
    expect(readBars(await draw(pictureOf(t, 1024)))).toHaveLength(3);
  });

  test("writes inside its margins, however long a name or a status is", async () => {
    const names = loadCountries().map(({ code }) => t.countryName(code));
    const title = names.reduce((longest, name) => (name.length > longest.length ? name : longest));
    const png = await draw({ ...pictureOf(t), title, status: "A word nobody has ever seen ".repeat(8) });
    for (let y = 0; y < png.height; y += 1)
      for (const x of [10, 30, 44, 856, 870, 890]) expect(pixelAt(png, x, y)).toEqual([255, 255, 255]);
  });

  test("has a letter in its fonts for everything that it may say", () => {
    const { title, status, gauges, footer } = pictureOf(t);
    const words = [
      ...[title, status, footer, ...gauges.flatMap(({ label, value }) => [label, value])],
      ...loadCountries().map(({ code }) => t.countryName(code)),
      ...(["not-active", "finished", "expired", "recycled", "unknown"] as const).map((status) =>
        t.text(`status.${status}`),
      ),
      ...[t.text("unit.unlimited"), t.text("picture.ended"), t.number(1234567890), t.data(512)],
      t.text("picture.hours", { count: 20 }),
      t.date(NOW_MS, CLOCKS.zone),
    ].join("");
    const missing = drawText("\u{10fffd}");
    const letters = [...new Set(words.replace(/[\s\p{M}\p{Cf}]/gu, ""))];
    expect(letters.length).toBeGreaterThan(30);
    expect(letters.filter((letter) => drawText(letter).equals(missing))).toEqual([]);
  });
});

test("Bengali is shaped, not set letter by letter", () => {
  // Two letters joined by a hasanta become one narrower sign.
  for (const [joined, apart] of [
    ["ন্ড", ["ন", "ড"]],
    ["ক্ষ", ["ক", "ষ"]],
    ["ধ্য", ["ধ", "য"]],
  ] as const)
    expect(widthOf(joined)).toBeLessThan(0.95 * apart.reduce((sum, letter) => sum + widthOf(letter), 0));
  // The sign of a short i is typed after its letter and written before it: what begins the word is another shape.
  const firstColumns = (text: string): Buffer => {
    const pixels = drawText(text);
    return Buffer.concat(
      Array.from({ length: 96 }, (_, y) => pixels.subarray((y * 160 + 24) * 4, (y * 160 + 40) * 4)),
    );
  };
  expect(firstColumns("কা").equals(firstColumns("ক"))).toBe(true);
  expect(firstColumns("কি").equals(firstColumns("ক"))).toBe(false);
});
