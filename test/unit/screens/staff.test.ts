import { describe, expect, test } from "vitest";
import { BRAKES } from "../../../src/domain/incident.ts";
import { ORDER_STATES, type Order, type OrderState, type Shortfall } from "../../../src/domain/order.ts";
import type { PaymentMethod } from "../../../src/domain/payment.ts";
import {
  labelLength,
  showAudit,
  showClaimPost,
  showOwedPost,
  showStaffHelp,
  showStaffHow,
  showStaffOrder,
} from "../../../src/screens/index.ts";
import type { Translator } from "../../../src/i18n/translator.ts";
import type { StaffOrderModel } from "../../../src/screens/staff/order.ts";
import { STAFF_COMMANDS } from "../../../src/telegram/staff/commands.ts";
import { samplePayment } from "./extreme-payments.ts";
import { NOW_MS } from "./sample-models.ts";
import { readText, translators } from "./read-screen.ts";
import { quietStaffOrder, sampleStaffOrder } from "./sample-staff-order.ts";

const order = sampleStaffOrder;
const quiet = quietStaffOrder();
const event = (to: OrderState) => ({ from: null, to, detail: "step", atMs: NOW_MS });
const booking = {
  found: "booking",
  booking: { bookingId: "B", bookingStatus: "confirm", paymentStatus: "paid", esims: [{}] },
} as const;
const cardLines = (model: Partial<StaffOrderModel>, t: Translator) =>
  readText(showStaffOrder({ ...quiet, ...model }, t)).split("\n");
const long = "ক্ষ long words ".repeat(300);

describe.each(translators)("staff's screens in $language", (t) => {
  test.each(ORDER_STATES)("say in one sentence how an order stands that is %s", (state) => {
    for (const isOpen of [false, true]) {
      const screen = showStaffOrder(
        {
          order: { ...order, state },
          events: Array.from({ length: 40 }, () => ({
            from: null,
            to: state,
            detail: long,
            atMs: NOW_MS,
          })).slice(0, 14),
          payments: [{ amount: { minor: 102_000, currency: "BDT" }, method: "manual", state: "claimed" }],
          notes: Array.from({ length: 9 }, () => ({
            ...{ staffId: 7, text: "word ".repeat(20), atMs: NOW_MS, reference: "K7T-XQ4" },
          })),
          ...{
            issued: 1,
            hasBlocked: true,
            nextLookMs: NOW_MS,
            isReadable: true,
            isOpen,
            timeZone: "Asia/Dhaka",
          },
          supplier: { found: "unclear", detail: "HTTP 502" },
          firstWord: { staffId: 7, atMs: NOW_MS, untilMs: NOW_MS, againFromMs: NOW_MS },
        },
        t,
      );
      const text = readText(screen);
      expect(text.length).toBeLessThanOrEqual(4_096);
      expect(text).not.toMatch(/\{\{|undefined|null|\[object/);
      expect(text.split("\n")[0]?.length).toBeGreaterThan(10);
      expect(text.includes("Nadia")).toBe(isOpen);
      expect(text).toContain("T7K-4QX ES2622NODAAA373 1117953186854538910CAAAA 20261122-050004");
      expect(text).not.toMatch(/agency_balance|awaiting_|\bmanual\b/);
      expect(text).toContain(`${t.text(`staff.state.${state}`)}: `);
      for (const { label } of screen.rows.flat()) expect(labelLength(label)).toBeLessThanOrEqual(20);
    }
  });

  test("say that an ended order is at the supplier after all, and what delivers it", () => {
    const at = (state: OrderState, isReadable = true) =>
      cardLines({ order: { ...order, state }, supplier: booking, isReadable }, t).slice(0, 2);
    const late = t.text("staff.now.found-late");
    expect(at("void")).toEqual([late, t.text("staff.next.found-read")]);
    expect(at("refunded")).toEqual([late, t.text("staff.next.found-refunded")]);
    expect(at("failed", false)).toEqual([
      late,
      t.text("staff.next.found-resolve", { reference: order.reference }),
    ]);
    expect(at("delivered")[0]).toBe(t.text("staff.now.delivered"));
  });

  test("tell that one of two has called it void, when, and until when a second may", () => {
    const word = { staffId: 4711, atMs: NOW_MS, untilMs: NOW_MS + 86_400_000, againFromMs: null };
    const at = (firstWord: StaffOrderModel["firstWord"]) => cardLines({ firstWord }, t)[2];
    const [said, until, from] = [NOW_MS, word.untilMs, NOW_MS + 1_800_000].map((ms) =>
      t.moment(ms, "Asia/Dhaka"),
    );
    for (const part of ["4711", said, until]) expect(at(word)).toContain(part);
    for (const part of ["4711", said, until, from])
      expect(at({ ...word, againFromMs: NOW_MS + 1_800_000 })).toContain(part);
    expect(at(null)).toBe("");
  });

  test("never call well what was found after the customer heard that it was void", () => {
    for (const state of ["issued", "delivered"] as const) {
      const events = [event("void"), event("issued"), event(state)];
      expect(cardLines({ order: { ...order, state }, events }, t).slice(0, 2)).toEqual([
        t.text("staff.now.issued-late-esim"),
        t.text("staff.next.issued-late"),
      ]);
    }
  });

  test("never call well what was refunded and then delivered", () => {
    const model = {
      order: { ...order, state: "delivered" },
      events: [event("refunded"), event("issued")],
    } as const;
    expect(cardLines(model, t).slice(0, 2)).toEqual([
      t.text("staff.now.refunded-too"),
      t.text("staff.next.talk"),
    ]);
  });

  test.each([
    ["credit", "refunded-too"],
    ["telegram", "refunded-too"],
    // Only people carry it back, and nobody has.
    ["manual", "issued-late-esim"],
  ] as const)(
    "say of an order that was found while its money went back where that is (%s)",
    (paymentMethod, key) => {
      const events = [event("void"), event("refunding"), event("issued")];
      const model = { order: { ...order, paymentMethod, state: "delivered" }, events } as const;
      expect(cardLines(model, t)[0]).toBe(t.text(`staff.now.${key}`));
      const carried = {
        ...model,
        events: [event("void"), event("refunding"), event("refunded"), event("issued")],
      };
      expect(cardLines(carried, t)[0]).toBe(t.text("staff.now.refunded-too"));
    },
  );

  test("never say that a paid order goes to the supplier while a brake keeps it", () => {
    const at = (detail: string) =>
      cardLines({ order: { ...order, state: "paid" }, events: [{ ...event("paid"), detail }] }, t).slice(
        0,
        2,
      );
    expect(at("held back: restored")).toEqual([t.text("staff.now.kept"), t.text("staff.next.kept")]);
    expect(at("staff 7 saw the money")[0]).toBe(t.text("staff.now.paid"));
  });

  test.each(["awaiting_supplier", "expired"] as const)(
    "never call an order unpaid that the supplier has the money for (%s)",
    (state) => {
      const paid = { ...event(state), detail: "paid, its eSIM is not there yet" };
      const returned = { ...event(state), detail: "paid too late, and returned" };
      const at = (events: StaffOrderModel["events"]) =>
        cardLines({ order: { ...order, state }, events }, t).slice(0, 2);
      const told = [t.text("staff.now.paid-unissued"), t.text("staff.next.paid-unissued")];
      expect(at([paid])).toEqual(told);
      expect(at([paid, returned])[0]).toBe(t.text(`staff.now.${state}`));
    },
  );

  test.each(["sent", "ended", ...BRAKES] as const)("say what comes next for a paid order: %s", (outlook) => {
    const payment = samplePayment({ state: "received", decidedBy: 7 });
    const model = { order, payment, stage: "open", outlook, timeZone: "Asia/Dhaka" } as const;
    const text = readText(showClaimPost(model, t));
    expect(text).toContain(t.text(`staff-pay.next.${outlook}`));
    expect(text.includes(t.text("staff-pay.next.sent"))).toBe(outlook === "sent");
  });

  test("say of an order of which a part came what is missing, and offer to close it in the place of Void", () => {
    const labels = (model: Partial<StaffOrderModel>) =>
      showStaffOrder({ ...quiet, ...model }, t)
        .rows.flat()
        .map(({ label }) => label);
    for (const state of ["unknown", "staff"] as const) {
      const part = { order: { ...order, state }, issued: 2 };
      expect(cardLines(part, t).slice(0, 2)).toEqual([
        t.text("staff.now.short", { came: 2, quantity: 3 }),
        t.text("staff.next.short"),
      ]);
      expect(labels(part)).toContain(t.text("alarm.short"));
      expect(labels(part)).not.toContain(t.text("alarm.void"));
      expect(labels({ ...part, issued: 0 })).not.toContain(t.text("alarm.short"));
      expect(labels({ ...part, issued: 0 })).toContain(t.text("alarm.void"));
    }
  });

  test("say of an order that was closed short where the money for the rest is, and what is left to do", () => {
    const share = { minor: 34_000, currency: "BDT" };
    const at = (
      paymentMethod: PaymentMethod,
      change: Partial<Shortfall>,
      more: Partial<StaffOrderModel> = {},
    ) =>
      cardLines(
        {
          order: {
            ...{ ...order, paymentMethod, state: "delivered" },
            shortfall: { missing: 1, share, returnedAtMs: null, ...change },
          },
          ...{ issued: 2, ...more },
        },
        t,
      ).slice(0, 2);
    const closed = t.text("staff.now.closed", { came: 2, quantity: 3 });
    const total = t.moneyExact(share);
    const { reference } = order;
    const gone = { returnedAtMs: NOW_MS };
    const none = { share: null };
    expect(at("credit", gone)).toEqual([closed, t.text("staff.short.account", { share: total })]);
    for (const method of ["manual", "telegram"] as const) {
      expect(at(method, {})).toEqual([closed, t.text("staff.short.owed", { share: total, reference })]);
      expect(at(method, gone)).toEqual([closed, t.text("staff.short.handed", { share: total })]);
    }
    for (const method of ["agency_balance", "supplier_page"] as const)
      expect(at(method, none)).toEqual([closed, t.text(`staff.short.${method}`)]);
    const rest = { found: "booking", booking: { ...booking.booking, esims: [{}, {}, {}] } } as const;
    expect(at("manual", {}, { supplier: rest })).toEqual([
      t.text("staff.now.found-rest"),
      t.text("staff.next.found-read"),
    ]);
    const whole = t.text("staff.now.closed-late", { quantity: 3 });
    expect(at("credit", { ...gone, missing: 0 }, { issued: 3 })).toEqual([
      whole,
      t.text("staff.short.talk", { share: total }),
    ]);
    expect(at("manual", { ...none, missing: 0 }, { issued: 3 })).toEqual([
      whole,
      t.text("staff.short.lapsed"),
    ]);
  });

  test("never say of money that it was handed back where the eSIM came instead", () => {
    const post = (change: Partial<Order>) =>
      readText(
        showOwedPost({ order: { ...order, ...change }, stage: "open", timeZone: "Asia/Dhaka" }, t),
      ).split("\n")[0];
    const { reference } = order;
    const lapsed = readText({ text: t.rich("staff-owed.lapsed", { reference }), rows: [] });
    expect(post({ state: "issued" })).toBe(lapsed);
    const whole = { missing: 0, share: null, returnedAtMs: null };
    expect(post({ state: "delivered", shortfall: whole })).toBe(lapsed);
    expect(post({ state: "refunded" })).not.toBe(lapsed);
    expect(post({ state: "refunding" })).not.toBe(lapsed);
  });

  test("name the other order that a note was written on", () => {
    const note = { staffId: 7, text: "calls after six", atMs: NOW_MS };
    const notes = [
      { ...note, reference: "K7T-XQ4" },
      { ...note, reference: null },
    ];
    const shown = cardLines({ notes }, t).filter((line) => line.startsWith("📝"));
    expect(shown[0]).toContain("7 · K7T-XQ4: calls after six");
    expect(shown[1]).not.toContain("·");
  });

  test("tell every command of the table, and how it goes", () => {
    const names = STAFF_COMMANDS.map(({ command }) => command);
    const help = readText(showStaffHelp(names, t));
    // What customers have too is theirs without a word behind it.
    for (const name of ["usage", "statement", "export"] as const)
      expect(help).toContain(`/${name} ${t.text(`staff.argument.${name}`)} · `);
    for (const name of names) {
      expect(help).toContain(`/${name}`);
      expect(readText(showStaffHow(name, t))).toContain(`/${name}`);
      expect(t.text(`staff.command.${name}`).length).toBeLessThanOrEqual(256);
    }
  });

  test("keep the longest audit within a message", () => {
    const line = {
      atMs: NOW_MS,
      staffId: null,
      action: "show-details",
      subject: "T7K-4QX",
      outcome: "shown",
    };
    const rows = Array.from({ length: 15 }, () => ({ ...line, reason: long }));
    expect(readText(showAudit(rows, "Asia/Dhaka", t)).length).toBeLessThanOrEqual(4_096);
  });
});
