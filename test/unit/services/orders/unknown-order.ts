import { expect } from "vitest";
import { openDesk, type OrderDesk } from "../../../chaos/support/order-desk.ts";

export const onPost = { operation: "create-booking" } as const;
export const LOST = { kind: "resetBeforeCommit" } as const;

/** An order whose one POST was refused, or lost, by `fault`. */
export async function anUnknownOrder(
  fault: Parameters<OrderDesk["itt"]["control"]["addFault"]>[0],
  options: Parameters<typeof openDesk>[0] & { quantity?: number } = {},
): Promise<{ desk: OrderDesk; id: string }> {
  const desk = await openDesk(options);
  const id = await desk.accept(options.quantity);
  desk.itt.control.addFault({ ...fault, ...onPost });
  await desk.pass(0);
  expect((await desk.order(id)).state).toBe("unknown");
  return { desk, id };
}
