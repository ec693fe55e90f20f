/** What the supplier says for one range of versions or family of models, as plain texts. */
export interface InstallSteps {
  readonly version: string | null;
  readonly model: string | null;
  readonly directUrl: string | null;
  readonly viaQr: readonly string[];
  readonly manual: readonly string[];
  readonly networkSetup: readonly string[];
  readonly apnType: string | null;
  readonly apnValue: string | null;
  readonly isRoaming: boolean | null;
}
