import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLimiter, type Urgency } from "../../../src/telegram/limiter.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A limiter on the held clock, and what went through it. */
function aLimiter() {
  const limiter = createLimiter(Date.now);
  const startedMs = Date.now();
  const went: { name: string; atMs: number }[] = [];
  return {
    went,
    names: () => went.map(({ name }) => name),
    pass(urgency: Urgency, chatId: number, name = `${chatId}`) {
      void limiter.pass(urgency, chatId).then(() => went.push({ name, atMs: Date.now() - startedMs }));
    },
  };
}

const soon = () => vi.advanceTimersByTimeAsync(0);

describe("the limiter", () => {
  it("lets all that a lone customer's taps send through at once", async () => {
    const { pass, went } = aLimiter();
    for (let call = 0; call < 12; call += 1) pass("interactive", 7);
    await soon();
    expect(went).toHaveLength(12);
  });

  it("sends no more than twenty at once, and thirty in each second after that", async () => {
    const { pass, went } = aLimiter();
    for (let chat = 1; chat <= 200; chat += 1) pass(chat % 2 === 0 ? "interactive" : "bulk", chat);
    await soon();
    expect(went).toHaveLength(20);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(went).toHaveLength(200);
    for (const { atMs } of went) {
      const inThatSecond = went.filter((each) => each.atMs >= atMs && each.atMs < atMs + 1_000);
      expect(inThatSecond.length).toBeLessThanOrEqual(50);
    }
    expect(went.at(-1)?.atMs).toBeGreaterThan(5_000);
  });

  it("answers a tap at once in the midst of many messages to others", async () => {
    const { pass, names } = aLimiter();
    for (let chat = 1; chat <= 300; chat += 1) pass("bulk", chat);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(names().length).toBeLessThan(90);
    pass("interactive", 1_000, "tap");
    await soon();
    expect(names().at(-1)).toBe("tap");
  });

  it("lets customers go first where even they have to wait", async () => {
    const { pass, names } = aLimiter();
    for (let chat = 1; chat <= 30; chat += 1) pass("interactive", chat);
    pass("bulk", 500, "bulk");
    pass("interactive", 501, "tap");
    await vi.advanceTimersByTimeAsync(3_000);
    expect(names().indexOf("tap")).toBeLessThan(names().indexOf("bulk"));
    expect(names()).toHaveLength(32);
  });

  it("tells one chat by itself no more than one message a second, after a burst, and others meanwhile", async () => {
    const { pass, went } = aLimiter();
    for (let call = 1; call <= 8; call += 1) pass("bulk", 7, `7 ${call}`);
    pass("bulk", 8);
    await soon();
    expect(went.map(({ name }) => name)).toEqual(["7 1", "7 2", "7 3", "7 4", "7 5", "8"]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(went.slice(6).map(({ name, atMs }) => `${name} after ${atMs}`)).toEqual([
      "7 6 after 1000",
      "7 7 after 2000",
      "7 8 after 3000",
    ]);
  });

  it("does not have an eSIM wait for what its customer was just asked", async () => {
    const { pass, names } = aLimiter();
    for (let call = 0; call < 15; call += 1) {
      pass("interactive", 7, "question");
      await vi.advanceTimersByTimeAsync(100);
    }
    pass("bulk", 7, "eSIM");
    await soon();
    expect(names().at(-1)).toBe("eSIM");
  });

  it("keeps below twenty a minute in a group, but for a burst", async () => {
    const { pass, went } = aLimiter();
    for (let call = 1; call <= 100; call += 1) pass("bulk", -100);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(went.length).toBeLessThanOrEqual(25);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(went.length).toBeLessThanOrEqual(40);
    expect(went.length).toBeGreaterThan(35);
  });
});
