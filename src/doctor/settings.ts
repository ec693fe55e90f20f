import { ConfigError, loadConfig, type Config } from "../config.ts";
import { bad, fine, odd, type Finding } from "./finding.ts";

/** The configuration, or null where it cannot be read, and what to tell about it: every problem, by name, without values. */
export function checkSettings(env: Record<string, string | undefined>): {
  readonly config: Config | null;
  readonly findings: readonly Finding[];
} {
  try {
    const config = loadConfig(env);
    return { config, findings: [fine("settings", "complete and well-formed"), ...checkMeant(config)] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const findings = error.problems.map(({ name, problem }) =>
      bad(name, problem, `change the line of .env that begins with ${name}=`),
    );
    return { config: null, findings };
  }
}

/** What is allowed, and may have been forgotten. */
function checkMeant({ telegram, payments, brakes }: Config): readonly Finding[] {
  const findings: Finding[] = [];
  if (telegram.adminIds.length === 0)
    findings.push(odd("ADMIN_IDS", "nobody is an admin: only an admin releases a stop", "ADMIN_IDS=…"));
  if (telegram.supportChatId === null)
    findings.push(odd("SUPPORT_CHAT_ID", "alarms and customers' letters go to nobody", "SUPPORT_CHAT_ID=…"));
  if (payments.methods.includes("agency_balance") && payments.agencyBalanceCustomers === "all")
    findings.push(
      odd(
        "AGENCY_BALANCE_CUSTOMERS",
        "everybody on Telegram may buy at the agency's expense",
        "AGENCY_BALANCE_CUSTOMERS=…",
      ),
    );
  if (!brakes.isBookingEnabled)
    findings.push(odd("BOOKING_ENABLED", "nobody can order", "BOOKING_ENABLED=true"));
  return findings;
}
