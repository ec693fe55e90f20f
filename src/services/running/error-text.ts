/** An error's class and message for the log's `error` field, with its cause's code ("ECONNREFUSED") where it has one. The log scrubs it. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return "an unknown error";
  const source = error.cause instanceof Error ? error.cause : error;
  const code = "code" in source && typeof source.code === "string" ? ` (${source.code})` : "";
  return `${error.name}: ${error.message}${code}`;
}
