import type { Order } from "../../domain/order.ts";
import type { EsimStore, OrderStore } from "../ports/index.ts";

interface Deps {
  readonly orders: Pick<OrderStore, "transition">;
  readonly esims: Pick<EsimStore, "listOfOrder">;
}

const DAY_MS = 24 * 3_600_000;

/**
 * `issued` → `delivered`, when every eSIM that the order has is in the chat; of one that was closed short the others are not waited for. Gives
 * how many there are, or null where it did not move.
 */
export async function endDelivery(
  { orders, esims }: Deps,
  order: Order,
  nowMs: number,
): Promise<number | null> {
  const all = await esims.listOfOrder(order.id);
  const isWhole = all.length >= order.quantity - (order.shortfall?.missing ?? 0);
  if (!isWhole || all.some(({ deliveredAtMs }) => deliveredAtMs === null)) return null;
  const isDelivered = await orders.transition({
    orderId: order.id,
    from: ["issued"],
    to: "delivered",
    detail: (order.shortfall?.missing ?? 0) > 0 ? "what came is in the chat" : "every eSIM is in the chat",
    nowMs,
    outbox: [
      {
        chatId: order.chatId,
        kind: "when-travel",
        subject: order.id,
        dedupeKey: `when-travel ${order.id}`,
      },
    ],
    // Whoever does not say when they travel is asked the next question a day later.
    jobs: [{ kind: "trip", key: order.id, runAtMs: nowMs + DAY_MS }],
  });
  return isDelivered ? all.length : null;
}
