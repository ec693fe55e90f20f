import { describe, expect, it } from "vitest";
import type { IttEmulator, IttEmulatorOptions } from "../../../src/sandbox/itt-emulator/index.ts";
import { at, buy, listAt, post, prepareTopUp, startEmulator, textAt } from "./emulator-client.ts";

const START_MS = Date.UTC(2026, 2, 4, 9);
const HOLD_MS = 1_800_000;

/** An emulator whose clock the test moves, with one booking made but not paid. */
async function bookUnpaid(options: IttEmulatorOptions = {}, fields = {}) {
  let nowMs = START_MS;
  const emulator = await startEmulator({ now: () => nowMs, paymentBaseUrl: "own", ...options });
  const bought = await buy(emulator, { payment_type: "onlinepayment", ...fields });
  const details = () =>
    post(emulator, "booking-details", { member_id: "2", tracking_id: bought.trackingId, booking_id: "" });
  const statuses = async () => {
    const answer = await details();
    return [at(answer, "booking.booking_status"), at(answer, "booking.payment_status")];
  };
  const pass = (ms: number): void => void (nowMs += ms);
  return { emulator, ...bought, details, statuses, pass };
}

async function press(address: string, act: "pay" | "fail"): Promise<string> {
  return (await fetch(`${address}/${act}`, { method: "POST" })).text();
}

const kinds = (emulator: IttEmulator) =>
  emulator.control.ledger().map(({ kind, amountMinor }) => [kind, amountMinor]);

describe("the payment page", () => {
  it("shows what is bought, takes the payment once, and leads back into the chat", async () => {
    const { emulator, booked, details } = await bookUnpaid();
    const address = textAt(booked, "payment_url");
    expect(address).toBe(`${emulator.url}/pay/${textAt(booked, "booking_id")}`);
    expect(at(booked, "booking.auto_cancel_timestamp")).toBe(String((START_MS + HOLD_MS) / 1000));
    const page = await (await fetch(address)).text();
    expect(page).toContain("1 GB - 7 days");
    expect(page).toContain("MR JASIM KARIMM");
    expect(page).toContain("BDT 489.41");
    expect(page).toContain('href="https://t.me/demo_bot?start=o_1"');
    expect(listAt(await details(), "eSim")).toEqual([]);
    expect(await press(address, "pay")).toContain("Paid. Thank you.");
    expect(await press(address, "pay")).not.toContain("<button");
    const paid = await details();
    expect(at(paid, "booking.payment_status")).toBe("paid");
    expect(textAt(paid, "eSim.0.qr_code")).toMatch(/^LPA:1\$/);
    expect(paid["payment_url"]).toBeUndefined();
    expect(kinds(emulator)).toEqual([["booking", 48_941]]);
  });

  it("lets a payment fail, says so by option, and takes another try", async () => {
    const { emulator, booked, statuses } = await bookUnpaid({ failedWord: "failed", paidWord: "completed" });
    const address = textAt(booked, "payment_url");
    expect(await press(address, "fail")).toContain("The payment failed");
    expect(await statuses()).toEqual(["confirm", "failed"]);
    expect(kinds(emulator)).toEqual([]);
    await press(address, "pay");
    expect(await statuses()).toEqual(["confirm", "completed"]);
  });

  it.each([
    "https://example.com/?start=o_1",
    "http://t.me/demo_bot",
    "https://t.me.example.com/x",
    "https://t.me@example.com/x",
  ])("does not lead to %s", async (redirectUrl) => {
    const { booked } = await bookUnpaid({}, { redirect_url: redirectUrl });
    expect(await (await fetch(textAt(booked, "payment_url"))).text()).not.toContain("href");
  });

  it("prints what a customer wrote as text", async () => {
    const emulator = await startEmulator({ paymentBaseUrl: "own", requireCustomer: false });
    const url = 'https://t.me/demo_bot?start="><script>1</script>';
    const { booked } = await buy(emulator, { payment_type: "card", redirect_url: url });
    expect(await (await fetch(textAt(booked, "payment_url"))).text()).not.toContain("<script>");
  });

  it("pays a top-up too, which does nothing before", async () => {
    const emulator = await startEmulator({ paymentBaseUrl: "own" });
    const { key } = await buy(emulator);
    const body = await prepareTopUp(emulator, key, "onlinepayment");
    const answer = await post(emulator, "create-topup-booking", body);
    expect(answer["Status"]).toBe("Success");
    expect(listAt(await post(emulator, "topup-history", key), "data")).toEqual([]);
    expect(await press(textAt(answer, "payment_url"), "pay")).toContain("Paid. Thank you.");
    expect(listAt(await post(emulator, "topup-history", key), "data")).toHaveLength(1);
    expect(kinds(emulator).at(-1)).toEqual(["topup", 48_912]);
  });

  it("is not there for an id that nobody was given, nor for other buttons", async () => {
    const { emulator, booked } = await bookUnpaid();
    expect((await fetch(`${emulator.url}/pay/ES0`)).status).toBe(404);
    const { booked: fromBalance } = await buy(emulator);
    const id = textAt(fromBalance, "booking_id");
    expect((await fetch(`${emulator.url}/pay/${id}`)).status).toBe(404);
    expect(fromBalance["payment_url"]).toBeUndefined();
    expect((await fetch(`${textAt(booked, "payment_url")}/steal`, { method: "POST" })).status).toBe(404);
    expect((await fetch(`${textAt(booked, "payment_url")}/pay`)).status).toBe(404);
  });
});

describe("an unpaid booking", () => {
  it("is confirm and pending, or hold by option, then cancelled", async () => {
    for (const [unpaidBookingStatus, cancelledPaymentStatus] of [
      ["confirm", "cancelled"],
      ["hold", "pending"],
    ] as const) {
      const { emulator, booked, statuses, details, pass } = await bookUnpaid({
        unpaidBookingStatus,
        cancelledPaymentStatus,
      });
      pass(HOLD_MS);
      expect(await statuses()).toEqual([unpaidBookingStatus, "pending"]);
      pass(1);
      expect(await statuses()).toEqual(["cancelled", cancelledPaymentStatus]);
      expect(at(await details(), "booking.auto_cancel_status")).toBe("success");
      expect(await press(textAt(booked, "payment_url"), "pay")).toContain("Cancelled");
      expect(kinds(emulator)).toEqual([]);
    }
  });

  it("may carry its LPA early, and is cancelled all the same", async () => {
    const { booked, statuses, pass } = await bookUnpaid({ issueBeforePayment: true });
    expect(textAt(booked, "eSim.0.qr_code")).toMatch(/^LPA:1\$/);
    expect(at(booked, "booking.payment_status")).toBe("pending");
    pass(HOLD_MS + 1);
    expect(await statuses()).toEqual(["cancelled", "cancelled"]);
  });

  it("is given its money back when it is paid late", async () => {
    const { emulator, booked, statuses, details, pass } = await bookUnpaid({ latePayment: "refunded" });
    pass(HOLD_MS + 1);
    expect(await press(textAt(booked, "payment_url"), "pay")).toContain("given back");
    expect(await statuses()).toEqual(["cancelled", "refunded"]);
    const answer = await details();
    expect(listAt(answer, "refund_data")).toMatchObject([{ status: "refunded", amount: "489.41" }]);
    expect(at(answer, "pax.data.0.isRefund")).toBe("1");
    expect(listAt(answer, "eSim")).toEqual([]);
    expect(kinds(emulator)).toEqual([
      ["booking", 48_941],
      ["refund", -48_941],
    ]);
    expect(emulator.control.truth()[0]).toMatchObject({ chargedMinor: 0, phase: "cancelled" });
  });

  it("is issued nevertheless when it is paid late, by option", async () => {
    const { booked, statuses, details, pass } = await bookUnpaid({ latePayment: "issued" });
    pass(HOLD_MS + 1);
    expect(await statuses()).toEqual(["cancelled", "cancelled"]);
    await press(textAt(booked, "payment_url"), "pay");
    expect(await statuses()).toEqual(["confirm", "paid"]);
    expect(listAt(await details(), "eSim")).toHaveLength(1);
  });

  it("becomes paid only when ITT has heard of the payment, and late where that is after the deadline", async () => {
    const options = { paymentLagMs: 60_000, latePayment: "refunded" } as const;
    const inTime = await bookUnpaid(options);
    await press(textAt(inTime.booked, "payment_url"), "pay");
    expect(await inTime.statuses()).toEqual(["confirm", "pending"]);
    inTime.pass(HOLD_MS + 60_000);
    expect(await inTime.statuses()).toEqual(["confirm", "paid"]);
    const late = await bookUnpaid(options);
    late.pass(HOLD_MS - 1000);
    expect(await press(textAt(late.booked, "payment_url"), "pay")).toContain("being processed");
    late.pass(2000);
    expect(await late.statuses()).toEqual(["cancelled", "cancelled"]);
    late.pass(60_000);
    expect(await late.statuses()).toEqual(["cancelled", "refunded"]);
  });

  it("gets its eSIM so long after the payment as the option says", async () => {
    const { booked, details, pass } = await bookUnpaid({ issueLagMs: 5000 });
    await press(textAt(booked, "payment_url"), "pay");
    expect(at(await details(), "booking.payment_status")).toBe("paid");
    expect(listAt(await details(), "eSim")).toEqual([]);
    pass(5000);
    expect(listAt(await details(), "eSim")).toHaveLength(1);
  });
});

describe("the agency's balance", () => {
  it.each([
    ["stays", ["confirm", "pending"], 1],
    ["paid", ["confirm", "paid"], 1],
    ["cancelled", ["cancelled", "cancelled"], 2],
  ] as const)(
    "%s at the deadline of a booking that is still pending",
    async (balanceAtDeadline, seen, rows) => {
      const options = { balanceAtDeadline, balanceHoldMs: 10_000, startBalanceMinor: 100_000 };
      const { emulator, statuses, pass } = await bookUnpaid(options, { payment_type: "account_balance" });
      pass(10_000);
      expect(await statuses()).toEqual(["confirm", "pending"]);
      pass(1);
      expect(await statuses()).toEqual(seen);
      expect(emulator.control.ledger()).toHaveLength(rows);
      expect(emulator.control.balanceMinor()).toBe(balanceAtDeadline === "cancelled" ? 100_000 : 51_059);
    },
  );

  it("is kept by currency, and only that of the price pays", async () => {
    const emulator = await startEmulator({
      startBalanceMinor: 40_000,
      otherBalancesMinor: { USD: 9_999_900 },
    });
    const { booked } = await buy(emulator);
    expect(booked).toEqual({ status: "failed", reason: "Insufficient balance", code: 11 });
    emulator.control.setBalance(5, "EUR");
    const answer = await fetch(`${emulator.url}/_control/balances`);
    expect(await answer.json()).toEqual({ BDT: 40_000, USD: 9_999_900, EUR: 5 });
  });

  it("does not pay for a top-up that it does not cover", async () => {
    const emulator = await startEmulator();
    const { key } = await buy(emulator);
    const body = await prepareTopUp(emulator, key);
    emulator.control.setBalance(48_911);
    expect((await post(emulator, "create-topup-booking", body))["reason"]).toBe("Insufficient balance");
    expect(emulator.control.topUps()).toEqual([]);
  });
});
