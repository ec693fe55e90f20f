import { createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import type { Gauge, UsagePicture } from "../../screens/index.ts";
import { loadPictureFonts, PICTURE_FONTS } from "./fonts.ts";

const WIDTH = 900;
const MARGIN = 48;
const INNER = WIDTH - 2 * MARGIN;
const HEAD_HEIGHT = 190;
const GAUGE_HEIGHT = 130;
const FOOT_HEIGHT = 90;
const BAR_HEIGHT = 30;

const INK = "#1c2733";
const SOFT = "#5c6b7a";
const TRACK = "#e3e8ee";

/** Green while there is plenty, amber where no more than a quarter is left, red below a tenth. */
function barColour(usedFraction: number): string {
  if (usedFraction >= 0.9) return "#d64545";
  return usedFraction >= 0.75 ? "#e09b2d" : "#2f9e63";
}

/** The picture as PNG bytes: title and status, one bar a gauge for what is used, the time of the figures below. */
export async function drawUsage(picture: UsagePicture): Promise<Uint8Array> {
  loadPictureFonts();
  const height = HEAD_HEIGHT + picture.gauges.length * GAUGE_HEIGHT + FOOT_HEIGHT;
  const canvas = createCanvas(WIDTH, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, WIDTH, height);
  write(context, picture.title, { x: MARGIN, y: 92, size: 54, weight: 700, colour: INK, width: INNER });
  write(context, picture.status, { x: MARGIN, y: 146, size: 34, weight: 400, colour: SOFT, width: INNER });
  for (const [index, gauge] of picture.gauges.entries())
    drawGauge(context, gauge, HEAD_HEIGHT + index * GAUGE_HEIGHT);
  const y = height - 40;
  write(context, picture.footer, { x: MARGIN, y, size: 24, weight: 400, colour: SOFT, width: INNER });
  return canvas.encode("png");
}

function drawGauge(context: SKRSContext2D, { label, value, usedFraction }: Gauge, top: number): void {
  const y = top + 36;
  const labelWidth = write(context, label, {
    x: MARGIN,
    y,
    size: 34,
    weight: 700,
    colour: INK,
    width: INNER / 3,
  });
  const width = INNER - labelWidth - 24;
  write(context, value, {
    x: WIDTH - MARGIN,
    y,
    size: 34,
    weight: 400,
    colour: INK,
    width,
    isRight: true,
  });
  if (usedFraction === null) return;
  const barTop = top + 56;
  drawBar(context, barTop, INNER, TRACK);
  if (usedFraction <= 0) return;
  // A sliver stays visible as long as anything is left.
  const most = usedFraction < 1 ? INNER - BAR_HEIGHT / 2 : INNER;
  const filled = Math.min(most, Math.max(BAR_HEIGHT, INNER * usedFraction));
  drawBar(context, barTop, filled, barColour(usedFraction));
}

function drawBar(context: SKRSContext2D, top: number, width: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.roundRect(MARGIN, top, width, BAR_HEIGHT, BAR_HEIGHT / 2);
  context.fill();
}

interface Place {
  readonly x: number;
  /** The base line. */
  readonly y: number;
  /** Pixels; made smaller until the text fits `width`, so that nothing is cut. */
  readonly size: number;
  readonly weight: 400 | 700;
  readonly colour: string;
  readonly width: number;
  readonly isRight?: boolean;
}

/** Writes one line and gives its width. */
function write(context: SKRSContext2D, text: string, place: Place): number {
  const setFont = (size: number): number => {
    context.font = `${place.weight} ${size}px ${PICTURE_FONTS}`;
    return context.measureText(text).width;
  };
  const natural = setFont(place.size);
  const width = natural <= place.width ? natural : setFont((place.size * place.width) / natural);
  context.fillStyle = place.colour;
  context.textAlign = place.isRight ? "right" : "left";
  context.fillText(text, place.x, place.y);
  return width;
}
