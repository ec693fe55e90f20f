import { z } from "zod";
import { parseMoney, type Money } from "../domain/money.ts";
import { PAYMENT_METHODS, type PaymentMethod, type StarsRate } from "../domain/payment.ts";
import { LANGUAGES, isLanguage } from "../i18n/index.ts";
import { DEFAULT_ITT_PATHS, ittHeadersSchema, ittPathsSchema, ittSearchSchema } from "../itt/index.ts";
import { setting } from "./setting.ts";
import * as values from "./values.ts";

/** The levels of the log, most talkative first. */
const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const DHAKA = "Asia/Dhaka";
const LOOPBACK_RULE = "https, or http on a loopback host only";
const headerValue = values.matching(/^[\x21-\x7e]+$/);
const shortId = values.matching(/^[\w.-]{1,64}$/);

type SupplierPaths = z.output<typeof ittPathsSchema>;

function paymentMethods(text: string): readonly PaymentMethod[] | undefined {
  const names = text.split(",").map((name) => PAYMENT_METHODS.find((method) => method === name.trim()));
  return names.every((name) => name !== undefined) ? [...new Set(names)] : undefined;
}

/** `BDT:0.55,USD:66` as Stars per major unit, by currency. */
function starsRate(text: string): StarsRate | undefined {
  const pairs = text.split(",").map((part) => /^([A-Z]{3}):(\d{1,9}(?:\.\d{1,9})?)$/.exec(part.trim()));
  const isRate = (pair: RegExpExecArray | null) =>
    pair !== null && values.isCurrency(pair[1] ?? "") && Number(pair[2]) > 0;
  if (!pairs.every(isRate)) return undefined;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? "", pair?.[2] ?? ""]));
}

/** Host names, without a scheme, a port or a path. */
function hostNames(text: string): readonly string[] | undefined {
  const names = text.split(",").map((name) => name.trim().toLowerCase());
  return names.every((name) => /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(name)) ? names : undefined;
}

/** Words in lower case; an empty one would call paid what has no status. */
function paidStatuses(text: string): readonly string[] | undefined {
  const words = text.split(",").map((word) => word.trim().toLowerCase());
  return words.includes("") ? undefined : words;
}

/** `BDT:50000,USD:400` as amounts. */
function spendLimits(text: string): readonly Money[] | undefined {
  const limits = text.split(",").map((part) => {
    const [currency, amount, ...rest] = part.trim().split(":");
    if (rest.length > 0 || !values.isCurrency(currency ?? "")) return undefined;
    return parseMoney(amount ?? "", currency ?? "");
  });
  return limits.every((limit) => limit !== undefined) ? limits : undefined;
}

/** No operation may share a path with one that spends: what is read may be sent again, and the doctor tries every read. */
function supplierPaths(text: string): SupplierPaths | undefined {
  const given = values.jsonOf(ittPathsSchema)(text);
  const { createBooking, createTopup, ...others } = { ...DEFAULT_ITT_PATHS, ...given };
  const isApart = [createBooking, createTopup].every((path) => !Object.values(others).includes(path));
  return isApart && createBooking !== createTopup ? given : undefined;
}

const telegram = {
  BOT_TOKEN: setting(
    "the token that @BotFather gave, e.g. 123456789:ABCdefGhIJKlmNoPQRstuVwxyZ",
    values.matching(/^\d+:[A-Za-z0-9_-]+$/),
  ),
  TELEGRAM_API_ROOT: setting(
    `the root of the Bot API (${LOOPBACK_RULE}), e.g. https://api.telegram.org`,
    values.baseUrl,
  ).default("https://api.telegram.org"),
  ADMIN_IDS: setting(
    "numeric Telegram ids, comma-separated, e.g. 111111111,222222222",
    values.telegramIds,
  ).default([]),
  SUPPORT_CHAT_ID: setting(
    "the numeric id of the support group, e.g. -1001234567890",
    values.wholeNumber(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  ).optional(),
};

const supplier = {
  ITT_BASE_URL: setting(
    `ITT's address (${LOOPBACK_RULE}), e.g. https://serviceapi.innotraveltech.com`,
    values.baseUrl,
  ),
  ITT_API_KEY: setting("the API key that ITT gave the agency, e.g. 3f9c…", headerValue),
  ITT_SECRET_CODE: setting("the secret code that ITT gave with the API key, e.g. 81be…", headerValue),
  ITT_PARTNER_ID: setting("the agency's partner id at ITT, e.g. 1", shortId),
  ITT_MEMBER_ID: setting("the agency's member id at ITT, e.g. 1", shortId),
  ITT_AGENCY_EMAIL: setting(
    "the agency's e-mail address at ITT, e.g. bookings@example.com",
    values.matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/),
  ),
  ITT_PATHS: setting(
    'a JSON object of paths by operation, none shared with one that spends money, e.g. {"dataUsage":"/esim/data-usage"}',
    supplierPaths,
  ).default({}),
  ITT_HEADERS: setting(
    'a JSON object with the two header names, e.g. {"apiKey":"apikey","secretCode":"secretecode"}',
    values.jsonOf(ittHeadersSchema),
  ).default(ittHeadersSchema.parse({})),
  ITT_SEARCH: setting(
    'a JSON object of search values, e.g. {"region_type":["local","regional"],"plan_type":"data","topup_included":"yes"}',
    values.jsonOf(ittSearchSchema),
  ).default(ittSearchSchema.parse({})),
  SUPPLIER_TIME_ZONE: setting("the IANA time zone of ITT's times, e.g. Asia/Dhaka", values.timeZone).default(
    DHAKA,
  ),
};

const machine = {
  DATABASE_URL: setting("a file: address, e.g. file:data/var/bot.sqlite", values.databaseUrl).default(
    "file:data/var/bot.sqlite",
  ),
  DATA_KEY: setting("32 bytes in base64, made by: openssl rand -base64 32", values.base64Key),
  DATA_KEY_OLD: setting(
    "the former DATA_KEY, 32 bytes in base64, while keys are changed",
    values.base64Key,
  ).optional(),
  WEBHOOK_URL: setting(
    `the full public address of the webhook, path included, not /healthz (${LOOPBACK_RULE}), e.g. https://shop.example.com/telegram`,
    values.webhookUrl,
  ).optional(),
  WEBHOOK_SECRET: setting(
    "1 to 256 of A-Z a-z 0-9 _ -, hard to guess, made by: openssl rand -hex 32",
    values.matching(/^[A-Za-z0-9_-]{1,256}$/),
  ).optional(),
  HOST: setting("the address to listen on, e.g. 127.0.0.1", values.hostName).default("127.0.0.1"),
  PORT: setting(
    "the port to listen on, 0 to 65535 (0: any free one), e.g. 8080",
    values.wholeNumber(0, 65_535),
  ).default(8080),
  LOG_LEVEL: setting(`one of ${LOG_LEVELS.join(", ")}, e.g. info`, values.oneOf(LOG_LEVELS)).default("info"),
};

const paymentText = () =>
  setting(
    "how customers pay by hand, one line of up to 1000 characters, e.g. bKash 01700-000000 (merchant)",
    values.matching(/^[^\p{Cc}]{1,1000}$/u),
  ).optional();

const money = {
  PAYMENT_METHODS: setting(
    `one or several of ${PAYMENT_METHODS.join(", ")}, comma-separated, e.g. agency_balance`,
    paymentMethods,
  ).default(["agency_balance"]),
  AGENCY_BALANCE_CUSTOMERS: setting<"all" | readonly number[]>(
    "all, or numeric Telegram ids, comma-separated, e.g. 111111111,222222222",
    (text) => (text === "all" ? "all" : values.telegramIds(text)),
  ).default([]),
  BOOKING_ENABLED: setting("true or false, e.g. true", values.oneOf(["true", "false"])).default("true"),
  ORDERS_PER_CUSTOMER_PER_DAY: setting(
    "a whole number from 1, e.g. 5",
    values.wholeNumber(1, 1_000_000),
  ).optional(),
  DAILY_SPEND_LIMIT: setting(
    "currencies (ISO 4217) with amounts, comma-separated, e.g. BDT:50000,USD:400",
    spendLimits,
  ).default([]),
  PAYMENT_TEXT: paymentText(),
  PAYMENT_TEXT_EN: paymentText(),
  PAYMENT_TEXT_BN: paymentText(),
  STARS_RATE: setting(
    "currencies (ISO 4217) with Stars per major unit, comma-separated, e.g. BDT:0.55,USD:66",
    starsRate,
  ).default({}),
  MARKUP_PERCENT: setting(
    "a percentage from 0 to 500, e.g. 10 or 7.5",
    values.matching(/^(?:[1-4]?\d{1,2}|500)(?:\.\d{1,2})?$/),
  ).default("0"),
  SUPPLIER_PAGE_HOSTS: setting(
    "host names of ITT's payment page, comma-separated, e.g. pay.innotraveltech.com",
    hostNames,
  ).default([]),
  SUPPLIER_PAGE_TOPUPS: setting("true or false, e.g. false", values.oneOf(["true", "false"])).default(
    "false",
  ),
  SUPPLIER_PAID_STATUSES: setting(
    "words of ITT's payment_status that mean paid, comma-separated, e.g. paid,success,completed",
    paidStatuses,
  ).default(["paid", "success", "completed"]),
};

const shop = {
  SHOP_NAME: setting(
    "the shop's name, up to 60 characters, e.g. Demo Travel",
    values.matching(/^[^\p{Cc}]{1,60}$/u),
  ).default("eSIM Counter"),
  SHOP_COUNTRY: setting("two capital letters (ISO 3166-1), e.g. BD", values.matching(/^[A-Z]{2}$/)).default(
    "BD",
  ),
  SHOP_TIME_ZONE: setting("the shop's IANA time zone, e.g. Asia/Dhaka", values.timeZone).default(DHAKA),
  SUPPORT_CONTACT: setting(
    "an https or t.me link to a person, e.g. https://t.me/your_help",
    values.supportLink,
  ),
  TERMS_URL: setting("an https link, e.g. https://example.com/terms", values.httpsLink).optional(),
  PRIVACY_URL: setting("an https link, e.g. https://example.com/privacy", values.httpsLink).optional(),
  DEFAULT_LANGUAGE: setting(`one of ${LANGUAGES.map(({ code }) => code).join(", ")}, e.g. en`, (text) =>
    isLanguage(text) ? text : undefined,
  ).default("en"),
};

/** Every variable that the shop reads, one schema each. `.env.example` lists the same names. */
export const variablesSchema = z.object({ ...telegram, ...supplier, ...machine, ...money, ...shop });
