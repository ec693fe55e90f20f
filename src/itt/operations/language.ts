import type { SupplierResult } from "../../services/ports/supplier.ts";

/** Asks in the customer's language, and in English where the supplier refuses that language or answers nothing useful in it. */
export async function inLanguage<T>(
  language: string,
  ask: (language: string) => Promise<SupplierResult<T>>,
): Promise<SupplierResult<T>> {
  const result = await ask(language);
  if (result.ok || language === "en") return result;
  const { kind } = result.failure;
  return kind === "refused" || kind === "contract" ? ask("en") : result;
}
