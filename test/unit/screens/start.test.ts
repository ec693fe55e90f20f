import { describe, expect, test } from "vitest";
import {
  showDeviceQuestion,
  goOnRow,
  showHelp,
  showLanguages,
  showPrivacy,
  showPrivateOnly,
  showProfile,
  showResume,
  showStart,
  showTerms,
  showUnknownCommand,
  withNotice,
} from "../../../src/screens/index.ts";
import { actionOf, bengali, buttonOf, english as t, readBold, readLabels, readText } from "./read-screen.ts";
import { sampleFilter, sampleTraveller } from "./sample-models.ts";

const supportContact = "https://t.me/demo_travel_help";

describe("the home card", () => {
  const screen = showStart({ shopName: "Demo Travel", destinations: 224 }, t);

  test("names the shop and never promises more countries than there are", () => {
    expect(readBold(screen)).toEqual(["Travel eSIMs by Demo Travel"]);
    expect(readText(screen)).toContain("220+ countries");
  });

  test("offers everything in two rows, the other language by its own name", () => {
    expect(readLabels(screen)).toEqual([
      ["🛒 Buy an eSIM", "📱 Check my phone"],
      ["📶 My eSIMs", "💬 Help", "🌐 বাংলা"],
    ]);
    expect(actionOf(screen, "🌐 বাংলা")).toEqual({ do: "set-language", language: "bn" });
    const inBengali = showStart({ shopName: "Demo Travel", destinations: 224 }, bengali);
    expect(actionOf(inBengali, "🌐 English")).toEqual({ do: "set-language", language: "en" });
    expect(readText(inBengali)).toContain("২২০");
  });
});

test("the language picker shows every language by its own name, whatever is spoken", () => {
  expect(readLabels(showLanguages(bengali)).flat()).toEqual(expect.arrayContaining(["English", "বাংলা"]));
});

test("help explains the commands of the table and leads to a person", () => {
  const commands = [
    { command: "buy", description: "command.buy" },
    { command: "esims", description: "command.esims" },
  ] as const;
  const screen = showHelp({ shopName: "Demo Travel", supportContact, hasSupport: false, commands }, t);
  expect(readText(screen)).toContain("/buy · buy an eSIM\n/esims · your eSIMs: QR code, steps, help\n");
  expect(buttonOf(screen, "💬 Write to us")).toMatchObject({ url: supportContact });
  const withDesk = showHelp({ shopName: "Demo Travel", supportContact, hasSupport: true, commands }, t);
  expect(buttonOf(withDesk, "💬 Write to us")).toMatchObject({ action: { do: "support" } });
});

test("an unknown command is repeated, and a way on is offered", () => {
  const screen = showUnknownCommand({ command: "/buyy" }, t);
  expect(readText(screen)).toContain("/buyy");
  expect(actionOf(screen, "🛒 Buy an eSIM")).toEqual({ do: "buy" });
});

test("a group is sent to the private chat", () => {
  const screen = showPrivateOnly({ botUsername: "demo_travel_bot" }, t);
  expect(buttonOf(screen, "💬 Open a private chat")).toMatchObject({ url: "https://t.me/demo_travel_bot" });
});

describe("terms and privacy", () => {
  test("link to the shop's own pages", () => {
    const terms = showTerms(
      { shopName: "Demo Travel", termsUrl: "https://example.com/terms", supportContact },
      t,
    );
    expect(readText(terms)).toContain("cannot be returned");
    expect(buttonOf(terms, "📄 Read the terms")).toMatchObject({ url: "https://example.com/terms" });
    const privacy = showPrivacy({ shopName: "Demo Travel", privacyUrl: "https://example.com/privacy" }, t);
    expect(buttonOf(privacy, "📄 Privacy policy")).toMatchObject({ url: "https://example.com/privacy" });
  });

  test("say what is kept and for how long", () => {
    const text = readText(showPrivacy({ shopName: "Demo Travel", privacyUrl: null }, t));
    expect(text).toContain("name, age, phone and e-mail");
    expect(text).toContain("30 days");
  });

  test("offer a person where the shop has no page", () => {
    const terms = showTerms({ shopName: "Demo Travel", termsUrl: null, supportContact }, t);
    expect(buttonOf(terms, "💬 Write to us")).toMatchObject({ url: supportContact });
  });
});

describe("the phone check", () => {
  test("says how to see it on the phone", () => {
    const screen = showDeviceQuestion({ from: null }, t);
    expect(screen.text).toContainEqual({ text: "*#06#", style: "code" });
    expect(readText(screen)).toContain("EID");
    expect(actionOf(screen, "🛒 Buy an eSIM")).toEqual({ do: "buy" });
  });

  test("goes back to the plan it was asked from, filters included", () => {
    const from = {
      ...sampleFilter({ days: 7, dataMb: 1024, sort: "data", page: 2 }),
      plan: "k1",
      quantity: 3,
    };
    expect(actionOf(showDeviceQuestion({ from }, t), "‹ Back")).toEqual({ do: "plan", ...from });
    const tapped = { ...from, do: "plan-phone-check" } as const;
    expect(actionOf(showDeviceQuestion({ from: tapped }, t), "‹ Back")).toEqual({ do: "plan", ...from });
  });
});

describe("the profile", () => {
  test("shows the saved traveller and lets it be forgotten", () => {
    const screen = showProfile({ saved: sampleTraveller({ lastName: "" }), mutedAlerts: [] }, t);
    expect(readText(screen)).toContain(
      "First name: Nadia\nLast name: none, only one name\nTitle: Ms\nAge: 30",
    );
    expect(actionOf(screen, "🗑 Forget these details")).toEqual({ do: "forget-profile" });
  });

  test("has a switch for each kind of alert", () => {
    const screen = showProfile({ saved: null, mutedAlerts: ["time"] }, t);
    expect(actionOf(screen, "🔔 Data: on")).toEqual({ do: "set-alert", kind: "data", on: false });
    expect(actionOf(screen, "🔕 Days left: off")).toEqual({ do: "set-alert", kind: "time", on: true });
    expect(actionOf(screen, "🔔 Install by: on")).toEqual({ do: "set-alert", kind: "install", on: false });
  });

  test("says when nothing is saved", () => {
    expect(readText(showProfile({ saved: null, mutedAlerts: [] }, t))).toContain("No traveller is saved");
  });
});

describe("when customer and shop are out of step", () => {
  test("a notice stands above the screen that is due, whose buttons stay", () => {
    const due = showStart({ shopName: "Demo Travel", destinations: 224 }, t);
    const screen = withNotice(due, "button-due", t);
    expect(readText(screen)).toMatch(/^Please tap one of the buttons\.\n\nTravel eSIMs/);
    expect(readBold(screen)).toEqual(readBold(due));
    expect(screen.rows).toEqual(due.rows);
  });

  test("after an update the customer goes on where they were, or starts over", () => {
    const screen = showResume({ code: "TH", reason: "updated" }, t);
    expect(actionOf(screen, "Go on with Thailand")).toEqual({ do: "resume-order" });
    expect(actionOf(screen, "Start over")).toEqual({ do: "buy" });
  });

  test("a card in between leads back into the order", () => {
    const action = { do: "resume-order" };
    expect(goOnRow("TH", t)).toEqual([{ label: "↩️ Go on with Thailand", action }]);
    expect(goOnRow("TH", bengali)).toEqual([{ label: "↩️ থাইল্যান্ড কেনা চালিয়ে যান", action }]);
    expect(goOnRow("GS", t)).toEqual([{ label: "↩️ Go on where I was", action }]);
  });
});
