import { afterEach, expect, it } from "vitest";
import { COMMANDS } from "../../src/telegram/commands.ts";
import { packAction } from "../../src/telegram/callback-data.ts";
import { buyEsim } from "../support/care.ts";
import type { Customer } from "../support/customer.ts";
import { JASIM } from "../support/purchase.ts";
import { startShop, type Shop } from "../support/shop.ts";
import { textOf } from "../support/transcript.ts";

let shop: Shop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

const MINUTES = 60_000;

/** All that a chat says or holds: texts, captions, and every button's label, link, copy and data. */
const everythingIn = (customer: Customer): string =>
  customer
    .messages()
    .filter(({ from }) => from.is_bot)
    .map((message) => `${textOf(message)}\n${JSON.stringify(message.reply_markup ?? {})}`)
    .join("\n");

it(
  "shows a customer nothing of another one, whatever command they send and whatever button of the other they tap",
  async () => {
    shop = await startShop();
    const nadia = shop.customer();
    const rafi = shop.customer({ firstName: "Rafi", lastName: "Islam", phone: "+8801711111111" });
    await buyEsim(nadia, { ...JASIM, firstName: "Nadiacanary", email: "canary@example.com" });
    await nadia.tap("🆘 It doesn't work");
    await nadia.tap("Yes, I am here");
    await nadia.tap("No data");
    await nadia.see("choose the new line for data");
    await nadia.tap("📅 Pick a date");
    await nadia.see("In which month");
    await nadia.send("/install");
    await nadia.tap(/Android/);
    await nadia.see("With the QR code");

    const [booking] = shop.itt.control.bookings();
    const [eSim] = booking?.eSims ?? [];
    const reference = /Order (\S+-\S+)/.exec(nadia.transcript())?.[1] ?? "none";
    const secrets = [
      eSim?.matchingId ?? "none",
      eSim?.iccid ?? "none",
      reference,
      "Nadiacanary",
      "canary@example.com",
      booking?.bookingId ?? "none",
    ];
    for (const secret of secrets) expect(secret.length).toBeGreaterThan(4);

    await rafi.start();
    await rafi.see("Travel eSIMs by");
    const others = nadia.allOldButtons().map(({ callback_data }) => callback_data);
    const esim = /"callback_data":"\w{6}([\w-]{12})"/.exec(everythingIn(nadia))?.[1] ?? "";
    expect(esim).toHaveLength(12);
    const forged = [
      packAction({ do: "install", esim, platform: "ios", variant: 0 }),
      packAction({ do: "offline-card", esim }),
      packAction({ do: "send-again", esim }),
      packAction({ do: "trouble-person", esim, isThere: true, tried: "d" }),
    ];
    const home = rafi.lastMessage().message_id;
    for (const data of new Set([...others, ...forged])) await (await rafi.tapData(home, data)).answered();
    for (const { command } of COMMANDS) await rafi.send(`/${command}`);
    const payloads = [`e_${esim}`, `o_${esim}`, `o_${reference}`];
    for (const payload of payloads) await rafi.start(payload.replace(/[^\w-]/g, ""));
    await rafi.send("/language");
    await rafi.see("Which language shall we use?", { inLast: true, timeoutMs: 60_000 });

    const seen = everythingIn(rafi);
    for (const secret of secrets) expect(seen, secret).not.toContain(secret);
    expect(rafi.messages().filter(({ photo }) => photo !== undefined)).toEqual([]);
    expect(shop.itt.control.ledger()).toHaveLength(1);
  },
  10 * MINUTES,
);
