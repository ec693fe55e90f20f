import type { TravellerDraft } from "./traveller.ts";

/** What staff find an order's traveller by. */
export interface LookUp {
  readonly kind: "phone" | "email" | "name";
  /** Folded, so that however it is typed it is the same text. */
  readonly text: string;
}

/** Whole words of a name without marks, dots and capitals: "Md. José O'Neil" → md, jose, o, neil, oneil. */
export function nameWords(name: string): readonly string[] {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const split = plain.split(/[^\p{L}\p{N}]+/u);
  const joined = plain.split(/[^\p{L}\p{N}'’]+/u).map((word) => word.replace(/['’]/g, ""));
  return [...new Set([...split, ...joined])].filter((word) => word !== "");
}

/** An e-mail address as it is compared. */
export function foldEmail(email: string): string {
  return email.trim().normalize("NFKC").toLowerCase();
}

/** Everything an order of this traveller is found by; the phone is E.164. */
export function lookUpsOf({ phone, email, firstName, lastName }: TravellerDraft): readonly LookUp[] {
  return [
    ...(phone === undefined || phone === "" ? [] : [{ kind: "phone", text: phone } as const]),
    ...(email === undefined || email === "" ? [] : [{ kind: "email", text: foldEmail(email) } as const]),
    ...nameWords(`${firstName ?? ""} ${lastName ?? ""}`).map((text) => ({ kind: "name", text }) as const),
  ];
}
