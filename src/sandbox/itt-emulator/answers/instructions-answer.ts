import type { JsonObject, JsonValue } from "../json.ts";
import type { EmulatorOptions } from "../options.ts";
import type { EmulatedESim } from "../state/state.ts";
import { apnOf, appleUrlOf, lpaTextOf } from "./esim-answer.ts";

type Texts = { ios: string[]; android: string[]; manual: string[]; network: string[] };

const ENGLISH: Texts = {
  ios: [
    "Go to “Settings”, tap “Cellular/Mobile Data”, then tap “Add Cellular/Data Plan” on your device.",
    "Scan the QR code.",
    "Tap “Add Cellular Plan”.",
    "Having trouble installing the eSIM? Chat with us.",
  ],
  android: [
    "Go to “Settings”, tap “Connections”, then tap “SIM card manager” on your device.",
    "Tap “Add mobile plan” and “Scan carrier QR code”.",
    "Confirm and enable your new eSIM.",
  ],
  manual: [
    "Go to “Settings”, tap “Cellular/Mobile Data”, then tap “Add Cellular/Data Plan” on your device.",
    "Tap “Enter Details Manually”.",
    "Enter your SM-DP+ Address and Activation Code.",
  ],
  network: [
    "Go to “Cellular/Mobile Data”, then select the recently downloaded eSIM on your device. Enable the “Turn On This Line” toggle, then select your new eSIM plan for cellular/mobile data.",
    "Turn on data roaming.",
  ],
};

const BENGALI: Texts = {
  ios: ["“সেটিংস”-এ যান, “সেলুলার”-এ ট্যাপ করুন, তারপর “eSIM যোগ করুন”-এ ট্যাপ করুন।", "QR কোড স্ক্যান করুন।"],
  android: ["“সেটিংস”-এ যান, “কানেকশনস”-এ ট্যাপ করুন, তারপর “সিম ম্যানেজার”-এ ট্যাপ করুন।", "QR কোড স্ক্যান করুন।"],
  manual: ["“সেটিংস”-এ যান।", "SM-DP+ ঠিকানা ও অ্যাক্টিভেশন কোড লিখুন।"],
  network: ["নতুন eSIM লাইনটি চালু করুন।", "ডেটা রোমিং চালু করুন।"],
};

function shapeSteps(shape: EmulatorOptions["stepsShape"], steps: string[]): JsonValue {
  switch (shape) {
    case "string":
      return steps.join("\n");
    case "list":
      return steps;
    case "object":
      return Object.fromEntries(steps.map((step, index) => [String(index + 1), step]));
  }
}

function platformAnswer(
  options: EmulatorOptions,
  eSim: EmulatedESim,
  texts: Texts,
  isIos: boolean,
): JsonObject {
  const shape = (steps: string[]): JsonValue => shapeSteps(options.stepsShape, steps);
  return {
    version: isIos ? "17.4,17.0,16.0,15.0,14.0,13.0,12.0" : null,
    model: isIos ? null : "Galaxy",
    direct_installation_url: isIos ? appleUrlOf(options, eSim) : null,
    installation: {
      via_qr: { steps: shape(isIos ? texts.ios : texts.android), qr_code_data: lpaTextOf(options, eSim) },
      manual: {
        steps: shape(texts.manual),
        smdp_address: eSim.hasLpa ? options.lpaHost : null,
        activation_code: eSim.hasLpa ? eSim.matchingId : null,
      },
      network_setup: { steps: shape(texts.network), ...apnOf(options), is_roaming: true },
    },
  };
}

/** `instructions`: for each platform a list, one entry per range of versions or family of models. */
export function instructionsAnswer(
  options: EmulatorOptions,
  eSim: EmulatedESim,
  language: string,
): JsonObject {
  const texts = language === "bn" ? BENGALI : ENGLISH;
  return {
    language: language.toUpperCase(),
    platforms: {
      ios: [platformAnswer(options, eSim, texts, true)],
      android: [platformAnswer(options, eSim, texts, false)],
    },
  };
}
