import { describe, expect, it } from "vitest";
import { ConfigError, type ConfigProblem, loadConfig } from "../../../src/config.ts";
import { validEnvironment } from "./environment.ts";

function problemsOf(changes: Record<string, string | undefined>): readonly ConfigProblem[] {
  try {
    loadConfig(validEnvironment(changes));
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("loadConfig", () => {
  it("needs only the required variables and fills in the documented defaults", () => {
    expect(loadConfig(validEnvironment())).toEqual({
      telegram: {
        token: "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        apiRoot: "https://api.telegram.org",
        adminIds: [],
        supportChatId: null,
      },
      supplier: {
        baseUrl: "https://devapi.innotraveltech.com",
        apiKey: "the-api-key",
        secretCode: "the-secret-code",
        partnerId: "1",
        memberId: "2",
        agencyEmail: "bookings@example.com",
        paths: {},
        headers: { apiKey: "apikey", secretCode: "secretecode" },
        search: { region_type: "local", plan_type: "data", topup_included: "yes" },
        timeZone: "Asia/Dhaka",
      },
      database: { url: "file:data/var/bot.sqlite", key: new Uint8Array(32).fill(7), oldKey: null },
      webhook: null,
      server: { host: "127.0.0.1", port: 8080 },
      payments: {
        methods: ["agency_balance"],
        agencyBalanceCustomers: [],
        texts: null,
        starsRate: {},
        markupPercent: "0",
        supplierPage: { hosts: [], paidStatuses: ["paid", "success", "completed"], isForTopups: false },
      },
      brakes: { isBookingEnabled: true, dailySpendLimits: [], ordersPerCustomerPerDay: null },
      shop: {
        name: "eSIM Counter",
        country: "BD",
        timeZone: "Asia/Dhaka",
        supportContact: "https://t.me/demo_travel_help",
        termsUrl: null,
        privacyUrl: null,
        defaultLanguage: "en",
      },
      logLevel: "info",
    });
  });

  it("takes every setting", () => {
    const config = loadConfig(
      validEnvironment({
        TELEGRAM_API_ROOT: "http://127.0.0.1:4000/",
        ADMIN_IDS: "1, 2,2",
        SUPPORT_CHAT_ID: "-1001234567890",
        ITT_BASE_URL: "http://[::1]:5000/api/",
        ITT_PATHS: '{"dataUsage":"/v2/usage"}',
        ITT_HEADERS: '{"apiKey":"x-key"}',
        ITT_SEARCH: '{"region_type":["local","global"]}',
        SUPPLIER_TIME_ZONE: "UTC",
        DATABASE_URL: "file:/var/lib/shop.sqlite",
        DATA_KEY_OLD: Buffer.alloc(32, 8).toString("base64"),
        WEBHOOK_URL: "https://shop.example.com/telegram/hook",
        WEBHOOK_SECRET: "sixteen-letters_",
        HOST: "0.0.0.0",
        PORT: "0",
        PAYMENT_METHODS: "agency_balance",
        AGENCY_BALANCE_CUSTOMERS: "all",
        BOOKING_ENABLED: "false",
        ORDERS_PER_CUSTOMER_PER_DAY: "5",
        SHOP_NAME: "ঢাকা ট্রাভেল",
        SHOP_COUNTRY: "SG",
        SHOP_TIME_ZONE: "Asia/Singapore",
        SUPPORT_CONTACT: "t.me/help",
        TERMS_URL: "https://example.com/terms",
        PRIVACY_URL: "https://example.com/privacy",
        DEFAULT_LANGUAGE: "bn",
        LOG_LEVEL: "debug",
      }),
    );
    expect(config).toMatchObject({
      telegram: { apiRoot: "http://127.0.0.1:4000", adminIds: [1, 2], supportChatId: -1001234567890 },
      supplier: {
        baseUrl: "http://[::1]:5000/api",
        paths: { dataUsage: "/v2/usage" },
        headers: { apiKey: "x-key", secretCode: "secretecode" },
        search: { region_type: ["local", "global"], plan_type: "data", topup_included: "yes" },
        timeZone: "UTC",
      },
      database: { url: "file:/var/lib/shop.sqlite", oldKey: new Uint8Array(32).fill(8) },
      webhook: {
        url: "https://shop.example.com/telegram/hook",
        path: "/telegram/hook",
        secret: "sixteen-letters_",
      },
      server: { host: "0.0.0.0", port: 0 },
      payments: { agencyBalanceCustomers: "all" },
      brakes: { isBookingEnabled: false, ordersPerCustomerPerDay: 5 },
      shop: {
        name: "ঢাকা ট্রাভেল",
        country: "SG",
        supportContact: "https://t.me/help",
        defaultLanguage: "bn",
      },
      logLevel: "debug",
    });
  });

  it("lists all problems at once, by name", () => {
    const problems = problemsOf({
      BOT_TOKEN: undefined,
      PORT: "eighty",
      SHOP_COUNTRY: "Bangladesh",
      DATA_KEY: "",
    });
    expect(problems.map(({ name }) => name).sort()).toEqual([
      "BOT_TOKEN",
      "DATA_KEY",
      "PORT",
      "SHOP_COUNTRY",
    ]);
    expect(problems.find(({ name }) => name === "PORT")?.problem).toMatch(
      /^expected .*0 to 65535.*e\.g\. 8080/,
    );
    expect(problems.find(({ name }) => name === "DATA_KEY")?.problem).toMatch(
      /^is missing: 32 bytes in base64/,
    );
  });

  it("names what a way to pay lacks: nobody would look for the money, or know the price", () => {
    const names = (changes: Record<string, string>) =>
      problemsOf({ PAYMENT_METHODS: "credit, manual,telegram", ...changes }).map(({ name }) => name);
    expect(names({}).sort()).toEqual(["ADMIN_IDS", "PAYMENT_TEXT", "STARS_RATE", "SUPPORT_CHAT_ID"]);
    const staffed = { ADMIN_IDS: "111", SUPPORT_CHAT_ID: "-100123" };
    expect(names({ ...staffed, PAYMENT_TEXT: "bKash 01700-000000" })).toEqual(["STARS_RATE"]);
    expect(problemsOf({ PAYMENT_METHODS: "manual", ...staffed })[0]?.problem).toMatch(
      /^is missing, PAYMENT_METHODS manual needs it: /,
    );
    const whole = { ...staffed, PAYMENT_TEXT: "bKash 01700-000000", STARS_RATE: "BDT:0.55" };
    expect(names(whole)).toEqual([]);
  });

  it("says in words what each setting takes that another one needs", () => {
    const problems = problemsOf({
      PAYMENT_METHODS: "credit,manual,telegram",
      WEBHOOK_URL: "https://shop.example.com/telegram",
    });
    expect(problems).toHaveLength(5);
    for (const { problem } of problems) expect(problem).toMatch(/needs it: .*(e\.g\. |made by: )\S/);
  });

  it("refuses accounts that nobody could fill: only an admin uses /credit", () => {
    expect(problemsOf({ PAYMENT_METHODS: "credit" })).toMatchObject([{ name: "ADMIN_IDS" }]);
    expect(problemsOf({ PAYMENT_METHODS: "credit", ADMIN_IDS: "111" })).toEqual([]);
  });

  it("names every required variable of an empty environment, with an example or a way to make it", () => {
    const required = Object.keys(validEnvironment());
    const problems = problemsOf(Object.fromEntries(required.map((name) => [name, " "])));
    expect(problems.map(({ name }) => name).sort()).toEqual([...required].sort());
    for (const { problem } of problems) expect(problem).toMatch(/^is missing: .*(e\.g\. |made by: )/);
  });

  const bad: [name: string, value: string][] = [
    ["BOT_TOKEN", "canary-value"],
    ["TELEGRAM_API_ROOT", "http://canary.example.com"],
    ["ADMIN_IDS", "1,canary"],
    ["ADMIN_IDS", "1,,2"],
    ["ADMIN_IDS", "-5"],
    ["SUPPORT_CHAT_ID", "@canary"],
    ["ITT_BASE_URL", "http://localhost.canary.example"],
    ["ITT_BASE_URL", "http://128.0.0.1"],
    ["ITT_BASE_URL", "https://user:canary@example.com"],
    ["ITT_BASE_URL", "https://example.com/?canary"],
    ["ITT_BASE_URL", "canary"],
    ["ITT_API_KEY", "canary\nX-Header: 1"],
    ["ITT_AGENCY_EMAIL", "canary"],
    ["ITT_PATHS", "{canary"],
    ["ITT_PATHS", '{"canary":"/esim/search"}'],
    ["ITT_PATHS", '{"search":"canary"}'],
    ["ITT_PATHS", '["canary"]'],
    ["ITT_PATHS", '{"dataUsage":"/esim/create-booking"}'],
    ["ITT_PATHS", '{"createTopup":"/esim/topup-history"}'],
    ["ITT_HEADERS", '{"apiKey":"can ary"}'],
    ["ITT_HEADERS", '{"canary":"x"}'],
    ["ITT_HEADERS", '{"apiKey":"canary","secretCode":"Canary"}'],
    ["ITT_SEARCH", '{"canary":"x"}'],
    ["ITT_SEARCH", '{"plan_type":[]}'],
    ["SUPPLIER_TIME_ZONE", "Asia/Canary"],
    ["SHOP_TIME_ZONE", "+06:00"],
    ["DATABASE_URL", "mysql://canary"],
    ["DATABASE_URL", "file:"],
    ["DATA_KEY", Buffer.alloc(31, 1).toString("base64")],
    ["DATA_KEY", Buffer.alloc(33, 1).toString("base64")],
    ["DATA_KEY", "canary"],
    ["DATA_KEY_OLD", "canary"],
    ["HOST", "can ary"],
    ["PORT", "65536"],
    ["PORT", "80.5"],
    ["PORT", "0x50"],
    ["PAYMENT_METHODS", "canary"],
    ["AGENCY_BALANCE_CUSTOMERS", "everybody-canary"],
    ["BOOKING_ENABLED", "yes-canary"],
    ["ORDERS_PER_CUSTOMER_PER_DAY", "0"],
    ["DAILY_SPEND_LIMIT", "50000 canary"],
    ["DAILY_SPEND_LIMIT", "BTD:50000"],
    ["STARS_RATE", "BDT:0.55,TAK:1"],
    ["SUPPLIER_PAID_STATUSES", "paid,,canary"],
    ["PAYMENT_TEXT", "bKash canary\nNagad canary"],
    ["PAYMENT_TEXT_BN", "বিকাশ canary\nনগদ canary"],
    ["SHOP_NAME", "canary".repeat(11)],
    ["SHOP_COUNTRY", "bd"],
    ["SUPPORT_CONTACT", "@canary"],
    ["SUPPORT_CONTACT", "http://canary.example.com"],
    ["TERMS_URL", "http://canary.example.com"],
    ["PRIVACY_URL", "canary"],
    ["DEFAULT_LANGUAGE", "canary"],
    ["LOG_LEVEL", "canary"],
  ];
  it.each(bad)("refuses a bad %s without showing it (%#)", (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems.map((problem) => problem.name)).toEqual([name]);
    expect(problems[0]?.problem).toMatch(/^expected /);
    expect(problems[0]?.problem).not.toMatch(/canary/i);
  });

  it.each([["http://localhost:1"], ["http://127.9.9.9:1"], ["http://[::1]:1"], ["https://example.com"]])(
    "accepts %s for the supplier, Telegram and the webhook",
    (url) => {
      const changes = { ITT_BASE_URL: url, TELEGRAM_API_ROOT: url, WEBHOOK_URL: `${url}/hook` };
      expect(problemsOf({ ...changes, WEBHOOK_SECRET: "0123456789abcdef" })).toEqual([]);
    },
  );

  it("lists the ways to pay where one is unknown, and says that their text is one line", () => {
    expect(problemsOf({ PAYMENT_METHODS: "agency_balance,paypal" })[0]?.problem).toMatch(
      /^expected one or several of agency_balance, credit, manual, telegram, supplier_page,/,
    );
    expect(problemsOf({ PAYMENT_TEXT: "bKash\nNagad" })[0]?.problem).toMatch(/one line/);
  });

  it("demands a secret that Telegram takes with a webhook", () => {
    const WEBHOOK_URL = "https://shop.example.com/telegram";
    expect(problemsOf({ WEBHOOK_URL })).toMatchObject([
      {
        name: "WEBHOOK_SECRET",
        problem: expect.stringMatching(/^is missing, WEBHOOK_URL needs it/) as string,
      },
    ]);
    for (const WEBHOOK_SECRET of ["with a space in it", "a/b", "x".repeat(257)])
      expect(problemsOf({ WEBHOOK_URL, WEBHOOK_SECRET })).toMatchObject([{ name: "WEBHOOK_SECRET" }]);
  });

  it("refuses a webhook on the path of the health check", () => {
    const changes = { WEBHOOK_URL: "https://shop.example.com/healthz", WEBHOOK_SECRET: "0123456789abcdef" };
    expect(problemsOf(changes)).toMatchObject([{ name: "WEBHOOK_URL" }]);
  });

  const later: [name: string, value: string][] = [["DATABASE_URL", "postgres://shop:secret@localhost/shop"]];
  it.each(later)("says that %s=%s is not supported yet, rather than ignore it", (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toMatchObject([{ name, problem: expect.stringMatching(/supported yet/) as string }]);
    expect(problems[0]?.problem).not.toContain("secret@");
  });

  it("asks about names that are nearly one of ours and leaves others alone", () => {
    expect(
      problemsOf({ SHOP_TIMEZONE: "UTC", ITT_PATH: "{}", PATH: "/bin", HOSTNAME: "x", NODE_ENV: "test" }),
    ).toEqual([
      { name: "SHOP_TIMEZONE", problem: "is not a variable of the shop: is SHOP_TIME_ZONE meant?" },
      { name: "ITT_PATH", problem: "is not a variable of the shop: is ITT_PATHS meant?" },
    ]);
  });

  it("puts all problems into the error's message, one a line", () => {
    expect(() => loadConfig(validEnvironment({ PORT: "x", LOG_LEVEL: "y" }))).toThrow(
      /\n {2}PORT expected .*\n {2}LOG_LEVEL expected /,
    );
  });
});
