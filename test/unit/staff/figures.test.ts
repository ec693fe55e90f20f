import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFigures, csvCell } from "../../../src/services/staff/figures.ts";
import { entryFor, givenBack } from "../../../src/services/payments/books.ts";
import { dayStartMs, monthBounds } from "../../../src/domain/zone.ts";
import { openNew, orderIn } from "../storage/fixtures.ts";

const iso = (ms: number | undefined) => new Date(ms ?? Number.NaN).toISOString();

describe("the month's books", () => {
  it.each([
    ["2026-11", "Asia/Dhaka", "2026-10-31T18:00:00.000Z", "2026-11-30T18:00:00.000Z"],
    ["2026-12", "UTC", "2026-12-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
    ["2026-03", "Europe/Berlin", "2026-02-28T23:00:00.000Z", "2026-03-31T22:00:00.000Z"],
  ])("%s lasts from midnight to midnight in %s", (month, zone, from, until) => {
    const bounds = monthBounds(month, zone);
    expect([iso(bounds?.fromMs), iso(bounds?.untilMs)]).toEqual([from, until]);
    expect(dayStartMs((bounds?.fromMs ?? 0) + 3_600_000, zone)).toBe(bounds?.fromMs);
  });

  it("knows what is no month", () => {
    for (const text of ["2026-13", "2026-00", "2026", "November", "2026-11-01", ""])
      expect(monthBounds(text, "UTC")).toBeUndefined();
  });

  it("holds nothing that a spreadsheet would run, and can be read back", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("=", "+", "-", "@", "\t", "\r", ""), (rest, start) => {
        const cell = csvCell(start + rest);
        const bare = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        if (!/^-\d+(?:\.\d+)?$/.test(bare)) expect(bare).not.toMatch(/^\s*[=+\-@\t\r]/);
        expect(bare.replace(/^'/, "")).toBe((start + rest).replace(/^'/, ""));
        if (/[",\r\n]/.test(bare)) expect(cell).toMatch(/^"[\s\S]*"$/);
      }),
    );
    expect(csvCell('=HYPERLINK("http://x")')).toBe(`"'=HYPERLINK(""http://x"")"`);
    expect(csvCell("-12.50")).toBe("-12.50");
  });

  it("names payment, clerk and margin, and sorts an order by when it was accepted", async () => {
    const storage = await openNew();
    const amount = { minor: 48_941, currency: "BDT" };
    const acceptedAtMs = Date.UTC(2026, 10, 30, 17, 59);
    const order = await orderIn(storage, "awaiting_payment", { paymentMethod: "manual" });
    await storage.payments.claim(
      {
        ...{ id: "p1", orderId: order.id, customerId: order.customerId, method: "manual", amount },
        ...{ state: "claimed", externalId: "=TRX 99", photoFileId: null, createdAtMs: acceptedAtMs },
      },
      { jobs: [], outbox: [] },
    );
    for (const [from, to] of [
      ["awaiting_payment", "paid"],
      ["paid", "sending"],
      ["sending", "issued"],
    ] as const)
      await storage.orders.transition({
        orderId: order.id,
        from: [from],
        to,
        detail: "step",
        nowMs: acceptedAtMs,
        patch: {
          acceptedAtMs,
          charged: amount,
          purchase: { minor: 50_000, currency: "BDT" },
          bookingId: "B-1",
        },
        ...(to === "paid"
          ? { payment: { do: "decide", paymentId: "p1", state: "received", staffId: 77, reason: null } }
          : {}),
      });
    const figures = createFigures({
      desk: storage.staffDesk,
      clock: { now: () => acceptedAtMs + 1 },
      timeZone: "Asia/Dhaka",
    });
    const november = await figures.exportMonth("2026-11");
    expect(november?.csv.trim().split("\r\n").at(-1)).toBe(
      `2026-11-30 23:59,${order.reference},esim,B-1,BDT,500.00,BDT,489.41,,,-10.59,manual,'=TRX 99,77,issued,`,
    );
    expect((await figures.exportMonth("2026-12"))?.count).toBe(0);
    const { today, week } = await figures.stats();
    expect(today).toMatchObject({ placed: 1, delivered: 1, failed: 0, charged: [amount] });
    expect(week.placed).toBe(1);
    // Found and delivered after its money had gone back: the books show both.
    await storage.orders.transition({
      ...{ orderId: order.id, from: ["issued"], to: "delivered", detail: "late", nowMs: acceptedAtMs },
      ledger: entryFor({ ...order, charged: amount }, "refund"),
    });
    expect((await figures.exportMonth("2026-11"))?.csv.trim().split("\r\n").at(-1)).toContain(
      ",BDT,500.00,BDT,489.41,489.41,,-500.00,manual,",
    );
    expect((await figures.stats()).week.charged).toEqual([{ minor: 0, currency: "BDT" }]);
  });

  it("takes the share of eSIMs that never came off what was earned, owed or gone", async () => {
    const storage = await openNew();
    const nowMs = Date.UTC(2026, 10, 30);
    const order = await orderIn(storage, "sending", { paymentMethod: "manual", quantity: 3 });
    const charged = { minor: 30_000, currency: "BDT" };
    const share = { minor: 10_000, currency: "BDT" };
    const purchase = { minor: 21_000, currency: "BDT" };
    const base = { orderId: order.id, detail: "step", nowMs };
    const shortfall = { missing: 1, share, returnedAtMs: null };
    const patch = { acceptedAtMs: nowMs, charged, purchase, shortfall };
    await storage.orders.transition({ ...base, from: ["sending"], to: "issued", patch });
    const figures = createFigures({
      desk: storage.staffDesk,
      clock: { now: () => nowMs + 1 },
      timeZone: "UTC",
    });
    const row = async () => (await figures.exportMonth("2026-11"))?.csv.trim().split("\r\n").at(-1);
    expect(await row()).toMatch(/,BDT,210\.00,BDT,300\.00,,100\.00,-10\.00,manual,,,issued,1$/);
    expect((await figures.stats()).today.charged).toEqual([{ minor: 20_000, currency: "BDT" }]);
    await storage.orders.transition({
      ...{ ...base, from: ["issued"], to: "issued", whileShareOwed: true },
      patch: { shortfall: { ...shortfall, returnedAtMs: nowMs } },
      ledger: givenBack({ ...order, charged }, share, 7),
    });
    expect(await row()).toMatch(/,BDT,300\.00,100\.00,,-10\.00,manual,,,issued,1$/);
    expect((await figures.stats()).today.charged).toEqual([{ minor: 20_000, currency: "BDT" }]);
  });

  it("counts all that wait, however many", async () => {
    const counted = [
      { state: "unknown", count: 1_500 },
      { state: "delivered", count: 90_000 },
    ] as const;
    const figures = createFigures({
      desk: { listSales: () => Promise.resolve([]), countStates: () => Promise.resolve(counted) },
      clock: { now: () => Date.UTC(2026, 10, 30) },
      timeZone: "Asia/Dhaka",
    });
    expect((await figures.stats()).waiting).toEqual([{ state: "unknown", count: 1_500 }]);
  });
});
