import { expect, it } from "vitest";
import { createOrderSpeech } from "../../../conversations/delivery.ts";
import { createTopupSpeech } from "../../../conversations/top-up.ts";
import { createCustomers, createEsims } from "../../../src/services/index.ts";
import { DAY, HOUR, openDesk, type OrderDesk } from "../../chaos/support/order-desk.ts";
import { english, readText } from "../screens/read-screen.ts";
import { pay } from "../staff/short-desk.ts";

function openSpeech(desk: OrderDesk) {
  const { orders, customers, esims } = desk.storage;
  const owned = createEsims({ orders, esims, clock: { now: desk.clockMs }, logger: desk.logger });
  return createOrderSpeech({
    orders,
    esims: owned,
    customers: createCustomers({ customers, orders }),
    paymentSpeech: {
      tell: () => Promise.resolve(undefined),
      status: () => Promise.reject(new Error("asked for another message")),
      following: () => ({}),
    },
    topupSpeech: createTopupSpeech({
      esims: owned,
      topups: { markTold: () => Promise.resolve() },
      shopTimeZone: "Asia/Dhaka",
    }),
    translatorFor: () => english,
    shopTimeZone: "Asia/Dhaka",
    rememberStatus: () => Promise.resolve(),
    tellAlert: () => Promise.resolve(undefined),
  });
}

it("tells a customer that there is no booking, though the money is on its way back or back by then", async () => {
  const desk = await openDesk();
  const { orders } = desk.storage;
  const speech = openSpeech(desk);
  const id = await desk.accept(1, "credit");
  const { chatId } = await desk.order(id);
  const tell = async () => {
    const about = { kind: "order-void", subject: id, chatId } as const;
    return speech.tell({ ...about, id: 1, dedupeKey: "void", attempts: 1 });
  };
  const base = { orderId: id, detail: "by the test", nowMs: desk.clockMs() };
  const path = ["accepted", "sending", "unknown", "void", "refunding", "refunded"] as const;
  const heard: string[] = [];
  for (const [index, to] of path.entries()) {
    const from = path[index - 1];
    if (from) await orders.transition({ ...base, from: [from], to });
    const telling = await tell();
    if (telling) heard.push(`${to}: ${readText(telling.screen).split("\n").slice(0, 3).join(" ")}`);
  }
  expect(heard.map((each) => each.split(":")[0])).toEqual(["void", "refunding", "refunded"]);
  for (const each of heard) expect(each).not.toContain("Nothing was charged");
});

it.each([
  ["manual", true],
  ["telegram", false],
] as const)(
  "tells who paid by %s and was promised the money whether it pays for the eSIM now",
  async (method, isKept) => {
    const desk = await openDesk({ itt: { paymentStatusAfterBalance: "paid", commitLagMs: 3 * DAY } });
    const id = await desk.accept(1, method);
    desk.itt.control.addFault({ kind: "resetAfterCommit", operation: "create-booking" });
    await desk.pass(0);
    await pay(desk, id, method);
    await desk.pass(4 * DAY);
    const { state, chatId } = await desk.order(id);
    expect(state).toBe("issued");
    const [esim] = await desk.storage.esims.listOfOrder(id);
    const about = { kind: "esim", subject: id, chatId, esimId: esim?.id ?? "" } as const;
    const telling = await openSpeech(desk).tell({ ...about, id: 1, dedupeKey: "e", attempts: 1 });
    const text = readText(telling?.screen ?? { text: [], rows: [] });
    expect(text).toContain("We found it after all");
    expect(text.includes("Your payment pays for it, so it is not handed back.")).toBe(isKept);
  },
);

it.each([
  [true, DAY + 2 * HOUR],
  [false, 0],
])(
  "says with the eSIM that it was found after all, where it was (%s) called void before",
  async (isLate, lag) => {
    const desk = await openDesk({
      itt: { paymentStatusAfterBalance: "paid", commitLagMs: isLate ? 3 * DAY : 0 },
    });
    const id = await desk.accept();
    if (isLate) desk.itt.control.addFault({ kind: "resetAfterCommit", operation: "create-booking" });
    await desk.pass(lag);
    if (isLate) expect((await desk.order(id)).state).toBe("void");
    await desk.pass(2 * DAY);
    const order = await desk.order(id);
    expect(order.state).toBe("issued");
    const [esim] = await desk.storage.esims.listOfOrder(id);
    const about = { kind: "esim", subject: id, chatId: order.chatId, esimId: esim?.id ?? "" } as const;
    const telling = await openSpeech(desk).tell({ ...about, id: 1, dedupeKey: "e", attempts: 1 });
    const found = `We found it after all: order ${order.reference} was booked. If you ordered again, write to us.`;
    const [first] = readText(telling?.screen ?? { text: [], rows: [] }).split("\n");
    expect(first === found).toBe(isLate);
    expect(first).not.toBe("");
  },
);
