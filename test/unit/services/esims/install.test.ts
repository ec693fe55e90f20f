import { expect, it } from "vitest";
import { createInstall, type OwnedEsim } from "../../../../src/services/index.ts";
import type { InstallationSteps, SupplierResult } from "../../../../src/services/ports/index.ts";
import { anEsim, openNew, orderIn, T0 } from "../../storage/fixtures.ts";

const MINUTE = 60_000;
const LPA = "LPA:1$smdp.example.com$CODE-1";
const APPLE = `https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=${LPA}`;
const ANDROID = `https://esimsetup.android.com/esim_qrcode_provisioning?carddata=${LPA}`;
type Answer = SupplierResult<readonly InstallationSteps[]>;

function stepsOf(overrides: Partial<InstallationSteps> = {}): InstallationSteps {
  return {
    platform: "ios",
    version: null,
    model: null,
    directUrl: null,
    viaQr: ["Scan the QR code."],
    manual: [],
    networkSetup: [],
    apnType: null,
    apnValue: null,
    isRoaming: null,
    ...overrides,
  };
}
const answered = (...value: InstallationSteps[]): Answer => ({ ok: true, value });
const DOWN: Answer = {
  ok: false,
  failure: { kind: "unavailable", operation: "installationInstructions", detail: "timeout" },
};

const refused = (cause: "credentials" | "maintenance"): Answer => ({
  ok: false,
  failure: {
    kind: "refused",
    operation: "installationInstructions",
    reason: "no",
    isListed: false,
    isPlain: true,
    cause,
  },
});

/** One eSIM and a supplier that answers as the test says. */
async function installOf(first: Answer) {
  const storage = await openNew();
  const draft = await orderIn(storage, "sending");
  const esims = [anEsim(draft, { lpa: LPA })];
  const move = { orderId: draft.id, from: ["sending"], to: "issued", detail: "", nowMs: T0 } as const;
  await storage.orders.transition({ ...move, esims });
  const [esim] = await storage.esims.listOwned(draft.customerId);
  const order = await storage.orders.get(draft.id);
  if (!esim || !order) throw new Error("one eSIM was to be issued");
  const owned: OwnedEsim = { esim, order };
  const world = { nowMs: T0, answer: first, asked: [] as string[] };
  const supplier = {
    installationInstructions: async ({ iccid }: { iccid: string }, language: string) => {
      world.asked.push(`${iccid} ${language}`);
      return world.answer;
    },
  };
  return { world, owned, install: createInstall({ supplier, clock: { now: () => world.nowMs } }) };
}

const LINKS: readonly (readonly [
  about: string,
  platform: "ios" | "android",
  url: string,
  kept: string | null,
])[] = [
  ["Apple's page with our LPA", "ios", APPLE, APPLE],
  ["Google's page with our LPA", "android", ANDROID, ANDROID],
  ["another maker's page", "android", APPLE, null],
  ["another host", "ios", APPLE.replace("apple.com", "apple.com.evil.example"), null],
  ["another eSIM's LPA", "ios", APPLE.replace("CODE-1", "CODE-2"), null],
  ["a second LPA behind ours", "ios", `${APPLE}x`, null],
  ["no encryption", "ios", APPLE.replace("https", "http"), null],
  ["a user in front of the host", "ios", APPLE.replace("//", "//x@"), null],
  ["no link at all", "ios", "javascript:alert(1)", null],
];

it("takes the supplier's link only for what it should be", async () => {
  const { install, owned, world } = await installOf(answered());
  for (const [about, platform, url, kept] of LINKS) {
    world.nowMs += 15 * MINUTE;
    world.answer = answered(stepsOf({ platform, directUrl: url }));
    const { variants } = await install.guide(owned, platform, "en");
    expect(
      variants.map(({ directUrl }) => directUrl),
      about,
    ).toEqual([kept]);
  }
});

it("gives each platform its own steps, and asks for this ICCID in the customer's language once in a quarter of an hour", async () => {
  const all = [stepsOf(), stepsOf({ version: "16.0" }), stepsOf({ platform: "android", viaQr: ["Tap."] })];
  const { install, owned, world } = await installOf(answered(...all));
  expect((await install.guide(owned, "ios", "en")).variants).toHaveLength(2);
  expect((await install.guide(owned, "android", "en")).variants).toEqual([all[2]]);
  expect(await install.guide(owned, "other", "en")).toMatchObject({ variants: [], isAnswered: true });
  expect(install.isKept(owned, "en")).toBe(true);
  await install.guide(owned, "ios", "bn");
  world.nowMs += 15 * MINUTE;
  expect(install.isKept(owned, "en")).toBe(false);
  await install.guide(owned, "ios", "en");
  const { iccid } = owned.esim;
  expect(world.asked).toEqual([`${iccid} en`, `${iccid} bn`, `${iccid} en`]);
});

it("tells by the letters when Bengali was asked for and English came", async () => {
  const { install, owned } = await installOf(
    answered(stepsOf(), stepsOf({ platform: "android", viaQr: ["QR কোড স্ক্যান করুন।"] })),
  );
  expect((await install.guide(owned, "ios", "bn")).language).toBe("en");
  expect((await install.guide(owned, "android", "bn")).language).toBe("bn");
});

it("tells silence, and being let in no more, from having no steps, and keeps neither", async () => {
  const { install, owned, world } = await installOf(DOWN);
  for (const silence of [DOWN, refused("credentials"), refused("maintenance")]) {
    world.answer = silence;
    expect(await install.guide(owned, "ios", "en")).toMatchObject({ variants: [], isAnswered: false });
    expect(install.isKept(owned, "en")).toBe(false);
  }
  world.answer = answered(stepsOf());
  expect((await install.guide(owned, "ios", "en")).variants).toHaveLength(1);
});
