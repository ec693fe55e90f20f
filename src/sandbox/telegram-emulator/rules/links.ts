/** True for the names and addresses of this machine itself. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[?::1\]?)$/i.test(host);
}

/** A link that Telegram takes, as it will show it; or why it refuses it. */
export type LinkCheck = { ok: true; url: string } | { ok: false; problem: string };

/**
 * Checks an address the way Telegram does for buttons and text links: http, https and tg only, `http://` is put
 * in front where no scheme is given, the host needs a dot. Loopback addresses are refused too: they would
 * work on nobody's phone.
 */
export function checkLink(link: string): LinkCheck {
  const trimmed = link.trim();
  if (trimmed === "") return { ok: false, problem: "URL host is empty" };
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1]?.toLowerCase();
  if (scheme === "tg") return { ok: true, url: trimmed };
  if (scheme !== undefined && scheme !== "http" && scheme !== "https") {
    return { ok: false, problem: "Unsupported URL protocol" };
  }
  const parsed = parse(scheme === undefined ? `http://${trimmed}` : trimmed);
  if (parsed === null || !parsed.hostname.includes(".") || isLoopbackHost(parsed.hostname)) {
    return { ok: false, problem: "Wrong HTTP URL" };
  }
  // Telegram keeps the address as given, and only completes the scheme and an empty path.
  const given = scheme === undefined ? `http://${trimmed}` : trimmed;
  return { ok: true, url: /^https?:\/\/[^/?#]+$/i.test(given) ? `${given}/` : given };
}

function parse(url: string): URL | null {
  return URL.canParse(url) && !/\s/.test(url) ? new URL(url) : null;
}
