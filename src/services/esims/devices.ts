import { isKnownWithoutEsim, isSameWord, modelWords, tellingWords } from "./device-names.ts";
import type { Clock, CompatibleDevice, DeviceListStore, Logger, Supplier } from "../ports/index.ts";

/** How long the supplier's list is taken as it is; an older one is used only while the supplier does not answer. */
export const DEVICE_LIST_LIFETIME_MS = 24 * 3_600_000;
/** How soon the supplier is asked again after it did not answer. */
const RETRY_AFTER_MS = 60_000;
const MAX_NAMED = 8;
const MAX_NEAREST = 3;

interface Deps {
  readonly supplier: Pick<Supplier, "compatibleDevices">;
  readonly lists: DeviceListStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What a typed model came to; names are as people write them, each once. */
export type DeviceVerdict =
  /** The list has this very model. */
  | { readonly kind: "listed"; readonly name: string }
  /** The list has models with these words: which of them is it? `more` were left out of `names`. */
  | { readonly kind: "several"; readonly names: readonly string[]; readonly more: number }
  /** Known to have no eSIM, whatever the list says. */
  | { readonly kind: "no" }
  | { readonly kind: "not-listed"; readonly nearest: readonly string[] }
  /** The supplier does not answer and no list was ever read. */
  | { readonly kind: "unavailable" };

/** Whether a phone takes eSIMs, by the supplier's list. */
export interface Devices {
  /** Checks a model as it was typed; `asOfMs` is set where the list is older than a day. */
  check(typed: string): Promise<{ readonly verdict: DeviceVerdict; readonly asOfMs: number | null }>;
}

interface Model {
  readonly name: string;
  readonly words: readonly string[];
  /** The maker's code, "sm s911b". */
  readonly code: string;
}

interface Known {
  readonly models: readonly Model[];
  readonly readAtMs: number;
}

/** Builds the device check; the list is read once a day, kept across restarts, and asked for once at a time. */
export function createDevices({ supplier, lists, clock, logger }: Deps): Devices {
  let known: Known | undefined;
  let triedAtMs = -Infinity;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    const kept = known ? undefined : await lists.read();
    if (kept) known = { models: modelsOf(kept.devices), readAtMs: kept.readAtMs };
    const nowMs = clock.now();
    const isFresh = known !== undefined && nowMs - known.readAtMs < DEVICE_LIST_LIFETIME_MS;
    if (isFresh || nowMs - triedAtMs < RETRY_AFTER_MS) return;
    triedAtMs = nowMs;
    const answer = await supplier.compatibleDevices();
    if (!answer.ok || answer.value.length === 0) {
      logger.warn("devices.not-read", { reason: answer.ok ? "empty" : answer.failure.kind });
      return;
    }
    known = { models: modelsOf(answer.value), readAtMs: nowMs };
    await lists.write({ devices: answer.value, readAtMs: nowMs });
    logger.info("devices.read", { count: known.models.length });
  }

  return {
    async check(typed) {
      reading ??= read().finally(() => {
        reading = undefined;
      });
      await reading;
      const words = modelWords(typed);
      if (isKnownWithoutEsim(words)) return { verdict: { kind: "no" }, asOfMs: null };
      if (!known) return { verdict: { kind: "unavailable" }, asOfMs: null };
      const isOld = clock.now() - known.readAtMs >= DEVICE_LIST_LIFETIME_MS;
      return { verdict: judge(words, known.models), asOfMs: isOld ? known.readAtMs : null };
    },
  };
}

/** Each model once, without watches: those take their line from a phone's operator. */
function modelsOf(devices: readonly CompatibleDevice[]): readonly Model[] {
  const models = new Map<string, Model>();
  for (const device of devices) {
    const name = nameOf(device);
    const words = modelWords(name);
    if (words.length === 0 || /\bwatch/i.test(name)) continue;
    const key = [...words].sort().join(" ");
    if (!models.has(key)) models.set(key, { name, words, code: modelWords(device.model).join(" ") });
  }
  return [...models.values()];
}

/** "Samsung Galaxy S23"; the maker is not said twice, and Apple's things carry their own names. */
function nameOf({ brand, name, model }: CompatibleDevice): string {
  const title = (name === "" ? model : name).replace(/\s+/g, " ").trim();
  const maker = brand.trim();
  const isSaid = /^(?:iphone|ipad)\b/i.test(title) || title.toLowerCase().startsWith(maker.toLowerCase());
  return maker === "" || isSaid ? title : `${maker} ${title}`;
}

function judge(typed: readonly string[], models: readonly Model[]): DeviceVerdict {
  const wanted = tellingWords(typed);
  if (wanted.length === 0) return { kind: "not-listed", nearest: [] };
  const has = (model: Model, word: string) => model.words.some((each) => isSameWord(word, each));
  const holding = models.filter((model) => wanted.every((word) => has(model, word)));
  const exact = holding.filter((model) => {
    const telling = tellingWords(model.words);
    return telling.every((each) => typed.some((word) => isSameWord(word, each)));
  });
  const coded = models.filter((model) => model.code !== "" && model.code === typed.join(" "));
  // A bare number is many models' name: it names none.
  const isNamed = wanted.some((word) => /\D/.test(word)) || typed.length > 1;
  const [only, ...others] = exact.length > 0 && isNamed ? exact : coded;
  if (only && others.length === 0) return { kind: "listed", name: only.name };
  if (holding.length > 0) {
    const names = (only ? [only, ...others] : holding).map((model) => model.name);
    return { kind: "several", names: names.slice(0, MAX_NAMED), more: Math.max(0, names.length - MAX_NAMED) };
  }
  return { kind: "not-listed", nearest: nearestOf(wanted, models) };
}

/** The models that share most words with what was typed; a shared maker alone is not near. */
function nearestOf(wanted: readonly string[], models: readonly Model[]): readonly string[] {
  return models
    .map(({ name, words }) => {
      const shared = wanted.filter((word) => words.some((each) => isSameWord(word, each)));
      return { name, score: shared.length + shared.filter((word) => /\d/.test(word)).length };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_NEAREST)
    .map(({ name }) => name);
}
