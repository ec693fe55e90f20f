/** Country names where `Intl.DisplayNames` is unwieldy or out of date. */
export const countryNames: Readonly<Record<string, string>> = {
  CD: "DR Congo (Kinshasa)",
  CG: "Congo (Brazzaville)",
  HK: "Hong Kong",
  MM: "Myanmar",
  MO: "Macao",
  PS: "Palestine",
};

/** Short names for buttons. */
export const shortCountryNames: Readonly<Record<string, string>> = {
  AE: "UAE",
  BA: "Bosnia",
  CD: "DR Congo",
  DO: "Dominican Rep.",
  GB: "UK",
  US: "USA",
};
