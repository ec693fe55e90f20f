import type { Phone } from "./phone.ts";

/** How long a screen stands that is read, and one that is only passed by. */
const READ_MS = 2_600;
const GLANCE_MS = 1_500;

/** The last picture is the one that people came for. */
const ARRIVED_MS = 4_500;

const DAY_LABEL_PX = 46;
const SCROLL_MS = 300;

/** Nadia buys a week in Bangladesh, from the first button to the QR code; the order must take a moment, to be seen. */
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
  await screen(/Which title/, GLANCE_MS);
  await phone.tap(/^Ms$/);
  await screen(/How old/, GLANCE_MS);
  await phone.type("30");
  await screen(/phone number with its country code/, GLANCE_MS);
  await phone.tapOn(page.getByRole("button", { name: "Share my number" }));
  await page.getByRole("dialog").waitFor();
  await phone.tapOn(page.getByRole("dialog").getByRole("button", { name: "Share" }));
  await screen(/your e-mail address/, GLANCE_MS);
  await phone.type("nadia@example.com");
  await screen(/Please check/, READ_MS);
  await phone.tap(/Agency's account · ৳/);
  await screen(/Ordering your eSIM/, GLANCE_MS);
  await phone.see(/When do you travel/);
  await scrollToQrCode(phone);
  await phone.hold(ARRIVED_MS);
}

/** What is left of the eSIM that was bought before, in words and as a picture. */
export async function lookAtUsage(phone: Phone): Promise<void> {
  await phone.page.locator(".row.in").first().waitFor();
  await phone.type("/usage");
  await phone.see(/75 % used/);
}

/** The card of a plan for Thailand, as a customer meets it who browses. */
export async function lookAtPlan(phone: Phone): Promise<void> {
  await phone.page.locator(".row.in").first().waitFor();
  await phone.type("/buy");
  await phone.see(/Where are you going/);
  await phone.tap(/Thailand/);
  await phone.see(/How long will you be there/);
  await phone.tap("A week");
  await phone.see(/plans? covers?/);
  await phone.tap(/·.*৳/);
  await phone.see(/Can be topped up/);
}

/** Jasim, who reads Bengali, looks for plans for a week in Thailand. */
export async function lookInBengali(phone: Phone): Promise<void> {
  const { page } = phone;
  await page.getByRole("button", { name: "Customers" }).click();
  await page.getByRole("button", { name: /জসিম/ }).click();
  await page.getByRole("button", { name: "START", exact: true }).click();
  await phone.see(/Demo Travel/);
  await phone.type("থাইল্যান্ড");
  await phone.see(/থাইল্যান্ড/);
  await phone.tap(/সপ্তাহ/);
  await phone.see(/৳/);
}

/** Scrolls until the newest QR code is whole, below the label with the day. */
export async function scrollToQrCode({ page }: Phone): Promise<void> {
  await page.locator(".row.in .photo-button").last().waitFor();
  await page.waitForTimeout(SCROLL_MS);
  await page.evaluate(`(() => {
    const scroller = document.querySelector(".scroller");
    const picture = [...document.querySelectorAll(".row.in .photo-button")].at(-1);
    const distance = picture.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollTop += distance - ${DAY_LABEL_PX};
  })()`);
  await page.waitForTimeout(SCROLL_MS);
}
