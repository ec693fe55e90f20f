/** What goes wrong with a call. The `…-after` kinds happen although the call took effect. */
export type FaultKind =
  | { kind: "too-many-requests"; retryAfterS: number }
  | { kind: "refuse"; code: number; description: string }
  | { kind: "server-error" }
  /** A 502 with an HTML page, as a proxy in front of Telegram gives it. */
  | { kind: "bad-gateway" }
  | { kind: "reset-before" }
  | { kind: "reset-after" }
  /** Never answered; the connection stays open. */
  | { kind: "hang-before" }
  | { kind: "hang-after" }
  | { kind: "delay"; delayMs: number };

/** A fault that waits for its calls. */
export interface FaultOrder {
  /** A method's name, or `*` for all but getUpdates. */
  method: string;
  /** Only calls with this `chat_id`. */
  chatId?: number;
  /** For so many calls; once unless told otherwise. */
  times?: number;
  fault: FaultKind;
}

/** The faults still to come. */
export interface Faults {
  /** Orders a fault; returns the function that calls it off. */
  add(order: FaultOrder): () => void;
  /** Takes the first fault that fits this call, and counts it down. */
  take(method: string, chatId: number | undefined): FaultKind | null;
  clear(): void;
}

/** No faults. */
export function createFaults(): Faults {
  let orders: { order: FaultOrder; left: number }[] = [];
  return {
    add(order) {
      const entry = { order, left: order.times ?? 1 };
      orders.push(entry);
      return () => {
        orders = orders.filter((other) => other !== entry);
      };
    },
    take(method, chatId) {
      const entry = orders.find(({ order, left }) => {
        const isMethod = order.method === "*" ? method !== "getUpdates" : order.method === method;
        return left > 0 && isMethod && (order.chatId === undefined || order.chatId === chatId);
      });
      if (entry === undefined) return null;
      entry.left -= 1;
      orders = orders.filter(({ left }) => left > 0);
      return entry.order.fault;
    },
    clear() {
      orders = [];
    },
  };
}
