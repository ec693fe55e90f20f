import { createIttSupplier, type IttConfig, type IttSupplier } from "../../../../src/itt/index.ts";
import type { LogFields, Logger } from "../../../../src/services/ports/index.ts";

export interface LogLine {
  readonly level: string;
  readonly event: string;
  readonly fields: LogFields | undefined;
}

/** A logger that keeps its lines. */
export function recordingLogger(lines: LogLine[] = []): Logger & { readonly lines: LogLine[] } {
  const at = (level: string) => (event: string, fields?: LogFields) => {
    lines.push({ level, event, fields });
  };
  return {
    lines,
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    child: () => recordingLogger(lines),
  };
}

export const API_KEY = "key-of-the-agency";
export const SECRET_CODE = "secret-of-the-agency";

export function testConfig(baseUrl: string, overrides: Partial<IttConfig> = {}): IttConfig {
  return {
    baseUrl,
    apiKey: API_KEY,
    secretCode: SECRET_CODE,
    partnerId: "1",
    memberId: "2",
    agencyEmail: "agency@example.com",
    paths: {},
    headers: { apiKey: "apikey", secretCode: "secretecode" },
    search: { region_type: "local", plan_type: "data", topup_included: "yes" },
    timeZone: "Asia/Dhaka",
    retryDelaysMs: [1, 1],
    ...overrides,
  };
}

export function testClient(
  baseUrl: string,
  overrides: Partial<IttConfig> = {},
): { readonly supplier: IttSupplier; readonly logger: ReturnType<typeof recordingLogger> } {
  const logger = recordingLogger();
  const supplier = createIttSupplier({
    config: testConfig(baseUrl, overrides),
    logger,
    clock: { now: () => Date.now() },
  });
  return { supplier, logger };
}
