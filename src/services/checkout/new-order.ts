import type { Order } from "../../domain/order.ts";
import { referenceFrom } from "../../domain/reference.ts";
import {
  ReferenceTaken,
  type Clock,
  type NewDraft,
  type OrderStore,
  type RandomBytes,
} from "../ports/index.ts";

interface Deps {
  readonly orders: OrderStore;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

const MOST_DRAWS = 6;

/** Makes a draft under a reference that nobody has yet; a clash is drawn again. */
export async function createWithReference(
  { orders, clock, randomBytes }: Deps,
  draft: Omit<NewDraft, "id" | "reference">,
): Promise<Order> {
  for (let draw = 1; ; draw += 1) {
    const id = Buffer.from(randomBytes(8)).toString("hex");
    const reference = referenceFrom(randomBytes(6));
    try {
      return await orders.createDraft({ ...draft, id, reference }, clock.now());
    } catch (error) {
      if (!(error instanceof ReferenceTaken) || draw >= MOST_DRAWS) throw error;
    }
  }
}
