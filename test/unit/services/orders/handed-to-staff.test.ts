import { describe, expect, it } from "vitest";
import { DAY, HOUR } from "../../../chaos/support/order-desk.ts";
import { anUnknownOrder, LOST } from "./unknown-order.ts";

describe("what a day of reading has not settled goes to staff, and its customer hears so,", () => {
  for (const [what, fault, options] of [
    ["a booking without its eSIM", { kind: "missingLpa" }, {}],
    ["a part of the eSIMs", { kind: "shortIssue" }, { quantity: 2 }],
    [
      "a lost answer where the supplier insists on a booking id",
      LOST,
      { itt: { detailsMode: "needs-booking-id" } },
    ],
  ] as const)
    it(what, async () => {
      const { desk, id } = await anUnknownOrder(fault, options);
      await desk.pass(DAY - HOUR);
      expect((await desk.order(id)).state).toBe("unknown");
      await desk.pass(3 * HOUR);
      expect((await desk.order(id)).state).toBe("staff");
      expect(desk.told(id).filter((kind) => kind === "order-still-unknown")).toHaveLength(2);
      expect(desk.postCount()).toBe(1);
    });

  it("and ends by itself once a day of readable answers shows nothing", async () => {
    const { desk, id } = await anUnknownOrder(LOST);
    desk.itt.control.addFault({ kind: "status500Before", operation: "booking-details", times: "always" });
    await desk.pass(DAY + 2 * HOUR);
    expect((await desk.order(id)).state).toBe("staff");
    desk.itt.control.clearFaults();
    await desk.pass(DAY - 2 * HOUR);
    expect((await desk.order(id)).state).toBe("staff");
    await desk.pass(4 * HOUR);
    expect((await desk.order(id)).state).toBe("void");
    expect(desk.told(id).at(-1)).toBe("order-void");
    expect(desk.postCount()).toBe(1);
  });

  it("and is still delivered when the rest comes after that", async () => {
    const { desk, id } = await anUnknownOrder({ kind: "missingLpa" });
    await desk.pass(2 * DAY);
    desk.itt.control.completeBooking(desk.itt.control.bookings()[0]?.bookingId ?? "");
    await desk.pass(2 * HOUR);
    expect((await desk.order(id)).state).toBe("issued");
    expect(desk.told(id).at(-1)).toBe("esim");
  });
});
