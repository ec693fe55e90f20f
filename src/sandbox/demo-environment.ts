import type { DemoFolder } from "./demo-folder.ts";
import type { DemoStaff } from "./demo-people.ts";

/** What the emulated supplier and the bot must agree on. */
export const SUPPLIER_ACCOUNT = {
  apiKey: "demo-api-key",
  secretCode: "demo-secret-code",
  memberId: "2",
} as const;

/** The environment of the bot: the variables of the shop, and nothing of the person's own. */
export function demoEnvironment(world: {
  folder: DemoFolder;
  staff: DemoStaff;
  botToken: string;
  telegramRoot: string;
  ittUrl: string;
}): Record<string, string> {
  return {
    BOT_TOKEN: world.botToken,
    TELEGRAM_API_ROOT: world.telegramRoot,
    ADMIN_IDS: String(world.staff.adminId),
    SUPPORT_CHAT_ID: String(world.staff.supportChatId),
    ITT_BASE_URL: world.ittUrl,
    ITT_API_KEY: SUPPLIER_ACCOUNT.apiKey,
    ITT_SECRET_CODE: SUPPLIER_ACCOUNT.secretCode,
    ITT_PARTNER_ID: "1",
    ITT_MEMBER_ID: SUPPLIER_ACCOUNT.memberId,
    ITT_AGENCY_EMAIL: "agency@example.com",
    DATABASE_URL: world.folder.databaseUrl,
    DATA_KEY: world.folder.dataKey,
    // Any free port: the default one is where the page may be.
    PORT: "0",
    // The first is as simple as can be; the others are there to be tried.
    PAYMENT_METHODS: "agency_balance,credit,manual,telegram,supplier_page",
    AGENCY_BALANCE_CUSTOMERS: "all",
    PAYMENT_TEXT: "bKash 01700-000000 (merchant, Demo Travel). Nobody really pays: any number will do.",
    PAYMENT_TEXT_BN: "বিকাশ 01700-000000 (মার্চেন্ট, Demo Travel)। সত্যি টাকা লাগে না: যেকোনো নম্বর চলবে।",
    STARS_RATE: "BDT:0.55",
    SUPPLIER_PAGE_TOPUPS: "true",
    // Where the emulated supplier says that its page is; the chat page opens it on this machine.
    SUPPLIER_PAGE_HOSTS: "pay.demo.example",
    SHOP_NAME: "Demo Travel",
    SHOP_COUNTRY: "BD",
    SHOP_TIME_ZONE: "Asia/Dhaka",
    SUPPORT_CONTACT: "https://t.me/demo_travel_help",
    TERMS_URL: "https://example.com/terms",
    PRIVACY_URL: "https://example.com/privacy",
    DEFAULT_LANGUAGE: "en",
    LOG_LEVEL: "warn",
  };
}
