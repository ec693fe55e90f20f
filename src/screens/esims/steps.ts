import type { Translator } from "../../i18n/translator.ts";
import { composeText, type Line } from "../layout.ts";
import type { Screen, Span } from "../screen.ts";
import type { EsimOfOrder } from "./esim-of-order.ts";

/** The supplier's steps for one platform, as plain texts. */
export interface PlatformSteps {
  readonly platform: "ios" | "android" | "other";
  readonly viaQr: readonly string[];
  readonly manual: readonly string[];
  readonly networkSetup: readonly string[];
  readonly apnType: string | null;
  readonly apnValue: string | null;
  readonly isRoaming: boolean | null;
}

/** The eSIM that is to be installed. */
export interface StepsModel extends EsimOfOrder {
  /** Empty where the supplier has none or does not answer: the shop's own steps come instead. */
  readonly steps: readonly PlatformSteps[];
}

/** What the steps may take of a message's 4,096 characters; heading and notice need the rest. */
const STEPS_LENGTH = 3500;

type Block = readonly Line[];

/** How to install, platform by platform. What does not fit a message is left out whole, and the text says so. */
export function showSteps(model: StepsModel, t: Translator): Screen {
  const supplied = model.steps.filter(({ viaQr, manual }) => viaQr.length + manual.length > 0);
  const blocks = supplied.length > 0 ? supplied.flatMap((each) => suppliedBlocks(each, t)) : ownBlocks(t);
  const { kept, isWhole } = keepWhatFits(blocks);
  const back = { do: "esim", esim: model.esim.id } as const;
  return {
    text: composeText(
      t.rich("steps.title", { country: t.flaggedCountry(model.order.countryCode) }),
      t.text("steps.before"),
      ...kept.flat(),
      ...(isWhole ? [] : ["", t.text("steps.left-out")]),
    ),
    rows: [
      [{ label: t.text("esim.send-again"), action: { do: "send-again", esim: model.esim.id } }],
      [
        { label: t.text("button.back"), action: back },
        { label: t.text("esim.trouble"), action: { do: "trouble", esim: model.esim.id } },
      ],
    ],
  };
}

function suppliedBlocks(steps: PlatformSteps, t: Translator): readonly Block[] {
  const network: Line[] = [
    ...steps.networkSetup.map((step, index) => t.text("steps.line", { n: index + 1, step })),
    ...(steps.apnValue === null ? [] : [t.rich("steps.apn", { apn: steps.apnValue })]),
    ...(steps.isRoaming === null ? [] : [t.text(steps.isRoaming ? "steps.roaming-on" : "steps.roaming-off")]),
  ];
  return [
    stepBlock(steps.platform, "steps.via-qr", steps.viaQr, t),
    stepBlock(steps.platform, "steps.manual", steps.manual, t),
    ...(network.length === 0 ? [] : [[...heading(steps.platform, "steps.network", t), ...network]]),
  ].filter((block) => block.length > 0);
}

type Way = "steps.via-qr" | "steps.manual" | "steps.network";

function heading(platform: PlatformSteps["platform"], way: Way, t: Translator): Block {
  return ["", bold(`${t.text(`steps.${platform}`)} · ${t.text(way)}`)];
}

function stepBlock(
  platform: PlatformSteps["platform"],
  way: Way,
  steps: readonly string[],
  t: Translator,
): Block {
  if (steps.length === 0) return [];
  return [
    ...heading(platform, way, t),
    ...steps.map((step, index) => t.text("steps.line", { n: index + 1, step })),
  ];
}

/** Our own steps, for when the supplier gives none. */
function ownBlocks(t: Translator): readonly Block[] {
  const numbered = (steps: readonly string[]): readonly string[] =>
    steps.map((step, index) => t.text("steps.line", { n: index + 1, step }));
  return [
    [
      "",
      bold(t.text("steps.ios")),
      ...numbered([
        t.text("steps.generic-ios-1"),
        t.text("steps.generic-ios-2"),
        t.text("steps.generic-ios-3"),
      ]),
    ],
    [
      "",
      bold(t.text("steps.android")),
      ...numbered([t.text("steps.generic-android-1"), t.text("steps.generic-android-2")]),
    ],
    [
      "",
      bold(t.text("steps.network")),
      ...numbered([
        t.text("steps.generic-arrive-1"),
        t.text("steps.generic-arrive-2"),
        t.text("steps.generic-arrive-3"),
      ]),
    ],
  ];
}

function bold(text: string): readonly Span[] {
  return [{ text, style: "bold" }];
}

function keepWhatFits(blocks: readonly Block[]): {
  readonly kept: readonly Block[];
  readonly isWhole: boolean;
} {
  let room = STEPS_LENGTH;
  const kept = blocks.filter((block) => {
    const length = composeText(...block).reduce((sum, span) => sum + span.text.length + 1, 0);
    if (length > room) return false;
    room -= length;
    return true;
  });
  return { kept, isWhole: kept.length === blocks.length };
}
