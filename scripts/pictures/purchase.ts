import type { Phone } from "./phone.ts";

/** How long a screen stands that is read, and one that is only passed by. */
const READ_MS = 2_600;
const GLANCE_MS = 1_500;

/** Nadia buys a week in Bangladesh, from the first button to the QR code. */
export async function buy(phone: Phone): Promise<void> {
  const { page } = phone;
  const screen = async (words: RegExp, holdMs: number): Promise<void> => {
    await phone.see(words);
    await phone.hold(holdMs);
  };

  await page.getByRole("button", { name: "START", exact: true }).click();
  await screen(/Travel eSIMs by/, READ_MS);
  await phone.tap("Buy an eSIM");
  await screen(/Where are you going/, GLANCE_MS);
  await phone.type("Bangladesh");
  await screen(/How long will you be there/, GLANCE_MS);
  await phone.tap("A week");
  await screen(/plans? covers?/, READ_MS);
  await phone.tap(/·.*৳/);
  await screen(/Can be topped up/, READ_MS);
  await phone.tap(/^Continue/);
  await screen(/First name, as in the passport/, GLANCE_MS);
  await phone.tap(/as on Telegram/);
  await screen(/Last name \(surname\)/, GLANCE_MS);
  await phone.tap(/as on Telegram/);
  await screen(/Which title/, GLANCE_MS);
  await phone.tap(/^Ms$/);
  await screen(/How old/, GLANCE_MS);
  await phone.type("30");
  await screen(/A phone number with its country code/, GLANCE_MS);
  await phone.tapOn(page.getByRole("button", { name: "Share my number" }));
  await page.getByRole("dialog").waitFor();
  await phone.tapOn(page.getByRole("dialog").getByRole("button", { name: "Share" }));
  await screen(/An e-mail address/, GLANCE_MS);
  await phone.type("nadia@example.com");
  await screen(/Please check/, READ_MS);
  await phone.tap(/Confirm · ৳/);
}
