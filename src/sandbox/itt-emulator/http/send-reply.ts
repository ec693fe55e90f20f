import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { ActiveFaults } from "../faults/fault-box.ts";
import type { JsonObject } from "../json.ts";

/** An answer before it goes out. */
export interface Reply {
  httpStatus: number;
  body: JsonObject;
}

const HUGE_BODY_BYTES = 20 * 1024 * 1024;
const DRIP_PIECES = 20;

/** Sends plain JSON. */
export function sendJson(response: ServerResponse, httpStatus: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(httpStatus, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

/** Cuts the connection without a word. */
export function cutConnection(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

async function drip(
  response: ServerResponse,
  httpStatus: number,
  text: string,
  pauseMs: number,
): Promise<void> {
  const size = Math.ceil(text.length / DRIP_PIECES);
  response.writeHead(httpStatus, { "content-type": "application/json; charset=utf-8" });
  for (let at = 0; at < text.length && !response.destroyed; at += size) {
    response.write(text.slice(at, at + size));
    await delay(pauseMs);
  }
  response.end();
}

/** Promises the whole length and sends half of it. */
function sendTruncated(response: ServerResponse, httpStatus: number, text: string): void {
  const length = Buffer.byteLength(text);
  response.writeHead(httpStatus, {
    "content-type": "application/json; charset=utf-8",
    "content-length": length,
  });
  response.write(text.slice(0, Math.floor(text.length / 2)), () => response.socket?.destroy());
}

/** Well-delivered, but no JSON: it stops in the middle. */
function sendMalformed(response: ServerResponse, httpStatus: number, text: string): void {
  response.writeHead(httpStatus, { "content-type": "application/json; charset=utf-8" });
  response.end(text.slice(0, Math.floor(text.length / 2)));
}

/**
 * Sends the answer to what has been done, or fails to, as the faults say. Gives true where the caller got an answer
 * that it could read.
 */
export async function sendReply(
  response: ServerResponse,
  reply: Reply,
  faults: ActiveFaults,
): Promise<boolean> {
  if (faults.get("hangAfterCommit") !== undefined) return false;
  if (faults.get("resetAfterCommit") !== undefined) {
    cutConnection(response);
    return false;
  }
  if (faults.get("status500After") !== undefined) {
    sendJson(response, 500, { message: "Internal Server Error" });
    return false;
  }
  const rejected = faults.get("status400After");
  if (rejected !== undefined) {
    sendJson(response, 400, { status: "failed", reason: rejected.reason ?? "Bad Request" });
    return false;
  }
  const huge = faults.get("hugeBody");
  const padding = huge === undefined ? {} : { padding: "x".repeat(huge.bytes ?? HUGE_BODY_BYTES) };
  const text = JSON.stringify({ ...reply.body, ...padding });
  const slow = faults.get("slowDrip");
  if (faults.get("malformed") !== undefined) sendMalformed(response, reply.httpStatus, text);
  else if (faults.get("truncated") !== undefined) sendTruncated(response, reply.httpStatus, text);
  else if (slow !== undefined) await drip(response, reply.httpStatus, text, slow.ms ?? 50);
  else {
    sendJson(response, reply.httpStatus, { ...reply.body, ...padding });
    return true;
  }
  return slow !== undefined;
}
