import { expect, it } from "vitest";
import { createOrderSpeech } from "../../../conversations/delivery.ts";
import { createTopupSpeech } from "../../../conversations/top-up.ts";
import { createCustomers, createEsims } from "../../../src/services/index.ts";
import { openDesk } from "../../chaos/support/order-desk.ts";
import { english, readText } from "../screens/read-screen.ts";

it("tells a customer that there is no booking, though the money is on its way back or back by then", async () => {
  const desk = await openDesk();
  const { orders, customers, esims } = desk.storage;
  const clock = { now: desk.clockMs };
  const owned = createEsims({ orders, esims, clock, logger: desk.logger });
  const speech = createOrderSpeech({
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
