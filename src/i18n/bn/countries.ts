/** Country names where `Intl.DisplayNames` differs from what people in Bangladesh write. */
export const countryNames: Readonly<Record<string, string>> = {
  BA: "বসনিয়া ও হার্জেগোভিনা",
  BH: "বাহরাইন",
  BS: "বাহামা",
  CD: "গণতান্ত্রিক কঙ্গো (কিনশাসা)",
  CG: "কঙ্গো (ব্রাজাভিল)",
  CI: "আইভরি কোস্ট",
  CZ: "চেক প্রজাতন্ত্র",
  DO: "ডোমিনিকান প্রজাতন্ত্র",
  GL: "গ্রিনল্যান্ড",
  GP: "গুয়াদেলুপ",
  GR: "গ্রিস",
  HK: "হংকং",
  IL: "ইসরায়েল",
  JO: "জর্ডান",
  KG: "কিরগিজস্তান",
  LI: "লিচেনস্টাইন",
  ME: "মন্টেনেগ্রো",
  MM: "মিয়ানমার",
  MO: "ম্যাকাও",
  MR: "মৌরিতানিয়া",
  PS: "ফিলিস্তিন",
  SC: "সেশেলস",
  SI: "স্লোভেনিয়া",
  ST: "সাও টোমে ও প্রিন্সিপে",
  US: "যুক্তরাষ্ট্র",
  ZW: "জিম্বাবুয়ে",
};

/** Short names for buttons. */
export const shortCountryNames: Readonly<Record<string, string>> = {
  AE: "আমিরাত",
  BA: "বসনিয়া",
  CD: "গণতান্ত্রিক কঙ্গো",
  ST: "সাও টোমে",
};
