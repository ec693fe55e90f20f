import type { Browser, Locator, Page } from "playwright-core";
import { newestFromBot, press, write } from "../../test/browser/shopper.ts";
import type { Film, Tap } from "./film.ts";

const WIDTH = 390;
const HEIGHT = 760;
/** Twice the points of a phone's screen, as the phones themselves have: small letters stay sharp. */
const SCALE = 2;
const FINGER = 20;
/** Bubbles glide to their place; a picture is taken when they rest. */
const SETTLE_MS = 450;

/** A phone with the demo's chat open. */
export interface Phone {
  readonly page: Page;
  /** Waits for the bot's newest message to hold `words`, and for the chat to rest. */
  see(words: RegExp): Promise<void>;
  /** Taps a button of the newest message, and films the finger. */
  tap(label: string | RegExp): Promise<void>;
  /** Taps anything else on the page. */
  tapOn(target: Locator): Promise<void>;
  /** Types into the message field and sends it, and films the words. */
  type(text: string): Promise<void>;
  /** The picture as it stands, held for `holdMs` in the film. */
  hold(holdMs: number): Promise<void>;
  /** The picture as it stands, as PNG bytes. */
  still(): Promise<Buffer>;
  close(): Promise<void>;
}

/** What a phone is opened with. */
interface PhoneOptions {
  readonly browser: Browser;
  /** The demo's address. */
  readonly url: string;
  readonly colours: "light" | "dark";
  /** 760 unless a still needs more. */
  readonly heightPx?: number;
  /** Takes the frames; left out where only stills are wanted. */
  readonly film?: Film;
}

/** Opens the chat page as on a phone. */
export async function openPhone({ browser, url, colours, heightPx, film }: PhoneOptions): Promise<Phone> {
  const page = await browser.newPage({
    viewport: { width: WIDTH, height: heightPx ?? HEIGHT },
    deviceScaleFactor: SCALE,
    colorScheme: colours,
    timezoneId: "Asia/Dhaka",
    reducedMotion: "reduce",
  });
  await page.goto(url);
  const shoot = () => page.screenshot({ animations: "disabled", caret: "hide" });

  async function frame(holdMs: number, tap?: Tap): Promise<void> {
    film?.add(await shoot(), holdMs, tap);
  }

  async function tapOn(target: Locator): Promise<void> {
    await target.scrollIntoViewIfNeeded();
    const box = await target.boundingBox();
    if (film && box) {
      const tap = { x: (box.x + box.width / 2) * SCALE, y: (box.y + box.height / 2) * SCALE };
      await frame(450, { ...tap, radius: FINGER * SCALE });
    }
    await target.click();
  }

  return {
    page,
    async see(words) {
      const stopped = async () =>
        `The chat stopped before ${words.source}:\n${await page.getByRole("log").innerText()}`;
      await newestFromBot(page)
        .filter({ hasText: words })
        .waitFor()
        .catch(async (error: unknown) => {
          throw new Error(await stopped(), { cause: error });
        });
      await page.waitForTimeout(SETTLE_MS);
    },
    tap: (label) =>
      film ? tapOn(newestFromBot(page).getByRole("button", { name: label }).first()) : press(page, label),
    tapOn,
    async type(text) {
      if (film) {
        await page.getByRole("textbox", { name: "Message" }).fill(text);
        await frame(900);
      }
      await write(page, text);
    },
    hold: (holdMs) => frame(holdMs),
    still: shoot,
    close: () => page.close(),
  };
}
