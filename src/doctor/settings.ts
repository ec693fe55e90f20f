import { ConfigError, loadConfig, type Config } from "../config.ts";
import { bad, fine, type Finding } from "./finding.ts";

/** The configuration, or null where it cannot be read, and what to tell about it: every problem, by name, without values. */
export function checkSettings(env: Record<string, string | undefined>): {
  readonly config: Config | null;
  readonly findings: readonly Finding[];
} {
  try {
    return { config: loadConfig(env), findings: [fine("settings", "complete and well-formed")] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const findings = error.problems.map(({ name, problem }) =>
      bad(name, problem, `change the line of .env that begins with ${name}=`),
    );
    return { config: null, findings };
  }
}
