import type { MiddlewareHandler } from "hono";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Lets only this page talk to the server: another web site that the visitor has open must not reach it, neither
 * by a name that resolves to 127.0.0.1 nor by a request from its own origin.
 */
export const onlyOwnPage: MiddlewareHandler = async (c, next) => {
  const url = new URL(c.req.url);
  const origin = c.req.header("origin");
  const isOwn = LOOPBACK.has(url.hostname) && (origin === undefined || origin === url.origin);
  if (!isOwn) return c.json({ error: "This page answers only to itself, on 127.0.0.1." }, 403);
  return next();
};

/** Everything comes from this server: no inline code, nothing from outside, no frame around it. */
export const strictHeaders: MiddlewareHandler = async (c, next) => {
  c.header(
    "Content-Security-Policy",
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  c.header("X-Content-Type-Options", "nosniff");
  c.header("Referrer-Policy", "no-referrer");
  c.header("Cross-Origin-Resource-Policy", "same-origin");
  c.header("Cache-Control", "no-cache");
  await next();
};
