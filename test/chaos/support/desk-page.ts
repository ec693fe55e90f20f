import { createSupplierPage, type SupplierPage } from "../../../src/services/index.ts";

/** The supplier's page as a desk knows it: at the emulator's own address, with the contract's words for paid. */
export function createDeskPage(
  deps: Omit<Parameters<typeof createSupplierPage>[0], "policy" | "supportChatId">,
): SupplierPage {
  return createSupplierPage({
    ...deps,
    policy: {
      paidStatuses: ["paid", "success", "completed"],
      isKnownAddress: (address) => address.startsWith("https://pay.demo.example/"),
    },
    supportChatId: -100_200,
  });
}
