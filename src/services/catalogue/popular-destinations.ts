/** Where people from the shop's country mostly fly; by hand, in the order shown. */
const POPULAR: Readonly<Record<string, readonly string[]>> = {
  BD: ["TH", "MY", "SA", "AE", "IN", "SG"],
  IN: ["AE", "TH", "SG", "US", "GB", "MY"],
  PK: ["SA", "AE", "TR", "GB", "MY", "TH"],
  NP: ["IN", "AE", "TH", "MY", "QA", "SG"],
  LK: ["IN", "AE", "SG", "MY", "TH", "SA"],
  AE: ["IN", "SA", "GB", "TR", "TH", "EG"],
  SA: ["AE", "EG", "TR", "GB", "TH", "ID"],
};

/** For shops elsewhere, and to fill up where one of the list is the shop's own country or is not sold. */
const EVERYWHERE = ["AE", "TH", "TR", "GB", "US", "SG", "JP", "FR"];

/** Six destinations to start from, the shop's own country left out; only such as are in `sold`. */
export function popularFor(shopCountry: string, sold: readonly string[]): readonly string[] {
  const wanted = new Set([...(POPULAR[shopCountry] ?? []), ...EVERYWHERE]);
  return [...wanted].filter((code) => code !== shopCountry && sold.includes(code)).slice(0, 6);
}
