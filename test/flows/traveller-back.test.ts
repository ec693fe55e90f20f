import { describe, expect, it } from "vitest";
import type { Customer } from "../support/customer.ts";
import { fillTraveller, JASIM, say } from "../support/purchase.ts";
import { newestOrder } from "./support/database.ts";
import { createForm } from "./support/traveller-form.ts";
import { useShop } from "./support/use-shop.ts";

const shop = useShop();
const { atFirstName, atPhone, atEmail } = createForm(shop);

describe("the way back", () => {
  it("goes from each question to the one before, and from the first to the plan", async () => {
    const nadia = await atEmail();
    await nadia.tap("‹ Back");
    await nadia.see("phone number with its country code", { inLast: true });
    await nadia.press("‹ Back");
    await nadia.see("Which title does Jasim use?", { inLast: true });
    await nadia.tap("Mr");
    await nadia.see("How old is Jasim", { inLast: true });
    await nadia.tap("‹ Back");
    await nadia.see("Which title does Jasim use?", { inLast: true });
    await nadia.tap("‹ Back");
    await nadia.see("First name", { inLast: true });
    await say(nadia, "Jasim", "Last name");
    await nadia.tap("‹ Back");
    await nadia.see("First name", { inLast: true });
    await nadia.tap("‹ Back");
    await nadia.see("Install within", { inLast: true });
    await fillTraveller(nadia);
  });

  it("goes back one question however often Back is tapped under it", async () => {
    const nadia = await atPhone();
    await nadia.press("‹ Back");
    await nadia.send("‹ Back");
    const { message_id: afterId } = await nadia.see("Which title does Jasim use?", { inLast: true });
    await say(nadia, "Mr", "How old is Jasim");
    const age = nadia.lastMessage().message_id;
    expect(age).toBeGreaterThanOrEqual(afterId);
    const back = nadia.buttons().find(({ text }) => text === "‹ Back")?.callback_data ?? "";
    const taps = await Promise.all([nadia.tapData(age, back), nadia.tapData(age, back)]);
    for (const tap of taps) await tap.answered();
    await nadia.see("Which title does Jasim use?", { inLast: true });
    await nadia.tap("Mr");
    await nadia.see("How old is Jasim", { inLast: true });
  });

  it("leads from the first question to the plan however often Back is tapped", async () => {
    const nadia = await atFirstName();
    const first = nadia.lastMessage().message_id;
    const back = nadia.buttons().find(({ text }) => text === "‹ Back")?.callback_data ?? "";
    const taps = await Promise.all([nadia.tapData(first, back), nadia.tapData(first, back)]);
    for (const tap of taps) await tap.answered();
    await nadia.see("Install within", { inLast: true });
    await fillTraveller(nadia);
  });

  it("stops at any question with /cancel or the button, and nothing waits any more", async () => {
    const nadia = await atPhone();
    await say(nadia, "/cancel", "Stopped. Nothing was ordered, charged or deleted.");
    expect(nadia.keyboardLabels()).toEqual([]);
    await say(nadia, "Bangladesh", "How long will you be there?");
    await nadia.tap("✖️ Cancel");
    await nadia.see("Stopped.", { inLast: true });
    expect(newestOrder(shop(), nadia.id).state).toBe("cancelled");

    const rafiq = await atPhone();
    await rafiq.press("✖️ Cancel");
    await rafiq.see("Stopped.", { inLast: true });
    expect(rafiq.keyboardLabels()).toEqual([]);
    // Pressed twice, while the key was still there.
    await say(rafiq, "✖️ Cancel", "Stopped.");

    const anika = await atFirstName();
    await anika.tap("✖️ Cancel");
    await anika.see("Stopped.", { inLast: true });
  });

  /** What was typed before is there still, for the new plan. */
  async function expectThailand(nadia: Customer): Promise<void> {
    await nadia.tap("Continue");
    await nadia.see("phone number with its country code", { inLast: true });
    await say(nadia, "01712345678", "e-mail address");
    const { text } = await say(nadia, JASIM.email, "Please check");
    expect(text).toContain("Thailand");
    expect(text).toContain("Mr Jasim Karim, 30");
  }

  it("keeps what was typed when another plan is chosen in the middle", async () => {
    const nadia = await atPhone();
    await nadia.start("c_TH");
    await nadia.see("Thailand · How long", { inLast: true });
    await nadia.tap("Show all");
    await nadia.tap(/ · ৳/);
    await nadia.see("Install within", { inLast: true });
    await expectThailand(nadia);
  });

  it("keeps what was typed when the purchase begins anew in the middle", async () => {
    const nadia = await atPhone();
    await say(nadia, "/buy", "Where are you going?");
    await say(nadia, "Thailand", "How long");
    await nadia.tap("Show all");
    await nadia.tap(/ · ৳/);
    await expectThailand(nadia);
  });

  it("keeps a traveller that was complete when the purchase begins anew", async () => {
    const nadia = await atEmail();
    await say(nadia, JASIM.email, "Please check");
    await say(nadia, "/buy", "Where are you going?");
    await say(nadia, "Thailand", "How long");
    await nadia.tap("Show all");
    await nadia.tap(/ · ৳/);
    await nadia.tap("Continue");
    const { text } = await nadia.see("Please check", { inLast: true });
    expect(text).toContain("Thailand");
    expect(text).toContain("Mr Jasim Karim, 30");
  });
});
