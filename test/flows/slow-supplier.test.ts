import { afterEach, describe, expect, it } from "vitest";
import { choosePlan, reachConfirm, say } from "../support/purchase.ts";
import { useShop } from "./support/use-shop.ts";

const shop = useShop();
afterEach(() => shop().itt.control.clearFaults());

describe("while the supplier is slow", () => {
  const callOf = (method: string, chatId: number) =>
    shop().telegram.control.calls({ method, chatId }).at(-1)?.atMs ?? Number.NaN;

  it("a tap on a list that is still being asked for changes the card at once", async () => {
    const nadia = shop().customer();
    shop().itt.control.addFault({ kind: "delayMs", operation: "search", ms: 1_500 });
    await say(nadia, "Sri Lanka", "How long");
    await nadia.tap("Show all");
    await nadia.see("Looking for plans for 🇱🇰 Sri Lanka", { timeoutMs: 1_000 });
    await nadia.see(/Sri Lanka · \d+ plans?, from/);
  });

  it("Continue after a restart changes the card before the supplier is asked", async () => {
    const nadia = shop().customer();
    await choosePlan(nadia);
    await shop().stop();
    await shop().start();
    const seen = shop().itt.control.calls().length;
    await nadia.tap("Continue");
    await nadia.see("First name");
    const [search] = shop().itt.control.calls().slice(seen);
    const looking = shop()
      .telegram.control.calls({ method: "editMessageText", chatId: nadia.id })
      .find(({ params }) => String(params["text"]).includes("Looking for plans"));
    expect(looking?.atMs).toBeLessThanOrEqual(search?.atMs ?? 0);
  });

  it("the confirm tap changes the card before the supplier is asked", async () => {
    const nadia = shop().customer();
    await reachConfirm(nadia);
    const seen = shop().itt.control.calls().length;
    await nadia.tap(/^✅ Confirm/);
    await nadia.see("⏳ Ordering your eSIM");
    const editedAtMs = callOf("editMessageText", nadia.id);
    await nadia.seePhoto();
    const [first] = shop().itt.control.calls().slice(seen);
    expect(first?.operation).toBe("update-customer");
    expect(editedAtMs).toBeLessThanOrEqual(first?.atMs ?? 0);
  });

  it("an eSIM that is faster than the ordering message leaves none behind", async () => {
    const nadia = shop().customer();
    await reachConfirm(nadia);
    const fault = { kind: "delay", delayMs: 1_500 } as const;
    shop().telegram.control.failNext({ method: "editMessageText", chatId: nadia.id, fault });
    await nadia.tap(/^✅ Confirm/);
    await nadia.seePhoto();
    await nadia.see("✅ Your eSIM for 🇧🇩 Bangladesh has come");
    expect(nadia.transcript()).not.toContain("⏳");
  });
});
