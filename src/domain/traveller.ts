/** The titles the supplier's samples and sister APIs use. */
export const TITLES = ["MR", "MS", "MRS", "MISS", "MSTR"] as const;
export type Title = (typeof TITLES)[number];

/** The passenger of an order, complete. */
export interface Traveller {
  readonly title: Title;
  readonly firstName: string;
  /** Empty for people who have only one name. */
  readonly lastName: string;
  /** Whole years. */
  readonly age: number;
  /** E.164 with the plus: +8801966330000. */
  readonly phone: string;
  /** Country calling code without plus: "880". */
  readonly phoneIsd: string;
  /** National number, digits only: "1966330000". */
  readonly phoneNational: string;
  readonly email: string;
}

/** A traveller while the questions are still being asked. */
export type TravellerDraft = Partial<Traveller>;

/** The questions in the order in which they are asked. */
export const TRAVELLER_QUESTIONS = ["firstName", "lastName", "title", "age", "phone", "email"] as const;
export type TravellerQuestion = (typeof TRAVELLER_QUESTIONS)[number];

/** The traveller when every answer is there, else undefined. */
export function completeTraveller(draft: TravellerDraft): Traveller | undefined {
  const { title, firstName, lastName, age, phone, phoneIsd, phoneNational, email } = draft;
  if (title === undefined || firstName === undefined || lastName === undefined || age === undefined)
    return undefined;
  if (phone === undefined || phoneIsd === undefined || phoneNational === undefined || email === undefined)
    return undefined;
  return { title, firstName, lastName, age, phone, phoneIsd, phoneNational, email };
}

/** What may be wrong with a typed answer; each has a sentence with an example in the catalogue. */
export type AnswerProblem =
  | "empty"
  | "too_long"
  | "not_letters"
  | "not_latin"
  | "not_a_number"
  | "too_young"
  | "too_old"
  | "title_unknown"
  | "phone_invalid"
  | "phone_needs_country"
  | "email_invalid";
