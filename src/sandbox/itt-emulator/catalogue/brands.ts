import type { SeededRandom } from "../seeded-random.ts";
import { slugOf } from "./areas.ts";
import type { Area } from "./package.ts";

/** One operator's offer in an area: its name, its networks and what its plans have in common. */
export interface Brand {
  operatorId: number;
  title: string;
  slug: string;
  networks: string[];
  networkTypes: string[];
  isRechargeable: boolean;
  hasVoiceAndText: boolean;
  activationPolicy: "first-usage" | "installation" | null;
}

const WORDS =
  "Merhaba Kallur Volna Zephyr Mango Uhuru Saffron Lagom Pampa Koala Tango Alpen Baltix Oasis Sakura Nomad";

/** Networks whose own name is not in Latin letters: customers see them, so screens must survive them. */
const LOCAL_NETWORKS: Readonly<Record<string, string[]>> = {
  BD: ["GrameenPhone"],
  JP: ["NTTドコモ", "ソフトバンク"],
  CN: ["中国移动", "中国联通"],
  KR: ["SK텔레콤"],
  RU: ["МегаФон", "МТС"],
  SA: ["اس تي سي"],
  AE: ["اتصالات", "du"],
  EG: ["فودافون مصر"],
  TH: ["ทรูมูฟ เอช", "AIS"],
  GR: ["Ελλάδα Τηλέφωνο"],
  IN: ["एयरटेल"],
  IL: ["פלאפון"],
};

const LONG_TITLE =
  "The Nationwide Consolidated Telephone, Telegraph and Mobile Internet Company (Tourist Services Branch) Ltd.";

function operatorTitle(area: Area, word: string, random: SeededRandom): string {
  if (random.chance(0.06)) return LONG_TITLE;
  const networks = area.countryCode === null ? undefined : LOCAL_NETWORKS[area.countryCode];
  if (networks !== undefined && random.chance(0.4)) return networks[0] ?? word;
  return word;
}

/** The first brand of Bangladesh is the one of ITT's samples. */
const FATAFATI: Brand = {
  operatorId: 1067,
  title: "Fatafati",
  slug: "fatafati",
  networks: ["GrameenPhone"],
  networkTypes: ["4G"],
  isRechargeable: true,
  hasVoiceAndText: false,
  activationPolicy: "first-usage",
};

/** One to three brands for an area; the operator ids differ between areas only by chance, as they may. */
export function listBrands(area: Area, random: SeededRandom): Brand[] {
  const words = random.shuffle(WORDS.split(" ")).slice(0, random.int(1, 3));
  const suffix = area.countryCode?.toLowerCase() ?? area.slug;
  const brands = words.map((word, index): Brand => {
    const networks = area.countryCode === null ? undefined : LOCAL_NETWORKS[area.countryCode];
    return {
      operatorId: random.int(100, 2900),
      title: operatorTitle(area, word, random),
      slug: `${slugOf(word)}-${suffix}`,
      networks: networks ?? [`${area.name} ${random.pick(["Mobile", "Telecom", "Cell"])}`],
      networkTypes: random.chance(0.5) ? ["4G", "5G"] : ["4G"],
      isRechargeable: random.chance(0.8),
      hasVoiceAndText: index > 0 && random.chance(0.4),
      activationPolicy: random.pick(["first-usage", "first-usage", "installation", null]),
    };
  });
  return area.countryCode === "BD" ? [FATAFATI, ...brands] : brands;
}
