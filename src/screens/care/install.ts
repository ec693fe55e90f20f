import { androidInstallUrl, appleInstallUrl, parseLpa } from "../../domain/esim.ts";
import type { InstallSteps } from "../../domain/install.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText, pageOf, pagerRow, type Line } from "../layout.ts";
import { copyRows, type EsimOrder, type ShownEsim } from "../esims/delivered.ts";
import type { EsimOfOrder } from "../esims/esim-of-order.ts";
import { esimLabel } from "../usage/words.ts";
import { INSTALL_PLATFORMS, type Button, type InstallPlatform, type Screen, type Span } from "../screen.ts";

/** The eSIM that is to be installed, on which phone, and how. */
export interface InstallModel extends EsimOfOrder {
  readonly platform: InstallPlatform;
  /** Empty where the supplier has none for the platform: the shop's own steps come instead. */
  readonly variants: readonly InstallSteps[];
  /** 0-based; one past the end is the last. */
  readonly variant: number;
  /** The language the steps are written in. */
  readonly language: string;
  /** False: the supplier does not answer right now. */
  readonly isAnswered: boolean;
}

/** What the steps may take of a message's 4,096 characters; heading and notices need the rest. */
const STEPS_LENGTH = 3000;
const ESIMS_PER_PAGE = 6;
const SYSTEMS = { ios: "iOS", android: "Android" } as const;

/** Which eSIM? Only where there are several. */
export function showInstallPick(
  model: {
    readonly esims: readonly { readonly esim: ShownEsim; readonly order: EsimOrder }[];
    readonly page: number;
  },
  t: Translator,
): Screen {
  const { items, page, pages } = pageOf(model.esims, model.page, ESIMS_PER_PAGE);
  return {
    text: composeText(t.rich("install.pick")),
    rows: [
      ...items.map(({ esim, order }, index) => [
        {
          label: esimLabel({ esim, order }, page * ESIMS_PER_PAGE + index + 1, t),
          action: { do: "steps", esim: esim.id } as const,
        },
      ]),
      ...pagerRow(page, pages, t, (to) => ({ do: "install-pick", page: to })),
      [{ label: t.text("button.home"), action: { do: "home" } }],
    ],
  };
}

/** Which phone? */
export function showInstallPlatforms({ esim, order }: EsimOfOrder, t: Translator): Screen {
  return {
    text: composeText(t.rich("install.platform", { country: t.flaggedCountry(order.countryCode) })),
    rows: [
      ...INSTALL_PLATFORMS.map((platform) => [
        {
          label: t.text(`install.${platform}`),
          action: { do: "install", esim: esim.id, platform, variant: 0 } as const,
        },
      ]),
      [{ label: t.text("install.offline"), action: { do: "offline-card", esim: esim.id } }],
      [{ label: t.text("button.back"), action: { do: "esim", esim: esim.id } }],
    ],
  };
}

/** Shown while the supplier is asked. */
export function showInstallWaiting(t: Translator): Screen {
  return { text: composeText(t.text("install.waiting")), rows: [] };
}

/** The steps for one phone, with one-tap links and copies of the codes. What does not fit is left out whole, and the text says so. */
export function showInstall(model: InstallModel, t: Translator): Screen {
  const { esim, order, platform, variants } = model;
  const index = Math.min(Math.max(0, model.variant), Math.max(0, variants.length - 1));
  const steps = variants[index];
  const blocks = steps ? suppliedBlocks(steps, t) : ownBlocks(platform, t);
  const { kept, isWhole } = keepWhatFits(blocks);
  return {
    text: composeText(
      t.rich("install.title", {
        country: t.flaggedCountry(order.countryCode),
        platform: t.text(`install.name-${platform}`),
      }),
      ...sourceLines(model, steps, t),
      ...kept.flat(),
      "",
      ...networkLines(model, steps, t),
      esim.confirmationCode === null
        ? null
        : t.rich("delivered.confirmation-code", { code: esim.confirmationCode }),
      ...(isWhole ? [] : [t.text("steps.left-out")]),
      "",
      bold(t.text("install.same-phone")),
      t.text(`install.same-phone-${platform}`),
    ),
    rows: [
      ...linkRow(model, steps, t),
      ...copyRows(esim, platform === "ios", t),
      ...(variants.length > 1
        ? [
            [
              {
                label: t.text("install.variant", { n: index + 1, of: variants.length }),
                action: {
                  do: "install",
                  esim: esim.id,
                  platform,
                  variant: (index + 1) % variants.length,
                } as const,
              },
            ],
          ]
        : []),
      ...(model.isAnswered
        ? []
        : [
            [
              {
                label: t.text("button.try-again"),
                action: { do: "install", esim: esim.id, platform, variant: 0 } as const,
              },
            ],
          ]),
      [{ label: t.text("esim.send-again"), action: { do: "send-again", esim: esim.id } }],
      [{ label: t.text("install.offline"), action: { do: "offline-card", esim: esim.id } }],
      [
        { label: t.text("install.other-phone"), action: { do: "steps", esim: esim.id } },
        { label: t.text("esim.trouble"), action: { do: "trouble", esim: esim.id } },
      ],
      [{ label: t.text("button.back"), action: { do: "esim", esim: esim.id } }],
    ],
  };
}

function sourceLines(model: InstallModel, steps: InstallSteps | undefined, t: Translator): readonly Line[] {
  if (!steps) return [t.text(model.isAnswered ? "install.own-steps" : "install.no-answer")];
  return [
    steps.version === null ? null : versionText(steps.version, model.platform, t),
    steps.model === null ? null : t.text("install.model", { model: steps.model }),
    model.language === t.language ? null : t.text("install.in-english"),
  ];
}

/** "For iOS 12 to 17.4" of "17.4,17.0,16.0 … 12.0"; what is no such list, or leaves a version out, is told as it came. */
function versionText(list: string, platform: InstallPlatform, t: Translator): string {
  const versions = list.split(",").map((each) => each.trim());
  const sorted = versions.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const majors = sorted.map((each) => Math.floor(Number(each)));
  const isRange = majors.every((major, index) => index === 0 || major - (majors[index - 1] ?? NaN) <= 1);
  const [from, to] = [sorted.at(0), sorted.at(-1)].map((each) => t.digits((each ?? "").replace(/\.0$/, "")));
  const isPlain = versions.every((each) => /^\d+(\.\d+)?$/.test(each)) && isRange;
  if (platform === "other" || !isPlain || from === undefined || to === undefined)
    return t.text("install.version", { version: versions.join(", ") });
  const system = SYSTEMS[platform];
  return from === to
    ? t.text("install.system-version", { system, version: from })
    : t.text("install.system-versions", { system, from, to });
}

type Block = readonly Line[];

function suppliedBlocks(steps: InstallSteps, t: Translator): readonly Block[] {
  return [
    stepBlock("steps.via-qr", steps.viaQr, t),
    stepBlock("steps.manual", steps.manual, t),
    stepBlock("steps.network", steps.networkSetup, t),
  ].filter((block) => block.length > 0);
}

function stepBlock(
  way: "steps.via-qr" | "steps.manual" | "steps.network",
  steps: readonly string[],
  t: Translator,
): Block {
  if (steps.length === 0) return [];
  return ["", bold(t.text(way)), ...steps.map((step, index) => t.text("steps.line", { n: index + 1, step }))];
}

/** Our own steps, for when the supplier gives none. */
function ownBlocks(platform: InstallPlatform, t: Translator): readonly Block[] {
  const own = {
    ios: [t.text("steps.generic-ios-1"), t.text("steps.generic-ios-2"), t.text("steps.generic-ios-3")],
    android: [t.text("steps.generic-android-1"), t.text("steps.generic-android-2")],
    other: [t.text("install.generic-other-1"), t.text("install.generic-other-2")],
  }[platform];
  const arrive = [t.text("steps.generic-arrive-1"), t.text("steps.generic-arrive-3")];
  return [
    stepBlock("steps.via-qr", own, t),
    stepBlock("steps.manual", [t.text("install.generic-manual")], t),
    stepBlock("steps.network", arrive, t),
  ];
}

/** APN and roaming as told for the platform, else for the eSIM; nothing where nobody told. The card is where it is looked up, whatever the steps say. */
function networkLines(
  { esim }: InstallModel,
  steps: InstallSteps | undefined,
  t: Translator,
): readonly Line[] {
  const type = steps?.apnType ?? esim.apnType;
  const value = steps?.apnType == null && steps?.apnValue == null ? esim.apnValue : steps.apnValue;
  const isRoaming = steps?.isRoaming ?? esim.isRoaming;
  const apn =
    type?.toLowerCase() === "automatic"
      ? t.text("install.apn-automatic")
      : value !== null && value !== ""
        ? t.rich("install.apn", { apn: value })
        : null;
  const roaming =
    isRoaming === null ? null : t.rich(isRoaming ? "install.roaming-on" : "install.roaming-off");
  return [roaming, apn];
}

/** One tap where the phone knows installation links; the link always carries this eSIM's own LPA. */
function linkRow(
  { esim, platform }: InstallModel,
  steps: InstallSteps | undefined,
  t: Translator,
): readonly (readonly Button[])[] {
  if (platform === "other" || parseLpa(esim.lpa) === undefined) return [];
  const own = platform === "ios" ? appleInstallUrl(esim.lpa) : androidInstallUrl(esim.lpa);
  const label = t.text(platform === "ios" ? "delivered.iphone" : "delivered.android");
  return [[{ label, url: steps?.directUrl ?? own }]];
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
