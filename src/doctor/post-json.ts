/** What became of one POST: the HTTP status with the body as JSON (undefined where it is none), or no answer at all. */
export type Reply =
  | { readonly kind: "answered"; readonly status: number; readonly json: unknown }
  | { readonly kind: "unreachable"; readonly detail: string };

const TIMEOUT_MS = 15_000;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** An error's code or class, never its message: that may hold the address, and the address a token. */
function nameOf(error: unknown): string {
  const source = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(source instanceof Error)) return "unknown error";
  return "code" in source && typeof source.code === "string" ? source.code : source.name;
}

/** One POST of JSON, without retries and without following redirects. Never throws. */
export async function postJson(url: string, headers: Record<string, string>, body: object): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { kind: "answered", status: response.status, json: parseJson(await response.text()) };
  } catch (error) {
    return { kind: "unreachable", detail: nameOf(error) };
  }
}
