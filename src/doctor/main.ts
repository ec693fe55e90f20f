import { readEnvironment } from "../config.ts";
import { createIttSupplier } from "../itt/index.ts";
import { createLogger } from "../logger.ts";
import { isTrouble, renderFinding, type Finding } from "./finding.ts";
import { checkSettings } from "./settings.ts";
import { checkSupplier } from "./supplier.ts";
import { checkTelegram } from "./telegram.ts";

/** `npm run doctor`: looks at settings, Telegram and supplier, and says what to change. Exit code 0 when all is fine, else 1. */
const print = (line: string): boolean => process.stdout.write(`${line}\n`);
let troubleCount = 0;
let oddCount = 0;

async function report(title: string, findings: AsyncIterable<Finding> | Iterable<Finding>): Promise<void> {
  print(title);
  for await (const finding of findings) {
    if (isTrouble(finding)) troubleCount++;
    else if (finding.mark === "odd") oddCount++;
    print(renderFinding(finding));
  }
}

async function run(): Promise<void> {
  const { config, findings } = checkSettings(readEnvironment());
  await report("Settings", findings);
  if (config) {
    await report("Telegram", checkTelegram(config));
    const logger = createLogger({ level: "error", secrets: [], destination: { write: () => undefined } });
    const supplier = createIttSupplier({ config: config.supplier, logger, clock: { now: () => Date.now() } });
    await report("Supplier", checkSupplier({ config, supplier }));
    await supplier.close();
  }
  print(conclude());
  process.exitCode = troubleCount === 0 ? 0 : 1;
}

function conclude(): string {
  if (troubleCount > 0) return `To mend: ${troubleCount}. The lines with → belong into .env.`;
  if (oddCount === 0) return "All is fine.";
  return `Nothing is wrong, ${oddCount} ${oddCount === 1 ? "thing" : "things"} to look at (!).`;
}

void run();
