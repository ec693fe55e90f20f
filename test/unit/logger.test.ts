import { describe, expect, it } from "vitest";
import { createLogger } from "../../src/logger.ts";

const TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
const OTHER_TOKEN = "987654321:BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
const LPA = "LPA:1$lpa.airalo.com$3TD3G-6ABCD-1234";
const ICCID = "8988211000000123456";

function recordedLogger(level: "debug" | "info" | "warn" = "debug", secrets: string[] = [TOKEN]) {
  const lines: string[] = [];
  const logger = createLogger({ level, secrets, destination: { write: (line) => void lines.push(line) } });
  const last = (): Record<string, unknown> =>
    Object.fromEntries(Object.entries(JSON.parse(lines.at(-1) ?? "null") as object));
  return { logger, lines, last };
}

describe("createLogger", () => {
  it("writes one JSON line per event with level, time, subsystem and fields", () => {
    const { logger, lines, last } = recordedLogger();
    logger.child("jobs").info("order.accepted", { order: "a1b2", from: "ready", to: "accepted", attempt: 1 });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/\n$/);
    expect(last()).toMatchObject({
      level: "info",
      subsystem: "jobs",
      event: "order.accepted",
      order: "a1b2",
      from: "ready",
      to: "accepted",
      attempt: 1,
    });
    expect(last()["time"]).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it("names a child of a child by both, once", () => {
    const { logger, lines, last } = recordedLogger();
    logger.child("telegram").child("outbox").warn("outbox.late");
    expect(last()["subsystem"]).toBe("telegram.outbox");
    expect(lines[0]?.match(/subsystem/g)).toHaveLength(1);
  });

  it("leaves out what is below its level", () => {
    const { logger, lines } = recordedLogger("warn");
    logger.debug("a");
    logger.info("b");
    logger.warn("c");
    expect(lines).toHaveLength(1);
  });

  it("drops fields that are not on the list, and values of a wrong type", () => {
    const { logger, lines, last } = recordedLogger();
    const fields = {
      order: "a1b2",
      name: "Nadia Rahman",
      phone: "+8801711000000",
      count: "many",
      error: { stack: "x" },
    };
    logger.info("order.accepted", fields as object);
    expect(lines[0]).not.toMatch(/Nadia|8801711|many|stack/);
    expect(Object.keys(last()).sort()).toEqual(["event", "level", "order", "time"]);
  });

  const canaries: [string, string][] = [
    ["the bot's token", TOKEN],
    ["another bot token", OTHER_TOKEN],
    ["a token inside an address", `https://api.telegram.org/bot${OTHER_TOKEN}/getMe`],
    ["an LPA string", LPA],
    ["an install link", `https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=${LPA}`],
    ["an e-mail address", "nadia.rahman@example.com"],
    ["an ICCID", ICCID],
    ["a phone number", "+880 1711-000000"],
    ["a short phone number", "01711000000"],
  ];
  it.each(canaries)("hides %s wherever it stands", (_, canary) => {
    const { logger, lines } = recordedLogger();
    const parts =
      canary.match(/[A-Za-z0-9]{6,}/g)?.filter((part) => !/^(https|telegram|esimsetup)/.test(part)) ?? [];
    logger.error(`failed with ${canary}`, { error: `Error: ${canary} refused`, reason: canary, job: canary });
    const line = lines.join("");
    expect(line).not.toContain(canary);
    for (const part of canary.startsWith("https") ? [OTHER_TOKEN, "3TD3G"] : parts)
      expect(line).not.toContain(part);
    expect(line).toContain("[hidden]");
    expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  it("hides the secrets it was given, also as JSON and as part of an address", () => {
    const secret = 'p"q/r s+t';
    const { logger, lines } = recordedLogger("debug", [secret, "12345678:short", "abc"]);
    logger.error("x", {
      error: `12345678:short, raw ${secret}, encoded ${encodeURIComponent(secret)}, short abc`,
    });
    expect(lines[0]).not.toContain("q/r s");
    expect(lines[0]).not.toContain("q%2Fr");
    expect(lines[0]).not.toContain(":short");
    expect(lines[0]).toContain("short abc");
  });

  it("keeps ids of orders whole, with all their digits", () => {
    const { logger, last } = recordedLogger();
    const order = "0b1d12345678901f";
    logger.info("order.accepted", { order, job: `fulfil:${order}`, update: 2_147_483_647 });
    expect(last()).toMatchObject({ order, job: `fulfil:${order}`, update: 2_147_483_647 });
  });
});
