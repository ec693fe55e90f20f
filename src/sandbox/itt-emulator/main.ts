import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { emulatorOptionsSchema } from "./options.ts";
import { startIttEmulator } from "./start-itt-emulator.ts";

/*
 * Starts the emulated supplier on its own and prints its URL. Flags go before the environment, both before `--options`,
 * which names a JSON file with any of the options of README.md.
 */
const { values } = parseArgs({
  options: {
    port: { type: "string" },
    host: { type: "string" },
    seed: { type: "string" },
    mangled: { type: "boolean" },
    "state-file": { type: "string" },
    options: { type: "string" },
  },
});

const { env } = process;
const port = values.port ?? env["ITT_EMULATOR_PORT"];
const host = values.host ?? env["ITT_EMULATOR_HOST"];
const seed = values.seed ?? env["ITT_EMULATOR_SEED"];
const stateFile = values["state-file"] ?? env["ITT_EMULATOR_STATE_FILE"];
const optionsFile = values.options ?? env["ITT_EMULATOR_OPTIONS"];
const isMangled = values.mangled ?? env["ITT_EMULATOR_MANGLED"] === "yes";

const fromFile: unknown = optionsFile === undefined ? {} : JSON.parse(readFileSync(optionsFile, "utf8"));
const options = emulatorOptionsSchema.parse(fromFile);
const emulator = await startIttEmulator({
  ...options,
  ...(port === undefined ? {} : { port: Number(port) }),
  ...(host === undefined ? {} : { host }),
  ...(seed === undefined ? {} : { seed }),
  ...(stateFile === undefined ? {} : { stateFile }),
  ...(isMangled ? { mangled: true } : {}),
});
process.stdout.write(`Emulated ITT E-Sim API at ${emulator.url}\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void emulator.close());
