import {
  createClosing,
  createRefunds,
  createRoles,
  createSecondWord,
  createSettlement,
  createSupplierLook,
  createTopupLook,
} from "../../../src/services/index.ts";
import { createDeskPage } from "../../chaos/support/desk-page.ts";
import type { OrderDesk } from "../../chaos/support/order-desk.ts";

/** Staff's settling over a desk. */
export function settlingOf(desk: OrderDesk, adminIds: readonly number[]) {
  const clock = { now: desk.clockMs };
  const { storage, supplier, logger } = desk;
  const { esims, audit } = storage;
  const roles = createRoles({ adminIds, staff: storage.staff, clock });
  const shared = { orders: storage.orders, supplier, clock, wake: () => undefined, logger };
  const ending = {
    ...shared,
    supplierLook: createSupplierLook({
      ...shared,
      esims,
      page: createDeskPage(shared),
      reconciliation: desk.reconciliation,
      topups: createTopupLook({ ...shared, esims, watchAgain: () => Promise.resolve() }),
    }),
    secondWord: createSecondWord({ proposals: storage.voidProposals, roles, clock }),
    audit,
  };
  const refunds = createRefunds({
    ...shared,
    payments: storage.payments,
    strayCharges: storage.strayCharges,
    supportChatId: null,
    returnStars: () => Promise.resolve("returned"),
  });
  return {
    settlement: createSettlement({ ...ending, refunds }),
    closing: createClosing({ ...ending, esims }),
  };
}
