import { badRequest } from "../wire/refusal.ts";
import type { Upload } from "./params.ts";

/** A part of a form: a field's text, or a file. */
export type FormPart = { name: string; text: string } | { name: string; file: Upload };

const BLANK_LINE = Buffer.from("\r\n\r\n");

/**
 * Splits a multipart/form-data body (RFC 7578) into its parts. Our own, because Node's `formData()` insists on
 * blanks in the part headers that grammY, like others, leaves out, and Telegram does not mind.
 */
export function parseMultipart(body: Buffer, contentType: string): FormPart[] {
  const match = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) throw badRequest("can't parse multipart body: there is no boundary");
  // With a line break in front the first delimiter looks like all others.
  const source = Buffer.concat([Buffer.from("\r\n"), body]);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const parts: FormPart[] = [];
  let at = source.indexOf(delimiter);
  while (at !== -1) {
    const start = at + delimiter.length;
    if (source.toString("latin1", start, start + 2) === "--") return parts;
    const end = source.indexOf(delimiter, start);
    if (end === -1) break;
    parts.push(parsePart(source.subarray(start, end)));
    at = end;
  }
  throw badRequest("can't parse multipart body: it does not end with its boundary");
}

function parsePart(part: Buffer): FormPart {
  const split = part.indexOf(BLANK_LINE);
  if (split === -1) throw badRequest("can't parse multipart body: a part has no headers");
  const headers = readHeaders(part.toString("utf8", 0, split));
  const content = part.subarray(split + BLANK_LINE.length);
  const disposition = headers.get("content-disposition") ?? "";
  const name = parameter(disposition, "name");
  if (name === undefined) throw badRequest("can't parse multipart body: a part has no name");
  const fileName = parameter(disposition, "filename");
  if (fileName === undefined) return { name, text: content.toString() };
  const contentType = headers.get("content-type") ?? "application/octet-stream";
  return { name, file: { fileName, contentType, bytes: Buffer.from(content) } };
}

function readHeaders(lines: string): Map<string, string> {
  const pairs = lines.split("\r\n").filter((line) => line.includes(":"));
  return new Map(
    pairs.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

function parameter(header: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]+))`, "i").exec(header);
  return match?.[1] ?? match?.[2];
}
