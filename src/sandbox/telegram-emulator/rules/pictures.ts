import { badRequest } from "../wire/refusal.ts";

/** What a picture's first bytes tell. Width and height in pixels. */
export interface PictureInfo {
  contentType: "image/png" | "image/jpeg";
  extension: "png" | "jpg";
  width: number;
  height: number;
}

const MAX_PHOTO_BYTES = 10 * 1024 * 1024;

/**
 * Checks a photo as Telegram does (https://core.telegram.org/bots/api#sendphoto): a picture, at most 10 MB,
 * width and height together at most 10000, sides at most 20 to 1. Knows PNG and JPEG.
 */
export function inspectPhoto(bytes: Buffer): PictureInfo {
  if (bytes.length === 0) throw badRequest("file must be non-empty");
  if (bytes.length > MAX_PHOTO_BYTES) throw badRequest("file is too big");
  const info = readPng(bytes) ?? readJpeg(bytes);
  if (info === null) throw badRequest("IMAGE_PROCESS_FAILED");
  const { width, height } = info;
  const ratio = Math.max(width, height) / Math.max(1, Math.min(width, height));
  if (width + height > 10_000 || ratio > 20) throw badRequest("PHOTO_INVALID_DIMENSIONS");
  return info;
}

function readPng(bytes: Buffer): PictureInfo | null {
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  if (bytes.length < 24 || !bytes.subarray(0, 8).equals(signature)) return null;
  return {
    contentType: "image/png",
    extension: "png",
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
  };
}

function readJpeg(bytes: Buffer): PictureInfo | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes.readUInt8(at + 1);
    // The frame headers SOF0–SOF15 hold the size; C4, C8 and CC in their midst are other tables.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return {
        contentType: "image/jpeg",
        extension: "jpg",
        height: bytes.readUInt16BE(at + 5),
        width: bytes.readUInt16BE(at + 7),
      };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
