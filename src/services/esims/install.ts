import { isInstallUrlFor } from "../../domain/esim.ts";
import type { OwnedEsim } from "./esims.ts";
import type { Clock, InstallationSteps, Supplier, SupplierFailure } from "../ports/index.ts";

/** Steps are the same all day; what is kept spares the supplier a call per tap. */
const KEPT_MS = 15 * 60_000;
const MAX_KEPT = 500;

export type Platform = InstallationSteps["platform"];

interface Deps {
  readonly supplier: Pick<Supplier, "installationInstructions">;
  readonly clock: Clock;
}

/** The supplier's instructions for one eSIM and one platform. */
export interface PlatformGuide {
  /** One entry per range of versions or family of models; empty where the supplier has none for the platform. */
  readonly variants: readonly InstallationSteps[];
  /** The language they are written in. */
  readonly language: string;
  /** False: the supplier does not answer, which is not the same as having no steps. */
  readonly isAnswered: boolean;
}

/** How an eSIM is installed, by the supplier. */
export interface Install {
  guide(owned: OwnedEsim, platform: Platform, language: string): Promise<PlatformGuide>;
  /** Whether `guide` would answer from memory. */
  isKept(owned: OwnedEsim, language: string): boolean;
}

interface Kept {
  readonly atMs: number;
  readonly steps: readonly InstallationSteps[];
}

/** Builds the installation help. Direct links that are not on the platform's known host with the eSIM's own LPA are dropped here. */
export function createInstall({ supplier, clock }: Deps): Install {
  const kept = new Map<string, Kept>();
  const keyOf = ({ esim }: OwnedEsim, language: string) => `${esim.id} ${language}`;
  const isFresh = (entry: Kept | undefined) => entry !== undefined && clock.now() - entry.atMs < KEPT_MS;

  async function read({ esim }: OwnedEsim, language: string): Promise<readonly InstallationSteps[] | null> {
    const key = { trackingId: esim.trackingId, iccid: esim.iccid };
    const answer = await supplier.installationInstructions(key, language);
    if (!answer.ok) return isSilence(answer.failure) ? null : [];
    return answer.value.map((each) => ({
      ...each,
      directUrl:
        each.directUrl !== null && isInstallUrlFor(each.directUrl, esim.lpa, each.platform)
          ? each.directUrl
          : null,
    }));
  }

  return {
    isKept: (owned, language) => isFresh(kept.get(keyOf(owned, language))),

    async guide(owned, platform, language) {
      const key = keyOf(owned, language);
      const hit = kept.get(key);
      const steps = hit && isFresh(hit) ? hit.steps : await read(owned, language);
      if (steps === null) return { variants: [], language, isAnswered: false };
      if (!hit || hit.steps !== steps) {
        kept.delete(key);
        kept.set(key, { atMs: clock.now(), steps });
        const oldest = kept.size > MAX_KEPT ? kept.keys().next().value : undefined;
        if (oldest !== undefined) kept.delete(oldest);
      }
      const variants = steps.filter((each) => each.platform === platform);
      return { variants, language: languageOf(variants, language), isAnswered: true };
    },
  };
}

/** Whether a failure says nothing about the eSIM: no answer, or the shop itself is not let in. */
function isSilence(failure: SupplierFailure): boolean {
  switch (failure.kind) {
    case "unavailable":
    case "unknown":
      return true;
    case "refused":
      return failure.cause === "credentials" || failure.cause === "maintenance";
    case "contract":
      return false;
    default:
      return failure satisfies never;
  }
}

/** The supplier answers in English what it has in no other language, and does not always say so: the letters tell. */
function languageOf(steps: readonly InstallationSteps[], asked: string): string {
  const text = steps
    .flatMap(({ viaQr, manual, networkSetup }) => [...viaQr, ...manual, ...networkSetup])
    .join(" ");
  return asked === "bn" && text !== "" && !/\p{Script=Bengali}/u.test(text) ? "en" : asked;
}
