import type { Api } from "grammy";
import type { StarsReturned } from "../services/index.ts";
import { sendProblem } from "./pacing.ts";

/** What Telegram says of a charge that it has returned before. */
const RETURNED_BEFORE = /CHARGE_ALREADY_REFUNDED/i;

/**
 * Returns a customer's Stars. Safe to repeat: Telegram returns a charge once and refuses the second call by name
 * (Bot API, `refundStarPayment`).
 */
export function createStarsReturn(
  api: Api,
): (customerId: number, chargeId: string) => Promise<StarsReturned> {
  return async (customerId, chargeId) => {
    try {
      await api.refundStarPayment(customerId, chargeId);
      return "returned";
    } catch (error) {
      const problem = sendProblem(error);
      if (problem.kind !== "refused") return "again";
      return RETURNED_BEFORE.test(problem.description) ? "returned" : "refused";
    }
  };
}
