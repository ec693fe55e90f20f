import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fillTraveller, choosePlan, say, JASIM, beginTraveller } from "../support/purchase.ts";
import { TEST_API_KEY, TEST_DATA_KEY, TEST_SECRET_CODE } from "../support/shop.ts";
import { readRows } from "./support/database.ts";
import { useShop } from "./support/use-shop.ts";

/** Runs the shop with exactly `env` until it ends by itself. */
function runShop(env: Record<string, string>): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, "../../dist/src/main.js");
    const child = spawn(process.execPath, [script], { env });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
    child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
    child.once("error", reject);
    child.once("exit", (code) => resolve({ code, text }));
  });
}

describe("a start", () => {
  it("without any configuration lists every missing variable by name, and fails", async () => {
    const { code, text } = await runShop({});
    expect(code).toBe(1);
    const required = ["BOT_TOKEN", "ITT_BASE_URL", "ITT_API_KEY", "ITT_SECRET_CODE", "ITT_PARTNER_ID"];
    for (const name of [...required, "ITT_MEMBER_ID", "ITT_AGENCY_EMAIL", "DATA_KEY", "SUPPORT_CONTACT"])
      expect(text).toContain(`  ${name} is missing`);
    expect(text).not.toContain("    at ");
  });

  it("with wrong values lists all of them at once, by name and without the values, and fails", async () => {
    const wrong = {
      BOT_TOKEN: "wrong-canary-1",
      ITT_BASE_URL: "http://wrong-canary-2.example",
      ITT_API_KEY: "fine",
      ITT_SECRET_CODE: "wrong canary 3",
      DATA_KEY: "wrong-canary-4",
      PORT: "wrong-canary-5",
      WEBHOOK_URL: "https://shop.example.com/telegram",
      AGENCY_BALANCE_CUSTOMERS: "wrong-canary-6",
      BOOKING_ENABLED: "wrong-canary-7",
      DEFAULT_LANGUAGE: "wrong-canary-8",
      SHOP_TIME_ZONE: "wrong-canary-9",
      ORDERS_PER_CUSTOMER_PER_DAY: "0",
      BOT_TOKN: "wrong-canary-10",
    };
    const { code, text } = await runShop(wrong);
    expect(code).toBe(1);
    const { ITT_API_KEY: _fine, WEBHOOK_URL: _well, ...named } = wrong;
    for (const name of [...Object.keys(named), "WEBHOOK_SECRET", "SUPPORT_CONTACT"])
      expect(text).toMatch(new RegExp(`^  ${name} `, "m"));
    expect(text).not.toMatch(/wrong.canary/);
  });
});

describe("a running shop", () => {
  const shop = useShop();

  it("does not start a second time with another data key, and says which variable to mend", async () => {
    const other = Buffer.alloc(32, 9).toString("base64");
    const { code, text } = await runShop({ ...shop().environment, PORT: "0", DATA_KEY: other });
    expect(code).toBe(1);
    expect(text).toContain("DATA_KEY");
    expect(text).not.toContain(other);
  });

  it("does not start with a token that Telegram refuses, and says which variable to mend", async () => {
    const token = "4242:a-token-that-nobody-gave";
    const DATABASE_URL = `${shop().environment["DATABASE_URL"]}-other`;
    const { code, text } = await runShop({
      ...shop().environment,
      BOT_TOKEN: token,
      DATABASE_URL,
      PORT: "0",
    });
    expect(code).toBe(1);
    expect(text).toContain("BOT_TOKEN");
    expect(text).not.toContain("nobody-gave");
  });

  it("writes nothing personal and nothing secret to its log or in clear to its database, trouble included", async () => {
    const nadia = shop().customer({ firstName: "Zyxandra", lastName: "Quuxbottom", phone: "+8801955511199" });
    const script = {
      ...JASIM,
      firstName: "Wolfgangina",
      lastName: "Steinhausenova",
      phone: "+880 1912 345678",
      email: "canary.address@example.org",
    };
    const { telegram, itt } = shop();
    const control = { telegram: telegram.control, itt: itt.control };
    await choosePlan(nadia, script);
    control.telegram.failNext({ method: "sendMessage", fault: { kind: "server-error" } });
    control.itt.addFault({ kind: "status500Before", operation: "single-package", times: 3 });
    await beginTraveller(nadia);
    await say(nadia, "Wolfgangina 2000", "A name has letters only");
    await nadia.tap("‹ Back");
    await fillTravellerWithTrouble();
    control.itt.addFault({ kind: "malformed", operation: "create-booking" });
    control.telegram.failNext({ method: "sendPhoto", fault: { kind: "reset-before" } });
    control.telegram.failNext({
      method: "sendMessage",
      chatId: nadia.id,
      fault: { kind: "refuse", code: 400, description: "Bad Request: message is too long" },
    });
    await nadia.tap(/^✅ Confirm/);
    await nadia.seePhoto({ timeoutMs: 30_000 });
    await nadia.tap("Skip", { timeoutMs: 30_000 });
    await nadia.tap("Yes, keep them", { timeoutMs: 30_000 });
    await say(nadia, "/profile", "Wolfgangina");
    await say(nadia, "/esims", "Your eSIMs");
    await shop().stop();

    async function fillTravellerWithTrouble(): Promise<void> {
      const down = fillTraveller(nadia, script);
      await nadia.tap("🔄 Try again", { timeoutMs: 30_000 });
      await down;
    }

    const [eSim] = control.itt.bookings().flatMap(({ eSims }) => eSims);
    const personal = [
      ...["Zyxandra", "Quuxbottom", "1955511199", "Wolfgangina", "Steinhausenova", "canary.address"],
      ...["1912345678", "1912 345678", "1912-345678", eSim?.matchingId ?? "no eSIM", "LPA:1$"],
    ];
    const secret = [
      telegram.token.split(":")[1] ?? "no token",
      TEST_API_KEY,
      TEST_SECRET_CODE,
      TEST_DATA_KEY,
    ];
    const log = shop().log();
    expect(log).toContain("order.issued");
    expect(log).toContain("order.unknown");
    for (const canary of [...personal, ...secret, eSim?.iccid ?? "no eSIM"])
      expect(log).not.toContain(canary);
    const files = ["", "-wal", "-shm"].map((suffix) => `${shop().databaseFile}${suffix}`).filter(existsSync);
    for (const file of files) {
      const bytes = readFileSync(file);
      for (const canary of [...personal, ...secret]) expect(bytes.includes(canary)).toBe(false);
    }
    await shop().start();
  });

  it("keeps the stored dialogue small, however many answers and mistakes there were", async () => {
    const nadia = shop().customer();
    await choosePlan(nadia);
    await beginTraveller(nadia);
    const key = `chat ${nadia.id}`;
    const size = (): number =>
      readRows<{ size: number }>(shop(), "select length(state) as size from dialogues where key = ?", key)[0]
        ?.size ?? 0;
    const unhandled = "select update_id from inbox where done_at_ms is null";
    const sizes: number[] = [];
    const measure = async (): Promise<void> => {
      await expect.poll(() => readRows(shop(), unhandled)).toEqual([]);
      sizes.push(size());
    };
    await measure();
    const answers = [
      ["Jasim", "Last name"],
      ["Karim", "Which title"],
      ["Mr", "How old"],
      ["30", "phone number"],
      ["01712345678", "e-mail address"],
    ] as const;
    for (const [typed, next] of answers) {
      await say(nadia, typed, next);
      await measure();
    }
    for (let i = 0; i < 5; i += 1) await say(nadia, "x".repeat(4_096), "too long for me");
    await measure();
    const growth = sizes.slice(1).map((each, index) => each - (sizes[index] ?? 0));
    expect(Math.max(...growth)).toBeLessThan(1_200);
    expect(growth.at(-1)).toBeLessThan(100);
  });
});
