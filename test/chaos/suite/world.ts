import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { startIttEmulator, type IttEmulator } from "../../../src/sandbox/itt-emulator/index.ts";
import {
  startTelegramEmulator,
  type TelegramEmulator,
} from "../../../src/sandbox/telegram-emulator/index.ts";
import { PAYMENT_METHODS } from "../../../src/domain/payment.ts";
import type { Logger } from "../../../src/services/ports/index.ts";
import { openStorage, type Storage } from "../../../src/storage/index.ts";
import type { Plan } from "./child/protocol.ts";
import type { Child, Pool } from "./pool.ts";

const DATA_KEY = Buffer.alloc(32, 7);
const API_KEY = "chaos-api-key";
const SECRET_CODE = "chaos-secret-code";
const YEAR = 365 * 24 * 3_600_000;

export const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

/** Who settles what needs a person, and where. */
export interface Staff {
  readonly adminId: number;
  readonly guestId: number;
  readonly groupId: number;
}

/** The supplier, Telegram, one database, and a clock that all of the shop's processes and the supplier share. */
export interface World {
  readonly itt: IttEmulator;
  readonly telegram: TelegramEmulator;
  /** The database from outside, through the product's stores and bare. */
  readonly storage: Storage;
  readonly raw: InstanceType<typeof Database>;
  readonly databaseFile: string;
  readonly environment: Readonly<Record<string, string>>;
  now(): number;
  /** Lets time pass for the supplier and for every process that runs. */
  leap(ms: number): void;
  /** Starts a process of the shop; it is not ready yet. */
  boot(plan?: Omit<Plan, "aheadMs">): Promise<Child>;
  /** The shop's people: an admin, and somebody who only sits in their group. */
  readonly staff: Staff;
  /** So many customers who have said something to the bot, which has not heard it. */
  addCustomers(count: number): Promise<readonly number[]>;
  close(): Promise<void>;
}

interface WorldOptions {
  readonly pool: Pool;
  /** Where its files go. */
  readonly folder: string;
  /** An empty database to begin with (`makeTemplate`). */
  readonly template: string;
}

function environmentFor(
  itt: IttEmulator,
  telegram: TelegramEmulator,
  file: string,
  staff: Staff,
): Record<string, string> {
  return {
    BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ITT_BASE_URL: itt.url,
    ITT_API_KEY: API_KEY,
    ITT_SECRET_CODE: SECRET_CODE,
    ITT_PARTNER_ID: "1",
    ITT_MEMBER_ID: "2",
    ITT_AGENCY_EMAIL: "agency@example.com",
    DATABASE_URL: `file:${file}`,
    DATA_KEY: DATA_KEY.toString("base64"),
    PORT: "18999",
    PAYMENT_METHODS: PAYMENT_METHODS.join(","),
    AGENCY_BALANCE_CUSTOMERS: "all",
    PAYMENT_TEXT: "bKash 01700-000000",
    STARS_RATE: "BDT:0.01",
    SUPPLIER_PAGE_HOSTS: "pay.demo.example",
    ADMIN_IDS: String(staff.adminId),
    SUPPORT_CHAT_ID: String(staff.groupId),
    SHOP_NAME: "Chaos Travel",
    SHOP_COUNTRY: "BD",
    SUPPORT_CONTACT: "https://t.me/chaos_travel_help",
    TERMS_URL: "https://example.com/terms",
    PRIVACY_URL: "https://example.com/privacy",
    LOG_LEVEL: process.env["CHAOS_LOG"] ?? "error",
  };
}

function hireStaff({ client, control }: TelegramEmulator): Staff {
  const [adminId, guestId] = ["Nasrin", "Guest"].map(
    (firstName) => client.addUser({ firstName, languageCode: "en" }).id,
  ) as [number, number];
  const groupId = control.addGroup({ title: "Support", memberIds: [adminId, guestId], adminIds: [adminId] });
  return { adminId, guestId, groupId };
}

function startEdges(now: () => number): Promise<[IttEmulator, TelegramEmulator]> {
  const itt = startIttEmulator({
    apiKey: API_KEY,
    secretCode: SECRET_CODE,
    countries: ["BD"],
    searchLifetimeMs: YEAR,
    quoteLifetimeMs: YEAR,
    startBalanceMinor: 1_000_000_000_000,
    now,
  });
  return Promise.all([itt, startTelegramEmulator({ callLogSize: 2_000 })]);
}

/** An empty database, made by the shop itself; gives its path. */
export async function makeTemplate(pool: Pool, folder: string): Promise<string> {
  const file = join(folder, "template.sqlite");
  const [itt, telegram] = await startEdges(Date.now);
  const child = await pool.take();
  child.go(environmentFor(itt, telegram, file, hireStaff(telegram)), { aheadMs: 0 });
  const isReady = await child.ready;
  await child.kill();
  await Promise.all([itt.close(), telegram.close()]);
  if (!isReady) throw new Error(`the shop does not start: see shop.log in ${folder}`);
  const made = new Database(file);
  made.pragma("wal_checkpoint(truncate)");
  made.close();
  return file;
}

/** Opens a world with no process of the shop in it. */
export async function openWorld({ pool, folder: parent, template }: WorldOptions): Promise<World> {
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const folder = mkdtempSync(join(parent, "world-"));
  const databaseFile = join(folder, "bot.sqlite");
  copyFileSync(template, databaseFile);
  const [itt, telegram] = await startEdges(now);
  const keys = { current: DATA_KEY, old: null };
  const storage = await openStorage({ url: `file:${databaseFile}`, keys, logger: silent, randomBytes });
  const raw = new Database(databaseFile, { timeout: 5_000 });
  const staff = hireStaff(telegram);
  const environment = environmentFor(itt, telegram, databaseFile, staff);
  const children = new Set<Child>();

  return {
    itt,
    telegram,
    storage,
    raw,
    databaseFile,
    environment,
    staff,
    now,
    leap(ms) {
      aheadMs += ms;
      for (const child of children) child.leap(ms);
    },
    async boot(plan = {}) {
      const child = await pool.take();
      children.add(child);
      void child.gone.then(() => children.delete(child));
      child.go(environment, { ...plan, aheadMs });
      return child;
    },
    async addCustomers(count) {
      const ids = Array.from({ length: count }, (_, number) => {
        const { id } = telegram.client.addUser({ firstName: `Customer ${number}`, languageCode: "en" });
        telegram.client.sendText(id, "Hello");
        return id;
      });
      // What they said to open their chats is nothing that the shop has to answer.
      const call = `${telegram.apiRoot}/bot${telegram.token}/deleteWebhook?drop_pending_updates=true`;
      const answer = await fetch(call, { method: "POST" });
      if (!answer.ok) throw new Error("the emulated Telegram does not drop what is pending");
      return ids;
    },
    async close() {
      await Promise.all([...children].map((child) => child.kill()));
      raw.close();
      await storage.close();
      await Promise.all([itt.close(), telegram.close()]);
      if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
    },
  };
}
