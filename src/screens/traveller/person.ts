import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { TravellerDraft } from "../../domain/traveller.ts";
import type { Translator } from "../../i18n/translator.ts";

/** "Nadia Rahman"; one name alone for people who have only one. */
export function fullName(person: { readonly firstName: string; readonly lastName: string }): string {
  return `${person.firstName} ${person.lastName}`.trim();
}

/** "+880 1966 330000" for +8801966330000; what is not a number stays as it is. */
export function spacedPhone(phone: string): string {
  return parsePhoneNumberFromString(phone)?.formatInternational().replaceAll("-", " ") ?? phone;
}

/** "Ms Nadia Rahman, 30"; what is not known yet is left out. Empty for an empty draft. */
export function personLine(draft: TravellerDraft, t: Translator): string {
  const titled = titledName(draft, t);
  if (draft.age === undefined) return titled;
  return t.text("traveller.name-and-age", { name: titled, age: draft.age });
}

/** As `personLine`, in as few words as a button needs: "Mr Jasim Karim, ৩৪". */
export function personLabel(draft: TravellerDraft, t: Translator): string {
  const titled = titledName(draft, t);
  return draft.age === undefined ? titled : `${titled}, ${t.number(draft.age)}`;
}

function titledName(draft: TravellerDraft, t: Translator): string {
  const name = fullName({ firstName: draft.firstName ?? "", lastName: draft.lastName ?? "" });
  return draft.title === undefined ? name : `${t.text(`title.${draft.title}`)} ${name}`.trim();
}
