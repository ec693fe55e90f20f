import { createCanvas, loadImage, type SKRSContext2D } from "@napi-rs/canvas";
import QRCode from "qrcode";
import type { OfflineCard, OfflineLine } from "../../screens/index.ts";
import { loadPictureFonts, PICTURE_FONTS } from "./fonts.ts";

/** A phone's width in portrait, so that the saved picture fills the screen. */
const WIDTH = 1080;
const MARGIN = 60;
const QR_SIZE = 640;
const GAP = 26;

/** A phone shows the picture at about a third of its width: 48 pixels are what a message's text measures there. */
const SIZES = { title: 58, plain: 48, bold: 50, code: 48 } as const;
/** Bengali letters reach higher and lower than Latin ones. */
const LINE_FACTOR = 1.4;

/** One line of the drawing, after wrapping. */
export interface DrawnLine {
  readonly text: string;
  readonly font: string;
  readonly color: string;
  /** Top of the line, in pixels. */
  readonly y: number;
  readonly height: number;
}

/** Where everything stands in the picture; what the tests read the figures back from. */
export interface OfflineDrawing {
  readonly height: number;
  readonly qrY: number;
  readonly lines: readonly DrawnLine[];
}

const fontOf = (size: number, isBold: boolean): string =>
  `${isBold ? "bold " : ""}${size}px ${PICTURE_FONTS}`;

/** Lays the card out: title, QR code, lines, each wrapped to the width. Nothing is cut: the picture grows. */
export function layOutOfflineCard(card: OfflineCard): OfflineDrawing {
  loadPictureFonts();
  const context = createCanvas(8, 8).getContext("2d");
  const lines: DrawnLine[] = [];
  let y = MARGIN;
  const add = (text: string, size: number, isBold: boolean, color: string): void => {
    const font = fontOf(size, isBold);
    for (const part of wrap(context, text, font)) {
      const height = Math.ceil(size * LINE_FACTOR);
      lines.push({ text: part, font, color, y, height });
      y += height;
    }
  };
  add(card.title, SIZES.title, true, "#10202b");
  const qrY = y + GAP;
  y = qrY + QR_SIZE + GAP;
  for (const line of card.lines) {
    if (line.text === "") y += GAP;
    else add(line.text, SIZES[line.style ?? "plain"], line.style !== undefined, colorOf(line));
  }
  return { height: Math.ceil(y + MARGIN), qrY, lines };
}

/** The card as PNG bytes. */
export async function drawOfflineCard(card: OfflineCard): Promise<Uint8Array> {
  const { height, qrY, lines } = layOutOfflineCard(card);
  const canvas = createCanvas(WIDTH, height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, WIDTH, height);
  const qr = await QRCode.toBuffer(card.lpa, {
    type: "png",
    errorCorrectionLevel: "Q",
    margin: 4,
    scale: 12,
  });
  context.imageSmoothingEnabled = false;
  context.drawImage(await loadImage(qr), (WIDTH - QR_SIZE) / 2, qrY, QR_SIZE, QR_SIZE);
  context.textBaseline = "middle";
  for (const line of lines) {
    context.font = line.font;
    context.fillStyle = line.color;
    context.fillText(line.text, MARGIN, line.y + line.height / 2);
  }
  return canvas.encode("png");
}

function colorOf({ style }: OfflineLine): string {
  return style === "code" ? "#0b5cad" : "#10202b";
}

/** Breaks at spaces, and inside a word only where it alone is wider than the picture: codes have no spaces. */
function wrap(context: SKRSContext2D, text: string, font: string): readonly string[] {
  context.font = font;
  const room = WIDTH - 2 * MARGIN;
  const fits = (part: string): boolean => context.measureText(part).width <= room;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = "";
    for (const letter of letters.segment(word)) {
      if (!fits(line + letter.segment)) {
        lines.push(line);
        line = "";
      }
      line += letter.segment;
    }
  }
  return [...lines, line].filter((each) => each !== "");
}

const letters = new Intl.Segmenter("en", { granularity: "grapheme" });
