import { describe, expect, it } from "vitest";
import { plainLines } from "../../../src/itt/decode/html.ts";
import { zonedTimeToEpochMs } from "../../../src/itt/decode/zoned-time.ts";
import { answerJson } from "./support/fake-supplier.ts";
import { useBench } from "./support/with-client.ts";
import { goldenObject, ICCID, KEY, LPA } from "./support/samples.ts";

const APPLE = `https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=${LPA}`;

describe("installation instructions", () => {
  const bench = useBench();
  const read = async (answer: object) => {
    bench().server.answer(answerJson({ status: "success", ...answer }));
    return bench().supplier.installationInstructions(KEY, "en");
  };
  const ios = (entry: object) => ({ instructions: { platforms: { ios: entry } } });

  it.each([
    ["a string", "Open Settings."],
    ["a list", ["Open Settings."]],
    ["an object with numbered keys", { "1": "Open Settings." }],
    ["HTML", "<ol><li>Open Settings.</li></ol>"],
  ])("takes steps that are %s", async (_name, steps) => {
    expect(await read(ios({ installation: { via_qr: { steps } } }))).toMatchObject({
      ok: true,
      value: [{ platform: "ios", viaQr: ["Open Settings."], manual: [], networkSetup: [] }],
    });
  });

  it("keeps the order of numbered steps", async () => {
    const steps = Object.fromEntries(
      Array.from({ length: 11 }, (_, index) => [String(11 - index), `Step ${11 - index}`]),
    );
    const result = await read(ios({ installation: { manual: { steps } } }));
    const expected = Array.from({ length: 11 }, (_, index) => `Step ${index + 1}`);
    expect(result.ok && result.value[0]?.manual).toEqual(expected);
  });

  it("reads Airalo's own section names", async () => {
    const entry = {
      model: "Galaxy",
      installation_via_qr_code: { steps: { "1": "Scan." } },
      installation_manual: { steps: ["Type."] },
      network_setup: { steps: "Roam.", apn_type: "manual", apn_value: "internet", is_roaming: "true," },
    };
    expect(await read({ instructions: { platforms: { android: [entry] } } })).toMatchObject({
      value: [
        {
          platform: "android",
          model: "Galaxy",
          viaQr: ["Scan."],
          manual: ["Type."],
          networkSetup: ["Roam."],
          apnType: "manual",
          apnValue: "internet",
          isRoaming: true,
        },
      ],
    });
  });

  it("gives several versions of one platform", async () => {
    const entry = (version: string) => ({ version, installation: { via_qr: { steps: "Scan." } } });
    const result = await read(ios([entry("17"), entry("16")]));
    expect(result.ok && result.value.map((steps) => steps.version)).toEqual(["17", "16"]);
  });

  it("tells the platform of lifted figures by their link", async () => {
    const installation = { via_qr: { steps: "Scan." } };
    expect(await read({ instructions: {}, installation, direct_installation_url: APPLE })).toMatchObject({
      value: [{ platform: "ios" }],
    });
    expect(await read({ installation })).toMatchObject({ value: [{ platform: "other", directUrl: null }] });
  });

  it.each(["http://esimsetup.apple.com/x", "https://evil.example/x", "javascript:alert(1)", "x"])(
    "shows no link to %s",
    async (direct_installation_url) => {
      const entry = { direct_installation_url, installation: { via_qr: { steps: "Scan." } } };
      expect(await read(ios(entry))).toMatchObject({ value: [{ directUrl: null }] });
    },
  );

  it("falls back on the installation HTML", async () => {
    const { qr_installation, manual_installation } = goldenObject("sane", "single-package")["data"] as Record<
      string,
      unknown
    >;
    const result = await read({
      qr_installation: qr_installation ?? goldenObject("mangled", "single-package")["qr_installation"],
      manual_installation:
        manual_installation ?? goldenObject("mangled", "single-package")["manual_installation"],
    });
    const value = result.ok ? result.value : [];
    expect(value).toHaveLength(1);
    expect(value[0]?.viaQr).toContain("Scan QR code.");
    expect(value[0]?.manual).toContain("Manually enter the SM-DP+ Address and activation code.");
    expect(JSON.stringify(value)).not.toMatch(/airalo\.com|top up|</i);
  });

  it("without any step is a contract failure", async () => {
    expect(await read({ instructions: { platforms: { ios: null } } })).toMatchObject({
      failure: { kind: "contract", field: "instructions" },
    });
  });

  it("about another eSIM is not believed", async () => {
    const answer = {
      ...ios({ installation: { via_qr: { steps: "Scan." } } }),
      eSim_iccid: "8900000281278633000",
    };
    expect(await read(answer)).toMatchObject({ failure: { kind: "unknown" } });
  });
});

describe("plain lines", () => {
  it.each([
    ["drop the site", "Scan the code. Visit airalo.com/my-esims for more.", ["Scan the code."]],
    ["drop the chat", "Restart the phone. Still stuck? Chat with us.", ["Restart the phone. Still stuck?"]],
    ["drop the top-up", "<p><b>To top up:</b></p><p>Visit the “My eSIMs” tab.</p><p>Roam.</p>", ["Roam."]],
    ["drop the help", "Scan the code. Having trouble installing the eSIM?", ["Scan the code."]],
    ["keep the SM-DP+ address", "Enter lpa.airalo.com as address.", ["Enter lpa.airalo.com as address."]],
    ["keep bare angle brackets", "Settings > Cellular", ["Settings > Cellular"]],
    ["decode entities", "Tap &quot;Add&quot;&nbsp;&amp; wait", ['Tap "Add" & wait']],
    ["drop scripts", "<script>alert(1)</script><p>Scan.</p>", ["Scan."]],
    ["keep bold text within its line", "<p><b>Name:</b> Fatafati</p><br>", ["Name: Fatafati"]],
    ["split plain lines", "One.\r\n\r\nTwo.", ["One.", "Two."]],
  ])("%s", (_name, text, expected) => expect(plainLines(text)).toEqual(expected));
});

describe("data usage", () => {
  const bench = useBench();
  const read = async (answer: object) => {
    bench().server.answer(answerJson({ status: "success", ...answer }));
    return bench().supplier.dataUsage(KEY);
  };
  const figures = {
    expire_at: "2026-03-12 06:53:53",
    data_amount: { total: "1024,", remaining: "512,", unlimited: "false," },
  };

  it.each([
    ["under instructions", { instructions: { ...figures, status: "ACTIVE" } }],
    ["under data", { data: { ...figures, status: "ACTIVE" } }],
    ["in a list of one", { data: [{ ...figures, status: "ACTIVE" }] }],
    ["half lifted to the top", { instructions: { status: "ACTIVE" }, ...figures }],
  ])("reads the figures %s", async (_name, answer) => {
    expect(await read(answer)).toMatchObject({
      value: {
        status: "ACTIVE",
        expireAtText: "2026-03-12 06:53:53",
        data: { total: 1024, remaining: 512, isUnlimited: false },
      },
    });
  });

  it("does not take the envelope's status for the eSIM's", async () => {
    expect(await read(figures)).toMatchObject({ value: { status: null, data: { total: 1024 } } });
  });

  it("lets unknown words and unreadable times pass", async () => {
    expect(await read({ instructions: { status: "SLEEPING", expire_at: "soon" } })).toMatchObject({
      value: {
        status: "SLEEPING",
        expireAtText: "soon",
        expireAtMs: null,
        data: { total: null, remaining: null },
      },
    });
  });

  it("without anything to tell is a contract failure", async () => {
    expect(await read({ eSim_iccid: ICCID })).toMatchObject({
      failure: { kind: "contract", field: "data_amount" },
    });
  });
});

describe("times without a zone", () => {
  it.each([
    ["2026-03-12 06:53:53", "Asia/Dhaka", "2026-03-12T00:53:53Z"],
    ["2026-03-12T06:53", "UTC", "2026-03-12T06:53:00Z"],
    ["2026-07-01 12:00:00", "Europe/London", "2026-07-01T11:00:00Z"],
    ["2026-01-01 12:00:00", "Europe/London", "2026-01-01T12:00:00Z"],
    ["2026-03-12 06:53:53+02:00", "Asia/Dhaka", "2026-03-12T04:53:53Z"],
    ["2026-03-12T06:53:53.000Z", "Asia/Dhaka", "2026-03-12T06:53:53Z"],
  ])("%s in %s is %s", (text, zone, instant) =>
    expect(zonedTimeToEpochMs(text, zone)).toBe(Date.parse(instant)),
  );

  it.each([
    "0000-00-00 00:00:00",
    "2026-02-30 10:00:00",
    "2026-13-01 10:00:00",
    "tomorrow",
    "2026-03-12",
    "",
  ])("%j is no time", (text) => expect(zonedTimeToEpochMs(text, "UTC")).toBeNull());
});

describe("top-up packages", () => {
  const bench = useBench();
  const read = async (answer: object) => {
    bench().server.answer(answerJson({ status: "success", ...answer }));
    return bench().supplier.topupPackages(KEY);
  };
  const topup = (id: string, price: number, fields: object = {}) => ({
    package_id: `${ICCID}||${id}`,
    title: id,
    sell_price: price,
    sell_currency: "BDT",
    ...fields,
  });

  it("lists the cheapest first and leaves out what is not this eSIM's or no top-up", async () => {
    const data = [
      topup("b", 20),
      topup("a", 10),
      topup("c", 5, { eSim_iccid: "8900000281278633000" }),
      topup("d", 5, { type: "sim" }),
    ];
    const result = await read({ topup_tracking_id: "TUP1", data });
    expect(result.ok && result.value.packages.map((found) => found.title)).toEqual(["a", "b"]);
  });

  it("takes the tracking id from the package where the top has none", async () => {
    expect(await read({ data: topup("a", 10, { topup_tracking_id: "TUP2" }) })).toMatchObject({
      value: { topupTrackingId: "TUP2" },
    });
  });

  it("fails by contract where there are packages but no tracking id", async () => {
    expect(await read({ data: topup("a", 10) })).toMatchObject({
      failure: { kind: "contract", field: "topup_tracking_id" },
    });
  });

  it.each([null, [], ""])("takes %j for a list without packages", async (data) => {
    expect(await read({ data })).toMatchObject({ ok: true, value: { packages: [] } });
  });
});

describe("top-up history", () => {
  const bench = useBench();
  const entry = { package_id: `${ICCID}||a`, created_at: "2026-03-05 11:20:00" };
  it.each([
    ["data", { data: [entry] }],
    ["one object", { data: entry }],
    ["topup_history", { topup_history: [entry] }],
    ["packages", { packages: [entry] }],
    ["a list inside data", { data: { history: [entry] } }],
  ])("is found under %s", async (_name, answer) => {
    bench().server.answer(answerJson({ Status: "Success", ...answer }));
    expect(await bench().supplier.topupHistory(KEY)).toEqual({ ok: true, value: [entry] });
  });

  it.each([
    ["an empty list", { topup_history: [] }, []],
    ["an empty list inside data", { data: { history: [] } }, []],
    ["figures that are no purchase", { data: { total: 0, history: [] } }, []],
    ["figures alone", { data: { total: "3" } }, null],
    ["a bare success", {}, null],
    ["a success with nothing in data", { data: null }, null],
  ])("of %s is told apart from no list at all", async (_name, answer, value) => {
    bench().server.answer(answerJson({ Status: "Success", ...answer }));
    expect(await bench().supplier.topupHistory(KEY)).toEqual({ ok: true, value });
  });
});
