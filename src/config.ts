import type { Money } from "./domain/money.ts";
import type { PaymentMethod, StarsRate } from "./domain/payment.ts";
import type { Language } from "./i18n/index.ts";
import type { IttConfig } from "./itt/index.ts";
import { expectationOf } from "./config/setting.ts";
import { probableName } from "./config/typos.ts";
import { type LogLevel, variablesSchema } from "./config/variables.ts";

/** Everything that a deployer may set, parsed and checked, grouped by who needs it. */
export interface Config {
  readonly telegram: {
    readonly token: string;
    /** Without a slash at its end. */
    readonly apiRoot: string;
    readonly adminIds: readonly number[];
    readonly supportChatId: number | null;
  };
  /** The client's own configuration; `paths` holds only those that differ from its table. */
  readonly supplier: IttConfig;
  readonly database: {
    readonly url: string;
    /** 32 bytes. */
    readonly key: Uint8Array;
    /** The former key while keys are changed, else null. */
    readonly oldKey: Uint8Array | null;
  };
  /** Null: long polling. `path` is the URL's, the one the server listens on. */
  readonly webhook: { readonly url: string; readonly path: string; readonly secret: string } | null;
  readonly server: { readonly host: string; readonly port: number };
  readonly payments: {
    readonly methods: readonly PaymentMethod[];
    /** Who may buy on the agency's balance; an empty list is nobody. */
    readonly agencyBalanceCustomers: "all" | readonly number[];
    /** How customers pay by hand, as readers of each language are told; null where that is no method. */
    readonly texts: Readonly<Record<Language, string>> | null;
    readonly starsRate: StarsRate;
    /** As written: "7.5". On what we collect, not on the supplier's own page. */
    readonly markupPercent: string;
    readonly supplierPage: {
      /** Hosts of the supplier's payment page besides the supplier's own. */
      readonly hosts: readonly string[];
      /** Lower-case words of `payment_status` that mean paid. */
      readonly paidStatuses: readonly string[];
      readonly isForTopups: boolean;
    };
  };
  readonly brakes: {
    readonly isBookingEnabled: boolean;
    /** Per currency, by purchase price, within the shop's day. */
    readonly dailySpendLimits: readonly Money[];
    /** Null: no limit. */
    readonly ordersPerCustomerPerDay: number | null;
  };
  readonly shop: {
    readonly name: string;
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
    readonly timeZone: string;
    /** An https link. */
    readonly supportContact: string;
    readonly termsUrl: string | null;
    readonly privacyUrl: string | null;
    readonly defaultLanguage: Language;
  };
  readonly logLevel: LogLevel;
}

/** One thing to mend in the environment: the variable's name, and what is wrong in words that never hold its value. */
export interface ConfigProblem {
  readonly name: string;
  readonly problem: string;
}

/** Thrown by `loadConfig` with all problems at once; the message lists them, one a line, without values. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ name, problem }) => `  ${name} ${problem}`);
    super(["The configuration has problems (see .env.example):", ...lines].join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** The environment of this process; nothing else in the product reads it. */
export function readEnvironment(): Record<string, string | undefined> {
  return process.env;
}

/** What stands in `env` for each known variable, trimmed; an empty text is as good as none. */
function presentValues(env: Record<string, string | undefined>): Record<string, string> {
  const names = Object.keys(variablesSchema.shape);
  const pairs = names.map((name) => [name, env[name]?.trim() ?? ""] as const);
  return Object.fromEntries(pairs.filter(([, text]) => text !== ""));
}

/** What a variable takes, in words with an example. */
function expectedOf(name: string): string {
  const schema = Object.entries(variablesSchema.shape).find(([key]) => key === name)?.[1];
  return schema === undefined ? "" : expectationOf(schema);
}

/** What each way to pay needs besides its name. */
const NEEDED_BY_METHOD = {
  manual: ["PAYMENT_TEXT", "SUPPORT_CHAT_ID", "ADMIN_IDS"],
  credit: ["ADMIN_IDS"],
  telegram: ["STARS_RATE"],
} as const;

/** A way to pay that lacks what it needs: customers would be asked for money that nobody looks for. */
function paymentProblems(given: Record<string, string>): ConfigProblem[] {
  const methods = (given["PAYMENT_METHODS"] ?? "").split(",").map((name) => name.trim());
  const lacks = Object.entries(NEEDED_BY_METHOD)
    .filter(([method]) => methods.includes(method))
    .flatMap(([method, names]) => names.map((name) => ({ name, method })))
    .filter(({ name }) => given[name] === undefined);
  return lacks
    .filter(({ name }, index) => lacks.findIndex((other) => other.name === name) === index)
    .map(({ name, method }) => ({
      name,
      problem: `is missing, PAYMENT_METHODS ${method} needs it: ${expectedOf(name)}`,
    }));
}

/** Problems that no single variable shows. */
function crossProblems(
  env: Record<string, string | undefined>,
  given: Record<string, string>,
): ConfigProblem[] {
  const known = Object.keys(variablesSchema.shape);
  const problems: ConfigProblem[] = [];
  if (given["WEBHOOK_URL"] !== undefined && given["WEBHOOK_SECRET"] === undefined) {
    const problem = `is missing, WEBHOOK_URL needs it: ${expectedOf("WEBHOOK_SECRET")}`;
    problems.push({ name: "WEBHOOK_SECRET", problem });
  }
  problems.push(...paymentProblems(given));
  for (const name of Object.keys(env).filter((name) => !known.includes(name))) {
    const meant = probableName(name, known);
    if (meant) problems.push({ name, problem: `is not a variable of the shop: is ${meant} meant?` });
  }
  return problems;
}

/**
 * Reads the configuration out of an environment.
 * Throws `ConfigError` with every problem at once: missing, malformed, not supported yet, probably misspelt.
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given = presentValues(env);
  const result = variablesSchema.safeParse(given);
  const problems = crossProblems(env, given);
  for (const issue of result.error?.issues ?? []) {
    const name = String(issue.path[0]);
    const problem = issue.code === "custom" ? issue.message : `is missing: ${expectedOf(name)}`;
    problems.push({ name, problem });
  }
  if (!result.success || problems.length > 0) throw new ConfigError(problems);
  return groupVariables(result.data);
}

function groupVariables(values: ReturnType<typeof variablesSchema.parse>): Config {
  return {
    telegram: {
      token: values.BOT_TOKEN,
      apiRoot: values.TELEGRAM_API_ROOT,
      adminIds: values.ADMIN_IDS,
      supportChatId: values.SUPPORT_CHAT_ID ?? null,
    },
    supplier: {
      baseUrl: values.ITT_BASE_URL,
      apiKey: values.ITT_API_KEY,
      secretCode: values.ITT_SECRET_CODE,
      partnerId: values.ITT_PARTNER_ID,
      memberId: values.ITT_MEMBER_ID,
      agencyEmail: values.ITT_AGENCY_EMAIL,
      paths: values.ITT_PATHS,
      headers: values.ITT_HEADERS,
      search: values.ITT_SEARCH,
      timeZone: values.SUPPLIER_TIME_ZONE,
    },
    database: { url: values.DATABASE_URL, key: values.DATA_KEY, oldKey: values.DATA_KEY_OLD ?? null },
    webhook:
      values.WEBHOOK_URL && values.WEBHOOK_SECRET
        ? { url: values.WEBHOOK_URL.href, path: values.WEBHOOK_URL.pathname, secret: values.WEBHOOK_SECRET }
        : null,
    server: { host: values.HOST, port: values.PORT },
    payments: {
      methods: values.PAYMENT_METHODS,
      agencyBalanceCustomers: values.AGENCY_BALANCE_CUSTOMERS,
      texts:
        values.PAYMENT_TEXT === undefined
          ? null
          : {
              en: values.PAYMENT_TEXT_EN ?? values.PAYMENT_TEXT,
              bn: values.PAYMENT_TEXT_BN ?? values.PAYMENT_TEXT,
            },
      starsRate: values.STARS_RATE,
      markupPercent: values.MARKUP_PERCENT,
      supplierPage: {
        hosts: values.SUPPLIER_PAGE_HOSTS,
        paidStatuses: values.SUPPLIER_PAID_STATUSES,
        isForTopups: values.SUPPLIER_PAGE_TOPUPS === "true",
      },
    },
    brakes: {
      isBookingEnabled: values.BOOKING_ENABLED === "true",
      dailySpendLimits: values.DAILY_SPEND_LIMIT,
      ordersPerCustomerPerDay: values.ORDERS_PER_CUSTOMER_PER_DAY ?? null,
    },
    shop: {
      name: values.SHOP_NAME,
      country: values.SHOP_COUNTRY,
      timeZone: values.SHOP_TIME_ZONE,
      supportContact: values.SUPPORT_CONTACT,
      termsUrl: values.TERMS_URL ?? null,
      privacyUrl: values.PRIVACY_URL ?? null,
      defaultLanguage: values.DEFAULT_LANGUAGE,
    },
    logLevel: values.LOG_LEVEL,
  };
}
