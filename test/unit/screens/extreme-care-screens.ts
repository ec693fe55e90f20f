import type { Order } from "../../../src/domain/order.ts";
import { PROBLEMS, REMEDY_CODES, type Remedy } from "../../../src/domain/trouble.ts";
import type { Translator } from "../../../src/i18n/index.ts";
import { INSTALL_PLATFORMS, type EsimOfOrder, type Screen } from "../../../src/screens/index.ts";
import * as screens from "../../../src/screens/index.ts";
import { CLOCKS, NOW_MS, sampleFigures, sampleFilter, sampleTraveller } from "./sample-models.ts";

type Named = readonly [name: string, screen: Screen];

const timeZone = "Asia/Dhaka";
const supportContact = "https://t.me/demo_travel_help";
const orderId = "0123456789abcdef";
const today = "2026-11-21";
const remedies = Object.keys(REMEDY_CODES) as Remedy[];
const stepText = Array.from({ length: 20 }, () =>
  "Open the settings of the phone and look for the mobile network. ".repeat(3),
);
const steps = {
  version: "17.4,17.0,16.0,15.0,14.0,13.0,12.0",
  model: "Galaxy S20, S21, S22, S23, S24, S25",
  directUrl: null,
  viaQr: stepText,
  manual: stepText,
  networkSetup: stepText.slice(0, 2),
  apnType: "manual",
  apnValue: "internet.example",
  isRoaming: true,
};
const usage = { figures: sampleFigures(), asOfMs: NOW_MS, trouble: null };

/** The care screens of one eSIM. */
export function careScreens(owned: EsimOfOrder, t: Translator): readonly Named[] {
  const place = { ...owned, isThere: false, tried: "wcuivotefghldr" };
  const remedy = { ...place, remedies, usage, clocks: CLOCKS, installByMs: NOW_MS };
  const card = { ...owned, installByMs: NOW_MS, supportContact, timeZone };
  const install = { ...owned, variant: 0, language: "en", isAnswered: true };
  const { countryCode } = owned.order;
  const trips = Array.from({ length: 30 }, () => ({ id: orderId, countryCode, createdAtMs: NOW_MS }));
  const person = { ...owned, remedies, supportContact };
  return [
    ["install pick", screens.showInstallPick({ esims: Array.from({ length: 9 }, () => owned), page: 1 }, t)],
    ["install platforms", screens.showInstallPlatforms(owned, t)],
    ...INSTALL_PLATFORMS.flatMap((platform): readonly Named[] => [
      [`install ${platform}`, screens.showInstall({ ...install, platform, variants: [steps, steps] }, t)],
      [`own ${platform}`, screens.showInstall({ ...install, platform, variants: [], isAnswered: false }, t)],
    ]),
    ["trouble where", screens.showTroubleWhere(owned, t)],
    ["trouble problems", screens.showTroubleProblems(place, t)],
    ...PROBLEMS.flatMap((problem) =>
      remedies.map((_, step): Named => [
        `${problem} ${step}`,
        screens.showRemedy(
          { ...remedy, problem, step, usage: { ...usage, trouble: step % 2 === 0 ? null : "down" } },
          t,
        ),
      ]),
    ),
    [
      "no figures",
      screens.showRemedy(
        {
          ...remedy,
          problem: "slow",
          step: 0,
          usage: { figures: null, asOfMs: null, trouble: "down" },
        },
        t,
      ),
    ],
    ["solved", screens.showTroubleSolved(owned, t)],
    ["person", screens.showTroublePerson({ ...person, isPassedOn: true }, t)],
    ["person, nobody told", screens.showTroublePerson({ ...person, remedies: [], isPassedOn: false }, t)],
    [
      "report",
      screens.showTroubleReport(
        { ...owned, customerId: 123456789, traveller: sampleTraveller(), isThere: true, remedies },
        t,
      ),
    ],
    ["offline card", screens.showOfflineCard({ ...card, travelsOn: "2026-12-24" }, t)],
    ["offline card, asked for", screens.showOfflineCard({ ...card, travelsOn: null }, t)],
    ["which trip", screens.showWhichTrip({ date: { kind: "day", day: today }, orders: trips, timeZone }, t)],
    [
      "which trip, by its month",
      screens.showWhichTrip({ date: { kind: "month", month: "2026-12" }, orders: trips, timeZone }, t),
    ],
    ["when travel", screens.showWhenTravel({ orderId, countryCode: owned.order.countryCode }, t)],
  ];
}

/** Letters to and from staff, each as long as it may be. */
export function supportScreens(sample: Order, t: Translator): readonly Named[] {
  const order: Order = { ...sample, reference: "T7K-4QX" };
  const references = [null, order.reference];
  const report = { isThere: false, remedies: remedies.slice(0, 12) };
  const letters = [
    { text: "ক".repeat(3_000), photoFileId: null },
    { text: "ক".repeat(500), photoFileId: "file" },
    { text: null, photoFileId: "file" },
  ];
  const problems = ["unreadable", "too-long", "caption-too-long"] as const;
  const customerId = 7_123_456_789;
  const shopName = "Demo Travel & Tours International (Pvt.) Limited";
  return [
    ...references.flatMap((reference): readonly Named[] => [
      ...[null, ...problems].map((problem): Named => [
        `support ${problem}`,
        screens.showSupportQuestion({ reference, problem }, t),
      ]),
      ["support elsewhere", screens.showSupportContact({ reference, supportContact }, t)],
      ["support enough", screens.showSupportEnough({ supportContact: "https://example.com/help" }, t)],
      ["support taken", screens.showSupportTaken({ reference }, t)],
      ["support unreached", screens.showSupportUnreached({ customerId, reference }, t)],
      ...letters.map((letter): Named => [
        "support reply",
        screens.showSupportReply({ ...letter, shopName, reference }, t),
      ]),
    ]),
    ...letters.flatMap((letter): readonly Named[] => [
      ["support post", screens.showSupportPost({ ...letter, customerId, order, report }, t)],
      [
        "support post, no order",
        screens.showSupportPost({ ...letter, customerId, order: null, report: null }, t),
      ],
    ]),
    ...problems.map((problem): Named => [`answer ${problem}`, screens.showAnswerRefused(problem, t)]),
  ];
}

/** The care screens that belong to no eSIM. */
export function freeCareScreens(t: Translator): readonly Named[] {
  const from = { ...sampleFilter(), plan: "abcdefghij", quantity: 1 };
  const device = { from, typed: "x".repeat(4096), asOfMs: NOW_MS, timeZone };
  const names = Array.from({ length: 8 }, () => "Samsung Galaxy Z Fold4 Special Edition (2022)");
  const months = Array.from({ length: 3 }, (_, page): Named => [
    `days ${page}`,
    screens.showTravelDays({ orderId, month: "2026-12", today, page }, t),
  ]);
  return [
    ["install waiting", screens.showInstallWaiting(t)],
    ["trouble waiting", screens.showTroubleWaiting(t)],
    ["device question", screens.showDeviceQuestion({ from: null }, t)],
    ["device question of a plan", screens.showDeviceQuestion({ from, isTextDue: true }, t)],
    ["device waiting", screens.showDeviceWaiting(t)],
    ...(
      [
        { kind: "listed", name: names[0] ?? "" },
        { kind: "several", names, more: 12 },
        { kind: "no" },
        { kind: "not-listed", nearest: names.slice(0, 3) },
        { kind: "unavailable" },
      ] as const
    ).map((verdict): Named => [verdict.kind, screens.showDeviceVerdict({ ...device, verdict }, t)]),
    ["months", screens.showTravelMonths({ orderId, today, isPast: true }, t)],
    ...months,
    ["travel now", screens.showTravelPlan({ orderId, plan: { kind: "now" }, timeZone }, t)],
    [
      "travel later",
      screens.showTravelPlan(
        { orderId, plan: { kind: "later", travelsOn: "2026-12-24", remindAtMs: NOW_MS }, timeZone },
        t,
      ),
    ],
    ["travel skipped", screens.showTravelPlan({ orderId, plan: { kind: "skipped" }, timeZone }, t)],
    ["export", screens.showExport({ name: "my-data.json", content: "{}" }, t)],
    ["delete", screens.showDelete(t)],
    ["delete, sure", screens.showDeleteSure(t)],
    ["deleted", screens.showDeleted(t)],
    ["delete refused", screens.showDeleteRefused({ reference: "T7K-4QX" }, t)],
  ];
}
