import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../src/package-root.ts";
import type { IttEmulatorControl } from "../src/sandbox/itt-emulator/index.ts";
import { startDemo } from "../src/sandbox/demo.ts";
import { startBrowser } from "../test/browser/browser.ts";
import { createFilm } from "./pictures/film.ts";
import { openPhone } from "./pictures/phone.ts";
import { buy, lookAtPlan, lookAtUsage, lookInBengali, scrollToQrCode } from "./pictures/purchase.ts";

/*
 * `npm run pictures`: renews every picture of docs/pictures/ by shopping on the demo's chat page, in the machine's own Chromium.
 */

/** A real supplier takes a moment; without one nobody would see that the shop is ordering. */
const BOOKING_TAKES_MS = 3_000;

const target = join(packageRoot(), "docs/pictures");
const closers: (() => Promise<void> | void)[] = [];

function keep(name: string, picture: Uint8Array): void {
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, name), picture);
  console.log(`docs/pictures/${name} (${Math.round(picture.length / 1024)} KiB)`);
}

/** The customer is in the country, most of the data and half of the days are used. */
function useMostOf({ control }: { readonly control: IttEmulatorControl }): void {
  const eSim = control.bookings().at(-1)?.eSims[0];
  if (!eSim) throw new Error("no eSIM was bought before its usage was to be shown");
  const expireAtMs = Date.now() + 3.2 * 24 * 3_600_000;
  control.setUsage(eSim.iccid, { status: "ACTIVE", usedMb: Math.round(eSim.totalMb * 0.75), expireAtMs });
}

async function takePictures(): Promise<void> {
  const browser = await startBrowser();
  closers.push(() => browser.close());
  const folder = mkdtempSync(join(tmpdir(), "esim-pictures-"));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  const demo = await startDemo({ port: 0, folder });
  closers.push(() => demo.close());
  const { url } = demo;
  demo.itt.control.addFault({ kind: "delayMs", operation: "create-booking", ms: BOOKING_TAKES_MS });

  const film = createFilm();
  const light = await openPhone({ browser, url, colours: "light", film });
  await buy(light);
  keep("buy.gif", film.finish());
  await light.close();

  const tall = await openPhone({ browser, url, colours: "light", heightPx: 880 });
  await scrollToQrCode(tall);
  keep("delivery.png", await tall.still());
  await tall.close();

  useMostOf(demo.itt);
  const travelling = await openPhone({ browser, url, colours: "light", heightPx: 700 });
  await lookAtUsage(travelling);
  keep("usage.png", await travelling.still());
  await travelling.close();

  const dark = await openPhone({ browser, url, colours: "dark" });
  await lookAtPlan(dark);
  keep("plan-dark.png", await dark.still());
  await dark.close();

  const bengali = await openPhone({ browser, url, colours: "light" });
  await lookInBengali(bengali);
  keep("plans-bengali.png", await bengali.still());
}

try {
  await takePictures();
} catch (error) {
  // The message says what to do (Chromium missing) or where the shop stopped; a stack would hide it.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  for (const close of closers.reverse()) await close();
}
