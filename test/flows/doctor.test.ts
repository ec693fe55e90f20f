import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import {
  type Operation,
  startIttEmulator,
  type IttEmulator,
  type IttEmulatorOptions,
} from "../../src/sandbox/itt-emulator/index.ts";
import { startTelegramEmulator, type TelegramEmulator } from "../../src/sandbox/telegram-emulator/index.ts";
import { builtInOneFile } from "../support/one-file.ts";

type Environment = Record<string, string>;
const closes: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closes.splice(0).map((close) => close()));
});

const SECRETS = {
  DATA_KEY: Buffer.alloc(32, 9).toString("base64"),
  ITT_API_KEY: "demo-api-key",
  ITT_SECRET_CODE: "demo-secret-code",
  WEBHOOK_SECRET: "canary-webhook-secret",
};

/** Both emulators, and the environment of a shop that uses them. */
async function startWorld(options: IttEmulatorOptions = {}) {
  const itt = await startIttEmulator(options);
  const telegram = await startTelegramEmulator();
  closes.push(
    () => itt.close(),
    () => telegram.close(),
  );
  const groupId = telegram.control.addGroup({ title: "Demo Travel staff", memberIds: [], adminIds: [] });
  const env: Environment = {
    ...SECRETS,
    ADMIN_IDS: "111111111",
    SUPPORT_CHAT_ID: String(groupId),
    AGENCY_BALANCE_CUSTOMERS: "111111111",
    MARKUP_PERCENT: "10",
    BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ITT_BASE_URL: itt.url,
    ITT_PARTNER_ID: "1",
    ITT_MEMBER_ID: "2",
    ITT_AGENCY_EMAIL: "bookings@example.com",
    SUPPORT_CONTACT: "https://t.me/demo_travel_help",
  };
  return { itt, telegram, env, groupId };
}

/** Runs the doctor as a person does, with exactly `env`. */
async function runDoctor(
  env: Environment,
): Promise<{ code: number | null; text: string; line: (subject: string) => string }> {
  const program = await builtInOneFile("src/doctor/main.js");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program], { env: { PATH: process.env["PATH"] ?? "", ...env } });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
    child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
    child.on("error", reject);
    child.on("close", (code) => {
      for (const secret of [...Object.values(SECRETS), env["BOT_TOKEN"] ?? ""])
        if (secret !== "") expect(text).not.toContain(secret);
      // A finding and the changes below it, as one line.
      const joined = text.replace(/\n\s+→/g, " →").split("\n");
      resolve({ code, text, line: (subject) => joined.find((line) => line.includes(` ${subject} `)) ?? "" });
    });
  });
}

function expectNothingSpent(itt: IttEmulator, telegram: TelegramEmulator): void {
  const operations = itt.control.calls().map(({ operation }) => operation);
  const spending: Operation[] = ["update-customer", "create-booking", "create-topup-booking"];
  expect(operations.filter((operation) => spending.includes(operation))).toEqual([]);
  expect(itt.control.ledger()).toEqual([]);
  const methods = telegram.control.calls().map(({ method }) => method);
  const reads = ["getMe", "getWebhookInfo", "getChat", "getChatMember"];
  expect(methods.filter((method) => !reads.includes(method))).toEqual([]);
}

/** The free reads: as the shop names them, and as the emulator does. */
const READS: Readonly<Record<string, Operation>> = {
  search: "search",
  singlePackage: "single-package",
  compatibleDevices: "compatible-devices",
  installationInstructions: "installation-instructions",
  dataUsage: "data-usage",
  bookingDetails: "booking-details",
  topupPackages: "topup-packages",
  topupHistory: "topup-history",
};

describe("npm run doctor", () => {
  it.each([[{}], [{ mangled: true }], [{ detailsMode: "needs-booking-id" as const }]])(
    "finds everything fine at a supplier that plays %j, without spending",
    async (options) => {
      const { itt, telegram, env } = await startWorld(options);
      const { code, text, line } = await runDoctor(env);
      for (const read of Object.keys(READS)) expect(line(read)).toMatch(/^ {2}✓/);
      expect(line("search")).toMatch(/\d+ packages for BD/);
      expect(line("getMe")).toMatch(/✓.*@demo_travel_esim_bot/);
      expect(line("createBooking")).toMatch(/– .*not tried: spends money/);
      expect(line("createTopup")).toMatch(/– .*not tried: spends money/);
      expect(line("updateCustomer")).toMatch(/– .*not tried/);
      expect([code, text]).toEqual([0, expect.stringMatching(/All is fine\.\n$/)]);
      expectNothingSpent(itt, telegram);
      expect(new Set(itt.control.calls().map(({ operation }) => operation))).toEqual(
        new Set(Object.values(READS)),
      );
    },
  );

  it("names each path that ITT has elsewhere, and the line to change, which then is right", async () => {
    const paths = { "data-usage": "/esim/usage", "booking-details": "/v2/details", search: "/esim/find" };
    const { itt, telegram, env } = await startWorld({ paths });
    const { code, line } = await runDoctor({ ...env, ITT_PATHS: '{"search":"/esim/find"}' });
    expect(code).toBe(1);
    expect(line("dataUsage")).toMatch(/✗ .*wrong path: \/esim\/data-usage answers HTTP 404/);
    expect(line("dataUsage")).toContain('→ ITT_PATHS={"search":"/esim/find","dataUsage":"/esim/…"}');
    expect(line("bookingDetails")).toMatch(/✗ .*wrong path/);
    expect(line("search")).toMatch(/✓/);
    expect(line("topupHistory")).toMatch(/✓/);
    const right = { dataUsage: "/esim/usage", bookingDetails: "/v2/details", search: "/esim/find" };
    expect((await runDoctor({ ...env, ITT_PATHS: JSON.stringify(right) })).code).toBe(0);
    expectNothingSpent(itt, telegram);
  });

  it("names both credentials and the headers' names when ITT refuses them", async () => {
    const { itt, telegram, env } = await startWorld({ apiKeyHeader: "x-key", secretCodeHeader: "x-secret" });
    const { code, line } = await runDoctor(env);
    expect(code).toBe(1);
    for (const read of Object.keys(READS))
      expect(line(read)).toMatch(
        /✗ .*refuses the credentials → ITT_API_KEY=… → ITT_SECRET_CODE=… → .*ITT_HEADERS=\{/,
      );
    const headers = '{"apiKey":"x-key","secretCode":"x-secret"}';
    expect((await runDoctor({ ...env, ITT_HEADERS: headers })).code).toBe(0);
    expect((await runDoctor({ ...env, ITT_HEADERS: headers, ITT_API_KEY: "wrong" })).code).toBe(1);
    expectNothingSpent(itt, telegram);
  });

  it("recognises refused credentials and refused ids behind other HTTP statuses too", async () => {
    const { env } = await startWorld({ failureHttpStatus: 400 });
    expect((await runDoctor({ ...env, ITT_SECRET_CODE: "wrong" })).line("dataUsage")).toMatch(
      /refuses the credentials/,
    );
    const { env: other } = await startWorld({ failureHttpStatus: 401 });
    expect((await runDoctor({ ...other, ITT_SECRET_CODE: "wrong" })).line("search")).toMatch(
      /refuses the credentials/,
    );
  });

  it("blames the member id when ITT does not know it", async () => {
    const { env } = await startWorld();
    const { code, line } = await runDoctor({ ...env, ITT_MEMBER_ID: "77" });
    expect([code, line("dataUsage")]).toEqual([1, expect.stringMatching(/✗ .*→ ITT_MEMBER_ID=…/)]);
  });

  it("says when ITT cannot be reached, and does not try the rest in vain", async () => {
    const { itt, env } = await startWorld();
    await itt.close();
    const { code, line } = await runDoctor(env);
    expect(code).toBe(1);
    expect(line("search")).toMatch(/✗ .*cannot be reached \(ECONNREFUSED\) → ITT_BASE_URL=/);
    expect(line("dataUsage")).toMatch(/– .*not tried: ITT cannot be reached/);
  });

  it("tells trouble at ITT from a wrong path", async () => {
    const { itt, env } = await startWorld();
    itt.control.addFault({ kind: "status500Before", operation: "topup-packages", times: "always" });
    const { code, line } = await runDoctor(env);
    expect([code, line("topupPackages")]).toEqual([
      1,
      expect.stringMatching(/✗ .*HTTP 500 → try again later/),
    ]);
  });

  it("names operation and field when an answer lacks what the shop needs", async () => {
    const { env } = await startWorld();
    const server = createServer((incoming, outgoing) => {
      incoming.resume().on("end", () => {
        outgoing.setHeader("content-type", "application/json");
        outgoing.end(JSON.stringify({ status: "success", data: [] }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    closes.push(() => new Promise((resolve) => server.close(() => resolve())));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const { code, line } = await runDoctor({ ...env, ITT_BASE_URL: `http://127.0.0.1:${port}` });
    expect([code, line("singlePackage")]).toEqual([
      1,
      expect.stringMatching(/✗ .*unexpected shape: the answer lacks \w/),
    ]);
  });

  it("tells a wrong token from a Telegram that cannot be reached", async () => {
    const { telegram, env } = await startWorld();
    const wrong = await runDoctor({ ...env, BOT_TOKEN: "7700000001:another-token" });
    expect([wrong.code, wrong.line("getMe")]).toEqual([
      1,
      expect.stringMatching(/✗ .*does not know this token → BOT_TOKEN=/),
    ]);
    await telegram.close();
    const gone = await runDoctor(env);
    expect(gone.line("getMe")).toMatch(
      /✗ .*Telegram cannot be reached \(ECONNREFUSED\) → TELEGRAM_API_ROOT=/,
    );
    expect(gone.line("search")).toMatch(/✓/);
  });

  it("tells whether the webhook is set, without touching it", async () => {
    const { itt, telegram, env } = await startWorld();
    const hook = { WEBHOOK_URL: "http://127.0.0.1:9/hook" };
    expect((await runDoctor(env)).line("getWebhookInfo")).toMatch(/✓ .*long polling/);
    expect((await runDoctor({ ...env, ...hook })).line("getWebhookInfo")).toMatch(/✓ .*npm start sets it/);
    expectNothingSpent(itt, telegram);
  });

  it("names the support group's id where the bot is not in it", async () => {
    const { telegram, env, groupId } = await startWorld();
    expect((await runDoctor(env)).line("SUPPORT_CHAT_ID")).toMatch(/✓ .*Demo Travel staff/);
    const elsewhere = await runDoctor({ ...env, SUPPORT_CHAT_ID: "-100999" });
    expect([elsewhere.code, elsewhere.line("SUPPORT_CHAT_ID")]).toEqual([
      1,
      expect.stringMatching(/✗ .*chat not found → SUPPORT_CHAT_ID=/),
    ]);
    telegram.control.removeBotFrom(groupId);
    expect((await runDoctor(env)).line("SUPPORT_CHAT_ID")).toMatch(/✗ .*→ /);
  });

  it("wonders aloud about settings that are allowed and seldom meant", async () => {
    const { env } = await startWorld();
    const { ADMIN_IDS: _, SUPPORT_CHAT_ID: __, ...rest } = env;
    const changes = { AGENCY_BALANCE_CUSTOMERS: "all", BOOKING_ENABLED: "false" };
    const { code, text, line } = await runDoctor({ ...rest, ...changes });
    for (const name of ["ADMIN_IDS", "SUPPORT_CHAT_ID", ...Object.keys(changes)])
      expect(line(name)).toMatch(/^ {2}! /);
    expect([code, text]).toEqual([
      0,
      expect.stringMatching(/Nothing is wrong, 4 things to look at \(!\)\.\n$/),
    ]);
  });

  it("tells whether all customers read one payment text", async () => {
    const { env } = await startWorld();
    const manual = { ...env, PAYMENT_METHODS: "manual", PAYMENT_TEXT: "bKash 01700-000000" };
    expect((await runDoctor(manual)).line("PAYMENT_TEXT")).toMatch(/✓ .*one text/);
    const bilingual = await runDoctor({ ...manual, PAYMENT_TEXT_BN: "বিকাশ 01700-000000" });
    expect(bilingual.line("PAYMENT_TEXT")).toMatch(/✓ .*a text for each language/);
  });

  it("calls it wrong where nobody can buy", async () => {
    const { env } = await startWorld();
    const { AGENCY_BALANCE_CUSTOMERS: _, ...rest } = env;
    const { code, line } = await runDoctor(rest);
    expect([code, line("PAYMENT_METHODS")]).toEqual([1, expect.stringMatching(/✗ .*nobody can buy/)]);
  });

  it("lists every problem of the settings by name and without values, and asks nobody", async () => {
    const { itt, telegram, env } = await startWorld();
    const { SUPPORT_CONTACT: _, ...rest } = env;
    const { code, text, line } = await runDoctor({ ...rest, PORT: "canary", SHOP_TIMEZONE: "canary" });
    expect(code).toBe(1);
    expect(line("PORT")).toMatch(/✗ .*0 to 65535.*→ .*PORT=/);
    expect(line("SUPPORT_CONTACT")).toMatch(/✗ .*is missing/);
    expect(line("SHOP_TIMEZONE")).toMatch(/✗ .*SHOP_TIME_ZONE/);
    expect(text).not.toContain("canary");
    expect(itt.control.calls()).toEqual([]);
    expect(telegram.control.calls()).toEqual([]);
  });
});
