import type { SupplierResult } from "../../services/ports/supplier.ts";

/** Asks in the customer's language, and in English where the supplier answers and nothing useful comes of it in that language. */
export async function inLanguage<T>(
  language: string,
  ask: (language: string) => Promise<SupplierResult<T>>,
): Promise<SupplierResult<T>> {
  const result = await ask(language);
  if (result.ok || language === "en") return result;
  return result.failure.kind === "unavailable" ? result : ask("en");
}
