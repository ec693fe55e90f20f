import type { DataUsage, EsimKey, InstallationSteps, Supplier } from "../../services/ports/supplier.ts";
import type { ResolvedIttConfig } from "../config.ts";
import { refuseForeignIccid } from "../decode/envelope.ts";
import { decodeInstructions } from "../decode/instructions.ts";
import type { JsonObject } from "../decode/json.ts";
import { decodeUsage } from "../decode/usage.ts";
import type { Calls } from "../transport/calls.ts";
import { inLanguage } from "./language.ts";
import { esimBody, instructionsBody } from "./requests.ts";

interface EsimDeps {
  readonly calls: Calls;
  readonly config: ResolvedIttConfig;
}

/** Builds the two reads about one issued eSIM: *installation instructions* and *data usage*. */
export function createEsimCalls(deps: EsimDeps): Pick<Supplier, "installationInstructions" | "dataUsage"> {
  const { calls, config } = deps;
  const about =
    <T>(key: EsimKey, decode: (answer: JsonObject) => T) =>
    (answer: JsonObject): T => {
      refuseForeignIccid(answer, key.iccid);
      return decode(answer);
    };

  return {
    installationInstructions: (key, wanted) =>
      inLanguage(wanted, (language) =>
        calls.read<readonly InstallationSteps[]>({
          operation: "installationInstructions",
          body: instructionsBody(config, key, language),
          decode: about(key, decodeInstructions),
        }),
      ),
    dataUsage: (key) =>
      calls.read<DataUsage>({
        operation: "dataUsage",
        body: esimBody(config, key),
        decode: about(key, (answer) => decodeUsage(answer, config.timeZone)),
      }),
  };
}
