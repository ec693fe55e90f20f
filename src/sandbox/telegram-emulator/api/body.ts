import type { IncomingMessage } from "node:http";
import { badRequest, Refusal } from "../wire/refusal.ts";
import { isJsonObject } from "../rules/json-fields.ts";
import { parseMultipart } from "./multipart.ts";
import type { ApiParams, Upload } from "./params.ts";

/** Telegram takes uploads up to 50 MB, and a little around them. */
const MAX_BODY_BYTES = 52 * 1024 * 1024;

/** Reads a request's body whole; 413 beyond Telegram's limit. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Refusal(413, "Request Entity Too Large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The parameters of a Bot API call: from the query and from a JSON, form or multipart body. */
export function parseParams(body: Buffer, contentType: string, query: URLSearchParams): ApiParams {
  const fields: Record<string, unknown> = Object.fromEntries(query);
  const files = new Map<string, Upload>();
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (body.length === 0) return { fields, files };
  switch (type) {
    case "application/json":
      Object.assign(fields, parseJson(body));
      break;
    case "application/x-www-form-urlencoded":
      Object.assign(fields, Object.fromEntries(new URLSearchParams(body.toString())));
      break;
    case "multipart/form-data":
      for (const part of parseMultipart(body, contentType)) {
        if ("text" in part) fields[part.name] = part.text;
        else files.set(part.name, part.file);
      }
      break;
    default:
      throw badRequest(`unsupported content type ${type === "" ? "(none)" : type}`);
  }
  return { fields, files };
}

function parseJson(body: Buffer): object {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (isJsonObject(value)) return value;
  } catch (error) {
    throw badRequest(`can't parse JSON object: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw badRequest("can't parse JSON object: an Object is expected");
}
