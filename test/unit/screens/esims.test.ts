import { describe, expect, test } from "vitest";
import { showDelivered, showEsim, showEsims } from "../../../src/screens/index.ts";
import { actionOf, bengali, buttonOf, english as t, readLabels, readText } from "./read-screen.ts";
import {
  NOW_MS,
  sampleEsim,
  sampleFigures,
  sampleOrder,
  samplePackage,
  sampleUsage,
} from "./sample-models.ts";

const timeZone = "Asia/Dhaka";
const installByMs = NOW_MS + 365 * 24 * 3_600_000;
const owned = { esim: sampleEsim(), order: sampleOrder() };
const listed = { ...owned, ...sampleUsage() };

describe("the delivered card", () => {
  const screen = showDelivered({ ...owned, installByMs, timeZone }, t);

  test("has the QR picture, the deadline, the reference and the last four digits only", () => {
    expect(screen.qrLpa).toBe(owned.esim.lpa);
    expect(readText(screen)).toBe(
      [
        "Your eSIM for 🇹🇭 Thailand is ready · 3 GB · 15 days",
        "Install it now on Wi-Fi, switch it on when you arrive. Install once, on one phone, and do not delete it.",
        "Install by 21 Nov 2027.",
        "Order T7K-4QX · ICCID …3887",
      ].join("\n"),
    );
    expect(readText(screen)).not.toContain(owned.esim.iccid);
  });

  test("installs with one tap on iPhone and Android, the dollar signs as they are", () => {
    expect(buttonOf(screen, "Install on iPhone")).toMatchObject({
      url: "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=LPA:1$smdp.example.com$K2-1A2B3C-4D5E6F",
    });
    expect(buttonOf(screen, "Install on Android")).toMatchObject({
      url: expect.stringContaining("esimsetup.android.com") as string,
    });
    expect(buttonOf(screen, "Copy SM-DP+")).toMatchObject({ copy: "smdp.example.com" });
    expect(buttonOf(screen, "Copy code")).toMatchObject({ copy: "K2-1A2B3C-4D5E6F" });
  });

  test("keeps its buttons in four rows", () => {
    expect(readLabels(screen)).toEqual([
      ["Install on iPhone", "Install on Android"],
      ["Copy iPhone link"],
      ["Copy SM-DP+", "Copy code"],
      ["📖 Step by step", "🆘 It doesn't work"],
    ]);
  });

  test("says when to install by the activation policy, never by a guess", () => {
    const told = (activationPolicy: "installation" | null) => {
      const order = sampleOrder({ package: samplePackage({ activationPolicy }) });
      return readText(showDelivered({ ...owned, order, installByMs: null, timeZone }, t));
    };
    expect(told("installation")).toContain("Install it on the day you fly");
    expect(told(null)).toContain("not stated");
    expect(told(null)).not.toContain("Install by");
  });

  test("shows and copies a confirmation code where installing needs one", () => {
    const esim = sampleEsim({ confirmationCode: "4711" });
    const withCode = showDelivered({ ...owned, esim, installByMs, timeZone }, t);
    expect(withCode.text).toContainEqual({ text: "4711", style: "code" });
    expect(buttonOf(withCode, "Copy confirmation code")).toMatchObject({ copy: "4711" });
    expect(readLabels(screen).flat()).not.toContain("Copy confirmation code");
  });

  test("leaves out a copy that no copy button takes, and links for what is no LPA string", () => {
    const long = `LPA:1$smdp.example.com$${"K".repeat(200)}`;
    const longLabels = readLabels(
      showDelivered({ ...owned, esim: sampleEsim({ lpa: long }), installByMs, timeZone }, t),
    ).flat();
    expect(longLabels).toContain("Install on iPhone");
    expect(longLabels).not.toContain("Copy iPhone link");
    const odd = sampleEsim({ lpa: "LPA:1$bad host$x", activationCode: "" });
    const oddLabels = readLabels(showDelivered({ ...owned, esim: odd, installByMs, timeZone }, t)).flat();
    expect(oddLabels).toEqual(["Copy SM-DP+", "📖 Step by step", "🆘 It doesn't work"]);
  });

  test("counts the eSIMs of one order", () => {
    const order = sampleOrder({ quantity: 3 });
    const text = readText(
      showDelivered({ esim: sampleEsim({ position: 2 }), order, installByMs, timeZone }, t),
    );
    expect(text).toContain("eSIM 2 of 3 for 🇹🇭 Thailand is ready");
  });

  test("keeps codes untranslated in Bengali", () => {
    const inBengali = showDelivered({ ...owned, installByMs, timeZone }, bengali);
    expect(readText(inBengali)).toContain("২১ নভেম্বর, ২০২৭-এর মধ্যে ইনস্টল করুন।");
    expect(readText(inBengali)).toContain("অর্ডার T7K-4QX · ICCID …3887");
  });
});

describe("my eSIMs", () => {
  test("are numbered in the text and on the buttons, six a page", () => {
    const esims = Array.from({ length: 8 }, (_, n) => ({ ...listed, esim: sampleEsim({ id: `e${n}` }) }));
    const second = showEsims({ esims, page: 1, timeZone, opens: "esim" }, t);
    expect(readText(second)).toContain(
      "7. 🇹🇭 Thailand · 3 GB · 15 days · bought 21 Nov · …3887\n    Active · 256 MB left · until 24 Nov 2026",
    );
    expect(actionOf(second, "7. 🇹🇭 Thailand …3887")).toEqual({ do: "esim", esim: "e6" });
    expect(readLabels(second)).toContainEqual(["‹", "2/2"]);
  });

  test("that the operator tells nothing of, or no longer finds, say so", () => {
    const state = (trouble: "down" | "gone", figures = sampleUsage().usage.figures) => {
      const usage = { figures, asOfMs: figures && NOW_MS, trouble };
      const model = { ...listed, usage, timeZone };
      return readText(showEsims({ ...model, esims: [model], page: 0, opens: "esim" }, t))
        .split("\n")
        .at(-1);
    };
    expect(state("down", null)).toBe("    Status not known");
    expect(state("gone", null)).toBe("    Not found at the operator");
    expect(state("gone")).toBe("    Not found at the operator");
    const card = showEsim({ ...listed, usage: { ...listed.usage, trouble: "gone" }, timeZone }, t);
    expect(readText(card)).toMatch(/256 MB of 1 GB left[^]*no longer finds this eSIM/);
  });

  test("say so where there is none yet", () => {
    expect(readText(showEsims({ esims: [], page: 0, timeZone, opens: "esim" }, t))).toContain(
      "You have no eSIM yet.",
    );
  });

  test("one of them can be sent again, explained and complained about", () => {
    const screen = showEsim({ ...listed, timeZone }, t);
    expect(actionOf(screen, "🔁 Send the QR again")).toEqual({ do: "send-again", esim: owned.esim.id });
    expect(actionOf(screen, "📲 Install")).toEqual({ do: "steps", esim: owned.esim.id });
    expect(actionOf(screen, "🆘 It doesn't work")).toEqual({ do: "trouble", esim: owned.esim.id });
    expect(actionOf(screen, "🧾 Its orders")).toEqual({ do: "esim-orders", esim: owned.esim.id, page: 0 });
    expect(actionOf(screen, "‹ Back")).toEqual({ do: "esims", page: 0 });
  });

  test("a delivered one leads to the question for the travel date, for as long as it is of use", () => {
    const order = { ...listed.order, state: "delivered" } as const;
    const labelsOf = (screen: ReturnType<typeof showEsim>) => screen.rows.flat().map(({ label }) => label);
    const action = { do: "travel", order: order.id, when: "ask" };
    expect(actionOf(showEsim({ ...listed, order, timeZone }, t), "🗓 Travel date")).toEqual(action);
    const usage = { ...listed.usage, figures: sampleFigures({ status: "EXPIRED" }) };
    expect(labelsOf(showEsim({ ...listed, order, usage, timeZone }, t))).not.toContain("🗓 Travel date");
  });
});
