import { createSeededRandom, type SeededRandom } from "../seeded-random.ts";
import { listBrands, type Brand } from "./brands.ts";
import { SUPPLIER_UID, type Area, type CataloguePackage } from "./package.ts";
import { pricePackage, usdCentsOf } from "./price-package.ts";

/** [MB, days]; 0 MB is unlimited. */
// prettier-ignore
const LADDER: readonly (readonly [number, number])[] = [
  [1024, 7], [500, 1], [1024, 1], [1024, 3], [2048, 7], [2048, 15], [3072, 5], [3072, 30], [5120, 15],
  [5120, 30], [10240, 7], [10240, 15], [10240, 30], [20480, 30], [28672, 28], [43008, 30], [51200, 30],
  [51200, 90], [102400, 180], [0, 3], [0, 5], [0, 7], [0, 10], [0, 15], [0, 30],
];

const FAIR_USAGE =
  "Unlimited data at full speed for the first 3 GB a day; above that the operator may slow the line to 1 Mbps until midnight (local time).";
const LONG_TITLE_TAIL =
  " (includes hotspot, 5G where the operator offers it, and messaging in every covered place)";

interface Context {
  area: Area;
  random: SeededRandom;
  sellMarkupPercent: number;
  level: number;
}

function sizeText(dataMb: number): string {
  if (dataMb === 0) return "Unlimited";
  return dataMb % 1024 === 0 ? `${dataMb / 1024} GB` : `${dataMb} MB`;
}

function buildSim(context: Context, brand: Brand, rung: readonly [number, number]): CataloguePackage {
  const { area, random } = context;
  const [dataMb, validityDays] = rung;
  const isUnlimited = dataMb === 0;
  const dataLabel = sizeText(dataMb);
  const key = `${brand.slug}-in-${validityDays}days-${dataLabel.toLowerCase().replace(" ", "")}`;
  const voice = brand.hasVoiceAndText ? { minutes: validityDays * 5, texts: validityDays * 5 } : null;
  const extras = voice === null ? "" : ` - ${voice.minutes} minutes - ${voice.texts} SMS`;
  const isSample = key === "fatafati-in-7days-1gb";
  const usdCents = isSample ? 400 : usdCentsOf({ dataMb, validityDays, isUnlimited }, context.level);
  const price = pricePackage(usdCents, context.sellMarkupPercent, random);
  const isPromoted = price.discountMinor > 0 && !isSample;
  return {
    packageId: `${SUPPLIER_UID}||${area.slug}||${brand.operatorId}||${key}`,
    key,
    packageType: "sim",
    regionType: area.regionType,
    regionSlug: area.slug,
    regionName: area.name,
    countryCode: area.countryCode,
    operatorId: brand.operatorId,
    operatorTitle: brand.title,
    title: `${dataLabel}${extras} - ${validityDays} ${validityDays === 1 ? "day" : "days"}${!isSample && random.chance(0.05) ? LONG_TITLE_TAIL : ""}`,
    dataLabel,
    dataMb,
    isUnlimited,
    voiceMinutes: voice?.minutes ?? null,
    textCount: voice?.texts ?? null,
    validityDays,
    planType: voice === null ? "data" : "data-voice-text",
    activationPolicy: brand.activationPolicy,
    isRechargeable: brand.isRechargeable,
    fairUsagePolicy: isUnlimited ? FAIR_USAGE : null,
    info: !isSample && random.chance(0.1) ? "The first connection may take up to 10 minutes." : null,
    promoTag: isPromoted ? "10% off" : null,
    coverage: area.coveredCodes.map((countryCode) => ({
      countryCode,
      networks: brand.networks,
      networkTypes: brand.networkTypes,
    })),
    price: isSample ? { ...price, taxMinor: 0, feeMinor: 0, discountMinor: 0 } : price,
  };
}

/** The top-up of the sample costs 489.12 where its eSIM costs 489.41: a little less. */
function buildTopUp(sim: CataloguePackage): CataloguePackage {
  const lessMinor = Math.min(29, sim.price.purchaseMinor - 1);
  const { purchaseMinor, sellMinor } = sim.price;
  const price = { ...sim.price, purchaseMinor: purchaseMinor - lessMinor, sellMinor: sellMinor - lessMinor };
  return {
    ...sim,
    packageId: `${sim.packageId}-topup`,
    key: `${sim.key}-topup`,
    packageType: "topup",
    price,
  };
}

/** The rungs of one area, the sample's first, spread over its brands. */
function pickRungs(area: Area, random: SeededRandom): (readonly [number, number])[] {
  const [first, ...rest] = LADDER;
  const count = random.int(5, LADDER.length);
  const others = random.shuffle(rest).slice(0, count - 1);
  return first === undefined ? others : [first, ...others];
}

/**
 * The packages of one area: 5 to 25 eSIMs and, for brands that can be recharged, a top-up for each. They follow from
 * the seed and the area alone, so that areas can be built one at a time and still be the same in every run.
 */
export function generatePackages(area: Area, seed: string, sellMarkupPercent: number): CataloguePackage[] {
  const random = createSeededRandom(`${seed}:${area.regionType}:${area.slug}`);
  const reach = area.regionType === "local" ? 1 : 1.6;
  const context: Context = { area, random, sellMarkupPercent, level: reach * (0.8 + random.next() * 1.4) };
  const brands = listBrands(area, random);
  const sims = pickRungs(area, random).flatMap((rung, index) => {
    const brand = brands[index % brands.length];
    return brand === undefined ? [] : [buildSim(context, brand, rung)];
  });
  const topUps = sims.filter((sim) => sim.isRechargeable).map(buildTopUp);
  return [...sims, ...topUps];
}
