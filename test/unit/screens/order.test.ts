import { describe, expect, test } from "vitest";
import { FAILURE_REASONS } from "../../../src/domain/order.ts";
import { PAYMENT_METHODS } from "../../../src/domain/payment.ts";
import {
  showAlreadyOrdered,
  showBookingClosed,
  showConfirm,
  showDestination,
  showFailed,
  showNotSelling,
  showOfferExpired,
  showOrderDone,
  showOrdering,
  showOrderStatus,
  showPackageGone,
  showPlan,
  showPriceChanged,
  showStillUnknown,
  showSupplierDown,
  showUnknown,
  showVoid,
} from "../../../src/screens/index.ts";
import {
  actionOf,
  bengali,
  buttonOf,
  english as t,
  readBold,
  readLabels,
  readText,
  translators,
} from "./read-screen.ts";
import { sampleOrder, samplePackage, OPTIONS } from "./sample-models.ts";

const taka = (minor: number) => ({ minor, currency: "BDT" });
const termsUrl = "https://example.com/terms";

const BY_AGENCY = [{ method: "agency_balance", amount: { minor: 102_000, currency: "BDT" } }] as const;

describe("the confirm card", () => {
  test("says everything in full", () => {
    const screen = showConfirm({ order: sampleOrder(), options: BY_AGENCY, termsUrl }, t);
    expect(readText(screen)).toBe(
      [
        "Please check",
        "🇹🇭 Thailand, 3 GB, 15 days × 1",
        "Traveller: Ms Nadia Rahman, 30",
        "+880 1966 330000 · nadia@example.com",
        "To pay: ৳1,020.00",
        "Once installed, an eSIM cannot be returned. Terms",
      ].join("\n"),
    );
    expect(screen.text).toContainEqual({ text: "Terms", url: termsUrl });
    expect(readLabels(screen)).toEqual([["✅ Confirm · ৳1,020"], ["✏️ Traveller", "✏️ Plan", "✖️ Cancel"]]);
    expect(actionOf(screen, "✅ Confirm · ৳1,020")).toEqual({
      do: "confirm",
      nonce: "a1b2c3d4e5f60718",
      method: "agency_balance",
    });
  });

  test("shows the charged total of all eSIMs, with fees and tax of all of them", () => {
    const price = { total: taka(102000), tax: taka(5000), fees: taka(2000) };
    const order = {
      ...sampleOrder({ quantity: 3, package: samplePackage({ price }) }),
      charged: taka(306000),
    };
    const text = readText(showConfirm({ order, options: OPTIONS, termsUrl: null }, t));
    expect(text).toContain("15 days × 3");
    expect(text).toContain("Including fees: ৳60.00\nIncluding tax: ৳150.00\nTo pay: ৳3,060.00");
  });

  test("names a country that is easily mixed up with its capital, and what it is not", () => {
    const order = sampleOrder({ countryCode: "GN" });
    expect(readText(showConfirm({ order, options: OPTIONS, termsUrl }, t))).toContain(
      "That is Guinea, capital Conakry.",
    );
    expect(
      readText(showConfirm({ order, options: OPTIONS, termsUrl, lookAlikes: ["GQ", "GW", "PG"] }, t)),
    ).toContain("This is Guinea, capital Conakry. Not Equatorial Guinea, Guinea-Bissau or Papua New Guinea.");
  });

  test("says of each way to pay what it does, where there are several", () => {
    const amount = { minor: 102_000, currency: "BDT" };
    const model = { order: sampleOrder(), termsUrl };
    const several = PAYMENT_METHODS.map((method) => ({
      method,
      amount: method === "telegram" ? { minor: 561, currency: "XTR" } : amount,
    }));
    const screen = showConfirm({ ...model, options: several }, t);
    expect(readLabels(screen).slice(0, -1)).toEqual([
      ["✅ Agency's account · ৳1,020"],
      ["✅ From my account · ৳1,020"],
      ["🏦 Pay by transfer · ৳1,020"],
      ["⭐ Pay 561 Stars"],
      ["💳 Pay by card · ৳1,020"],
    ]);
    expect(readText(screen)).toContain("On the agency's account you pay nothing here.");
    const others = several.filter(({ method }) => method !== "agency_balance");
    expect(readText(showConfirm({ ...model, options: others }, t))).toMatch(/How would you like to pay\?$/);
    expect(readText(showConfirm({ ...model, options: BY_AGENCY }, t))).not.toContain("How would you like");
    for (const { amount: only, method } of several.slice(0, 3))
      expect(readLabels(showConfirm({ ...model, options: [{ amount: only, method }] }, t))[0]).toEqual([
        "✅ Confirm · ৳1,020",
      ]);
  });

  test("has no confirm button where there is nothing to confirm", () => {
    const screen = showConfirm({ order: { ...sampleOrder(), nonce: null }, options: OPTIONS, termsUrl }, t);
    expect(
      readLabels(screen)
        .flat()
        .some((label) => label.includes("Confirm")),
    ).toBe(false);
  });

  test("is complete in Bengali", () => {
    const text = readText(showConfirm({ order: sampleOrder(), options: OPTIONS, termsUrl }, bengali));
    expect(text).toContain("মোট দিতে হবে: ৳১,০২০.০০");
    expect(text).toContain("Ms Nadia Rahman, ৩০ বছর");
  });
});

test.each(translators)(
  "a shop that is stopped says so in one line before anything is typed ($language)",
  (language) => {
    const line = language.text("closed.line");
    const list = { code: "TH", days: 0, dataMb: 0, sort: "price", page: 0 } as const;
    const plan = { ...list, key: "k1", plan: samplePackage(), quantity: 1 };
    for (const isPaused of [true, false]) {
      const shown = [
        showDestination({ popular: ["TH"], isPaused }, language),
        showPlan({ ...plan, isPaused }, language),
      ];
      for (const screen of shown) {
        expect(readText(screen).split("\n").at(-1) === line).toBe(isPaused);
        // Nothing is taken away: everybody may look around.
        expect(screen.rows).toEqual(
          (screen === shown[0] ? showDestination({ popular: ["TH"] }, language) : showPlan(plan, language))
            .rows,
        );
      }
    }
  },
);

describe("between the card and the order", () => {
  test("a moved price is asked again, and nothing was charged", () => {
    const order = sampleOrder();
    const rose = showPriceChanged({ order, before: taka(102000), now: taka(109500) }, t);
    expect(readText(rose)).toContain("rose from ৳1,020 to ৳1,095 since you chose. Nothing has been charged.");
    expect(actionOf(rose, "✅ Accept ৳1,095")).toEqual({ do: "review-order" });
    const fell = showPriceChanged({ order, before: taka(109500), now: taka(102000) }, t);
    expect(readText(fell)).toContain("fell from ৳1,095 to ৳1,020");
  });

  test("an expired offer keeps the choice", () => {
    const screen = showOfferExpired(t);
    expect(readText(screen)).toContain("Nothing was charged");
    expect(actionOf(screen, "🔄 Check the price again")).toEqual({ do: "review-order" });
  });

  test("a package that is gone leads to similar ones", () => {
    const screen = showPackageGone({ code: "TH", reason: "sold_out" }, t);
    expect(readText(screen)).toContain("sold out");
    expect(actionOf(screen, "🔎 See similar plans")).toMatchObject({ do: "plans", code: "TH" });
  });

  test("a silent supplier leaves the choice and the way to try again", () => {
    const screen = showSupplierDown({ retry: { do: "review-order" } }, t);
    expect(readText(screen)).toContain("Your choice is kept");
    expect(actionOf(screen, "🔄 Try again")).toEqual({ do: "review-order" });
  });

  test.each(["booking-disabled", "too-many"] as const)(
    "an order that is stopped at the confirm tap is named, kept and can be tried again: %s",
    (reason) => {
      const order = { reference: "T7K-4QX", topup: null };
      const screen = showBookingClosed({ supportContact: "https://t.me/help", reason, order }, t);
      for (const part of ["Nothing was charged.", "Your choice is kept", "Order T7K-4QX"])
        expect(readText(screen)).toContain(part);
      expect(actionOf(screen, "🔄 Try again")).toEqual({ do: "review-order" });
    },
  );

  test("a customer the shop cannot sell to, or not now, reaches a person", () => {
    const supportContact = "https://t.me/help";
    for (const screen of [
      showNotSelling({ supportContact }, t),
      showBookingClosed({ supportContact, reason: "booking-disabled" }, t),
      showBookingClosed({ supportContact, reason: "too-many" }, t),
    ]) {
      expect(readText(screen)).toContain("Nothing was charged.");
      expect(buttonOf(screen, "💬 Write to us")).toMatchObject({ url: supportContact });
    }
  });
});

describe("after the tap", () => {
  test("the order is named, and no button is left to tap twice", () => {
    const screen = showOrdering({ reference: "T7K-4QX" }, t);
    expect(readText(screen)).toBe("⏳ Ordering your eSIM. Usually under a minute. Order T7K-4QX.");
    expect(screen.rows).toEqual([]);
    expect(readText(showOrdering({ reference: "T7K-4QX", quantity: 3 }, t))).toContain("your 3 eSIMs");
    expect(showOrderDone({ order: sampleOrder() }, t).rows).toEqual([]);
  });

  test.each(translators)("an unknown outcome asks not to order again ($language)", (language) => {
    for (const screen of [
      showUnknown({ reference: "T7K-4QX" }, language),
      showStillUnknown({ reference: "T7K-4QX", state: "unknown" }, language),
      showStillUnknown({ reference: "T7K-4QX", state: "staff" }, language),
    ]) {
      expect(readText(screen)).toContain("T7K-4QX");
      expect(readText(screen)).toMatch(/Please do not order again|আবার অর্ডার করবেন না/);
      expect(readLabels(screen).flat().join()).not.toMatch(/buy|order|কিনুন/i);
    }
  });

  test.each(translators)(
    "every failure says that nothing was charged, with the reference ($language)",
    (language) => {
      const titles = FAILURE_REASONS.map((failure) => {
        const screen = showFailed({ order: sampleOrder({ state: "failed", failure }) }, language);
        expect(readText(screen)).toContain(language.text("failed.nothing-charged"));
        expect(readText(screen)).toContain("T7K-4QX");
        expect(readLabels(screen).flat()).toContain(language.text("button.help"));
        return readBold(screen)[0];
      });
      expect(new Set(titles).size).toBe(FAILURE_REASONS.length);
    },
  );

  test("the agency's empty balance is never told to a customer", () => {
    const text = readText(
      showFailed({ order: sampleOrder({ state: "failed", failure: "agency_balance" }) }, t),
    );
    expect(text).not.toMatch(/balance|credit|agency/i);
  });

  test("a void order may be ordered again", () => {
    const screen = showVoid({ order: sampleOrder() }, t);
    expect(readText(screen)).toContain("found no booking");
    expect(actionOf(screen, "🛒 Order again")).toEqual({ do: "country", code: "TH" });
  });
});

describe("how an order stands", () => {
  const status = (state: Parameters<typeof sampleOrder>[0], issued?: number) =>
    readText(showOrderStatus({ order: sampleOrder(state), issued }, t));

  test("is told for every state", () => {
    expect(status({ state: "ready" })).toContain("not confirmed yet");
    expect(status({ state: "unknown" })).toContain("We are checking");
    expect(status({ state: "staff" })).toContain("A colleague is looking into your order");
    expect(status({ state: "delivered" })).toBe("✅ Your eSIM for 🇹🇭 Thailand has come. Order T7K-4QX.");
    expect(status({ state: "failed", failure: "sold_out" })).toContain("sold out");
    expect(status({ state: "void" })).toContain("found no booking");
    expect(status({ state: "cancelled" })).toContain("was cancelled");
  });

  test.each(["accepted", "sending"] as const)(
    "says nothing that would stay behind while it is %s",
    (state) => {
      expect(status({ state })).toContain("This order is placed. What becomes of it comes here by itself.");
      expect(status({ state })).not.toMatch(/ordering|one moment/i);
    },
  );

  test("claims no lost connection, which is one cause of several", () => {
    expect(status({ state: "unknown" })).toContain("The operator has not confirmed it clearly.");
  });

  test("tells how many have come where some are missing", () => {
    expect(status({ state: "unknown", quantity: 3 }, 2)).toContain("2 of your 3 eSIMs came.");
  });

  test("a tap on an old confirm button hears what became of it", () => {
    const already = (state: Parameters<typeof sampleOrder>[0]) =>
      showAlreadyOrdered({ order: sampleOrder(state) }, t);
    expect(readText(already({ state: "accepted" }))).toContain("This order is placed.");
    expect(readText(already({ state: "unknown" }))).toContain("Please do not order again");
    expect(actionOf(already({ state: "delivered" }), "📶 My eSIMs")).toEqual({ do: "esims", page: 0 });
    expect(readText(already({ state: "void" }))).toContain("Nothing was charged");
    expect(readText(already({ state: "failed", failure: "sold_out" }))).toContain("You can choose again");
    expect(readText(already({ state: "failed", failure: "agency_balance" }))).not.toContain("choose again");
  });
});
