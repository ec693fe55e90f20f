import { REGIONS } from "../../../src/domain/country.ts";
import { FAILURE_REASONS, ORDER_STATES } from "../../../src/domain/order.ts";
import type { EsimPackage } from "../../../src/domain/package.ts";
import { TRAVELLER_QUESTIONS } from "../../../src/domain/traveller.ts";
import { LANGUAGES, type Translator } from "../../../src/i18n/index.ts";
import { loadCountries } from "../../../src/reference-data.ts";
import { labelLength, type QuestionError, type Screen } from "../../../src/screens/index.ts";
import * as screens from "../../../src/screens/index.ts";
import { createDestinations } from "../../../src/services/catalogue/destinations.ts";
import { COMMANDS } from "../../../src/telegram/commands.ts";
import { afterSaleScreens } from "./extreme-topups.ts";
import {
  NOW_MS,
  sampleEsim,
  sampleFilter,
  sampleOrder,
  samplePackage,
  sampleTraveller,
  OPTIONS,
} from "./sample-models.ts";
import { usageScreens } from "./extreme-usage.ts";
import { careScreens, freeCareScreens } from "./extreme-care-screens.ts";
import { translators } from "./read-screen.ts";

const countries = loadCountries();
const codes = countries.map(({ code }) => code);
const contact = "https://t.me/demo_travel_help";
const longShop = "The Very Long Named International Travel Agency of Chattogram";
const longName = "Md. Abdullah-Al-Mamun Chowdhury Siddiquee";

/** The lists as the shop really builds them. */
const destinations = createDestinations({
  countries,
  names: (code, language) => translators.find((t) => t.language === language)?.countryName(code) ?? code,
  languages: LANGUAGES.map(({ code }) => code),
});

/** The countries with the longest names in the language, by what people count and by what Telegram counts. */
function longestCountries(t: Translator): readonly string[] {
  const by = (length: (name: string) => number): readonly string[] =>
    [...codes].sort((a, b) => length(t.flaggedCountry(b)) - length(t.flaggedCountry(a))).slice(0, 3);
  return [...new Set([...by(labelLength), ...by((name) => name.length), ...by((name) => -name.length)])];
}

const longPackage = (code: string): EsimPackage =>
  samplePackage({
    operator: "Global Operator With A Long Name",
    dataMb: 1_048_576,
    validityDays: 365,
    price: {
      total: { minor: 12_345_678, currency: "SAR" },
      tax: { minor: 1_234_567, currency: "SAR" },
      fees: { minor: 123_456, currency: "SAR" },
    },
    promo: "First order of the season with fifteen percent off",
    activationPolicy: null,
    hasFairUsagePolicy: true,
    fairUsagePolicy: "After 3 GB a day the speed goes down to 512 kbps until midnight. ".repeat(30),
    coverage: codes.map((country) => ({
      country,
      networks: Array.from({ length: country === code ? 40 : 1 }, (_, n) => `Network number ${n}`),
      networkTypes: ["3G", "4G", "5G", "LTE-M"],
    })),
  });

const unlimited = samplePackage({ isUnlimited: true, dataMb: null, promo: "Sale", validityDays: 180 });
const untold = samplePackage({
  dataMb: null,
  validityDays: null,
  operator: null,
  coverage: [],
  activationPolicy: null,
  installWithinDays: null,
  isRechargeable: null,
});

const ERRORS: readonly QuestionError[] = [
  "empty",
  "too_long",
  "not_letters",
  "not_latin",
  "not_a_number",
  "too_young",
  "too_old",
  "title_unknown",
  "phone_invalid",
  "phone_needs_country",
  "email_invalid",
  "not_text",
  "too_long_text",
  "tap_of_another_question",
];

type Named = readonly [name: string, screen: Screen];

function startScreens(t: Translator): readonly Named[] {
  const commands = [...COMMANDS];
  return [
    ["start", screens.showStart({ shopName: longShop, destinations: codes.length }, t)],
    ["languages", screens.showLanguages(t)],
    [
      "help",
      screens.showHelp({ shopName: longShop, supportContact: contact, hasSupport: true, commands }, t),
    ],
    ["unknown command", screens.showUnknownCommand({ command: "/somethingelse" }, t)],
    ["private only", screens.showPrivateOnly({ botUsername: "demo_travel_bot" }, t)],
    [
      "terms",
      screens.showTerms({ shopName: longShop, termsUrl: "https://example.com", supportContact: contact }, t),
    ],
    [
      "terms without a page",
      screens.showTerms({ shopName: longShop, termsUrl: null, supportContact: contact }, t),
    ],
    ["privacy", screens.showPrivacy({ shopName: longShop, privacyUrl: "https://example.com" }, t)],
    ["privacy without a page", screens.showPrivacy({ shopName: longShop, privacyUrl: null }, t)],
    ...freeCareScreens(t),
    ["cancelled", screens.showCancelled(t)],
    [
      "profile",
      screens.showProfile(
        { saved: sampleTraveller({ firstName: longName, lastName: "" }), mutedAlerts: [] },
        t,
      ),
    ],
    ["no profile", screens.showProfile({ saved: null, mutedAlerts: ["data", "time", "install"] }, t)],
    ["update failed", screens.showUpdateFailed(t)],
    ["offer expired", screens.showOfferExpired(t)],
    ["regions", screens.showRegions({ regions: REGIONS }, t)],
    ["not selling", screens.showNotSelling({ supportContact: contact }, t)],
    ["booking closed", screens.showBookingClosed({ supportContact: contact, reason: "booking-disabled" }, t)],
    ["too many orders", screens.showBookingClosed({ supportContact: contact, reason: "too-many" }, t)],
    ["supplier down", screens.showSupplierDown({ retry: { do: "review-order" } }, t)],
    ["unknown", screens.showUnknown({ reference: "T7K-4QX" }, t)],
    ["still unknown", screens.showStillUnknown({ reference: "T7K-4QX", state: "unknown" }, t)],
    ["with staff", screens.showStillUnknown({ reference: "T7K-4QX", state: "staff" }, t)],
    ["ordering", screens.showOrdering({ reference: "T7K-4QX", quantity: 9 }, t)],
    ["no orders", screens.showOrders({ orders: [], page: 0, timeZone: "Asia/Dhaka" }, t)],
    ["no top-ups", screens.showTopupHistory({ topups: [], page: 0, timeZone: "Asia/Dhaka" }, t)],
    ["top-up details missing", screens.showTopupDetailsMissing({ supportContact: contact }, t)],
    ["top-up price held too long", screens.showTopupExpired({ esimId: "q7Jt0s9WmA2x" }, t)],
    ["no eSIMs", screens.showEsims({ esims: [], page: 0, timeZone: "Asia/Dhaka", opens: "esim" }, t)],
    ["nothing found", screens.showNothingFound({ typed: "x".repeat(4096), nearest: codes.slice(0, 3) }, t)],
  ];
}

function listScreens(t: Translator): readonly Named[] {
  const pages = destinations.letters(t.language);
  return [
    ...["BD", "SA", "XX"].map((shop): Named => [
      "destination",
      screens.showDestination({ popular: destinations.popular(shop), isPaused: true }, t),
    ]),
    ...Array.from({ length: pages.length + 1 }, (_, page): Named => [
      `letters ${page}`,
      screens.showLetters({ pages, page }, t),
    ]),
    ...REGIONS.flatMap((region) => {
      const all = destinations.ofRegion(region);
      return Array.from({ length: Math.ceil(all.length / screens.COUNTRIES_PER_PAGE) }, (_, page): Named => [
        `region ${region} ${page}`,
        screens.showRegion({ region, codes: all, page }, t),
      ]);
    }),
  ];
}

function countryScreens(code: string, t: Translator): readonly Named[] {
  const packages = [longPackage(code), unlimited, untold];
  const plans = Array.from({ length: 40 }, (_, n) => ({
    key: `abcdefgh${n}`,
    plan: packages[n % 3] ?? untold,
  }));
  const filter = sampleFilter({ code, days: 365, dataMb: 1_048_576, sort: "days", page: 3 });
  return [
    ["trip", screens.showTripLength({ code }, t)],
    ["did you mean", screens.showDidYouMean({ code, others: codes.slice(0, 2) }, t)],
    [
      "choices",
      screens.showChoices({ codes: ["GN", "GQ", "GW", "PG", "CD", code], reason: "look-alike" }, t),
    ],
    ["looking", screens.showLookingForPlans({ code }, t)],
    ["plans", screens.showPlans({ filter, plans, covering: 20, total: 50 }, t)],
    ["plans, none cover", screens.showPlans({ filter, plans, covering: 0, total: 50 }, t)],
    ["no plan fits", screens.showPlans({ filter, plans: [], covering: 0, total: 50 }, t)],
    ["no plans", screens.showNoPlans({ code, filter: null }, t)],
    ["data filter", screens.showDataFilter({ filter, sizes: plans.map((_, n) => 500 + n * 1024) }, t)],
    ...packages.map((plan): Named => [
      "plan",
      screens.showPlan({ ...filter, key: "abcdefghij", plan, quantity: 9, isPaused: true }, t),
    ]),
    ["checking", screens.showCheckingPrice({ code }, t)],
    ["gone", screens.showPackageGone({ code }, t)],
    ["sold out", screens.showPackageGone({ code, reason: "sold_out" }, t)],
    ["resume", screens.showResume({ code, reason: "updated" }, t)],
    ["resume after leaving", screens.showResume({ code, reason: "left" }, t)],
    ...packages.flatMap((plan) => orderScreens(code, plan, t)),
    ...packages.flatMap((plan) => afterSaleScreens(code, plan, t)),
  ];
}

function orderScreens(code: string, plan: EsimPackage, t: Translator): readonly Named[] {
  const traveller = sampleTraveller({
    firstName: longName,
    lastName: longName,
    email: `${"a".repeat(64)}@example.com`,
  });
  const order = { ...sampleOrder({ countryCode: code, package: plan, quantity: 9 }), traveller };
  const esim = sampleEsim({
    position: 9,
    confirmationCode: "12345678",
    smdpAddress: `${"a".repeat(60)}.example.com`,
    activationCode: "K".repeat(180),
    lpa: `LPA:1$${"a".repeat(60)}.example.com$${"K".repeat(180)}`,
  });
  const owned = { esim, order };
  const price = plan.price.total;
  return [
    [
      "confirm",
      screens.showConfirm(
        { order, options: OPTIONS, termsUrl: "https://example.com/terms", lookAlikes: ["GQ", "GW", "PG"] },
        t,
      ),
    ],
    ["price rose", screens.showPriceChanged({ order, before: { ...price, minor: 1 }, now: price }, t)],
    ...ORDER_STATES.flatMap((state): readonly Named[] => [
      [`status ${state}`, screens.showOrderStatus({ order: { ...order, state }, issued: 3 }, t)],
      [`already ${state}`, screens.showAlreadyOrdered({ order: { ...order, state } }, t)],
    ]),
    ...FAILURE_REASONS.map((failure): Named => [
      `failed ${failure}`,
      screens.showFailed({ order: { ...order, failure } }, t),
    ]),
    ["void", screens.showVoid({ order }, t)],
    ["delivered", screens.showDelivered({ ...owned, installByMs: NOW_MS, timeZone: "Asia/Dhaka" }, t)],
    ...usageScreens(owned, t),
    ...careScreens(owned, t),
    ["summary", screens.showTravellerSummary({ traveller }, t)],
    ["empty summary", screens.showTravellerSummary({ traveller: {} }, t)],
    ["keep", screens.showKeepTraveller({ orderId: "0123456789abcdef", traveller }, t)],
    ["phone taken", screens.showPhoneTaken({ phone: "+8801966330000" }, t)],
  ];
}

function questionScreens(t: Translator): readonly Named[] {
  const long = { firstName: longName, lastName: longName };
  const short = { firstName: "Nadia", lastName: "Rahman" };
  const model = { draft: {}, telegramName: long, lastTime: long };
  return TRAVELLER_QUESTIONS.flatMap((question): readonly Named[] => [
    [question, screens.showQuestion({ ...model, question }, t)],
    [
      `${question}, short names`,
      screens.showQuestion({ question, draft: short, telegramName: short, lastTime: short }, t),
    ],
    [`${question}, changed`, screens.showQuestion({ ...model, question, isEditing: true }, t)],
    [
      `${question}, meant`,
      screens.showQuestion({ ...model, question, suggestion: "a@gmail.com", typed: "a@gmial.com" }, t),
    ],
    [`${question}, contact`, screens.showQuestion({ ...model, question, foreignPhone: "+8801966330000" }, t)],
    ...ERRORS.map((error): Named => [
      `${question} ${error}`,
      screens.showQuestion({ ...model, question, error }, t),
    ]),
  ]);
}

/** Every screen of the shop in one language, with models as long as they get. */
export function extremeScreens(t: Translator): readonly Named[] {
  return [
    ...startScreens(t),
    ...listScreens(t),
    ...questionScreens(t),
    ...longestCountries(t).flatMap((code) => countryScreens(code, t)),
  ];
}
