import { ALERT_LEVELS } from "../../../src/domain/alerts.ts";
import type { Translator } from "../../../src/i18n/index.ts";
import * as screens from "../../../src/screens/index.ts";
import type { EsimOfOrder, Screen } from "../../../src/screens/index.ts";
import { CLOCKS, NOW_MS, sampleFigures } from "./sample-models.ts";

/** The longest name that a customer may give. */
const LABEL = "ঠাকুরমা ও দাদুর জন্য, ব্যাংককে ক্ষ";

const lot = { total: 100_000_000, remaining: 1_234_567.5, isUnlimited: false };
const FIGURES = [
  sampleFigures({ data: lot, voice: lot, text: lot }),
  sampleFigures({ status: "A word that nobody has ever seen in any of the documents" }),
  sampleFigures({ status: "NOT_ACTIVE", expireAtMs: null }),
  sampleFigures({ status: "RECYCLED" }),
  sampleFigures({ status: null, expireAtMs: NOW_MS - 1 }),
  sampleFigures({ data: { total: null, remaining: null, isUnlimited: true } }),
];

/** Every screen about usage, for one eSIM, with models as long as they get. */
export function usageScreens(owned: EsimOfOrder, t: Translator): readonly (readonly [string, Screen])[] {
  const named: EsimOfOrder = { ...owned, esim: { ...owned.esim, label: LABEL, msisdn: "905551112233" } };
  const timeZone = "Asia/Dhaka";
  const usages = [...FIGURES, null].flatMap((figures) =>
    ([null, "down", "gone", "unclear"] as const).map((trouble) => ({
      figures,
      asOfMs: figures && NOW_MS - 3 * 24 * 3_600_000,
      trouble,
    })),
  );
  const listed = usages.map((usage) => ({ ...named, usage, clocks: CLOCKS }));
  return [
    ...listed.flatMap((each): readonly (readonly [string, Screen])[] => [
      ["eSIM", screens.showEsim({ ...each, timeZone }, t)],
      ["usage", screens.showUsage({ ...each, installByMs: NOW_MS, isAsking: false }, t)],
      ["usage, asking", screens.showUsage({ ...each, installByMs: null, isAsking: true }, t)],
    ]),
    ["eSIMs", screens.showEsims({ esims: listed, page: 0, timeZone, opens: "esim" }, t)],
    [
      "many eSIMs",
      screens.showEsims({ esims: Array(20).fill(listed).flat(), page: 18, timeZone, opens: "usage" }, t),
    ],
    ...ALERT_LEVELS.flatMap((level) =>
      [null, { minor: 1234567890, currency: "BDT" }].map((topupFrom): readonly [string, Screen] => {
        const model = { ...named, level, figures: sampleFigures({ data: lot }), clocks: CLOCKS, topupFrom };
        return [level, screens.showAlert({ ...model, installByMs: NOW_MS }, t)];
      }),
    ),
    ...([null, "too-long", "not-text"] as const).map((problem): readonly [string, Screen] => [
      "name",
      screens.showLabelQuestion({ ...named, problem }, t),
    ]),
  ];
}
