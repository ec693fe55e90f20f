import { maskEmail, maskName, maskPhone } from "../../domain/masking.ts";
import type { TravellerDraft } from "../../domain/traveller.ts";
import type { Translator } from "../../i18n/translator.ts";

/** The traveller's name, masked unless `isOpen`; a dash where it is not known. */
export function travellerName({ firstName, lastName }: TravellerDraft, isOpen: boolean): string {
  const name = [firstName, lastName].filter((part) => part !== undefined && part !== "").join(" ");
  if (name === "") return "—";
  return isOpen ? name : maskName(name);
}

/** Who an order is for, on one line: masked until somebody asked for the details. */
export function personLine(
  { traveller, customerId }: { readonly traveller: TravellerDraft; readonly customerId: number },
  isOpen: boolean,
  t: Translator,
): string {
  const { phone, phoneIsd, email } = traveller;
  const id = String(customerId);
  if (traveller.firstName === undefined && phone === undefined && email === undefined)
    return t.text("staff.card-nobody", { id });
  return t.text("staff.card-person", {
    name: travellerName(traveller, isOpen),
    phone: phone === undefined ? "—" : isOpen ? phone : maskPhone(phone, phoneIsd ?? ""),
    email: email === undefined ? "—" : isOpen ? email : maskEmail(email),
    id,
  });
}
