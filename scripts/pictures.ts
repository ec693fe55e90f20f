import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../src/package-root.ts";
import { startDemo } from "../src/sandbox/demo.ts";
import { startBrowser } from "../test/browser/browser.ts";
import { createFilm } from "./pictures/film.ts";
import { openPhone } from "./pictures/phone.ts";
import { buy } from "./pictures/purchase.ts";

/*
 * `npm run pictures`: renews every picture of docs/pictures/ by shopping on the demo's chat page.
 */
const target = join(packageRoot(), "docs/pictures");
const folder = mkdtempSync(join(tmpdir(), "esim-pictures-"));
mkdirSync(target, { recursive: true });
const browser = await startBrowser();
const demo = await startDemo({ port: 0, folder });
const film = createFilm();
const phone = await openPhone({ browser, url: demo.url, colours: "light", film });
await buy(phone);
for (let i = 0; i < 6; i++) { await phone.page.waitForTimeout(1000); writeFileSync(join(target, `x${i}.png`), await phone.still()); }
writeFileSync(join(target, "buy.gif"), film.finish());
await browser.close();
await demo.close();
rmSync(folder, { recursive: true, force: true });
