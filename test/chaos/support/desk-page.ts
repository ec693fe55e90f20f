import { createSupplierPage, type SupplierPage } from "../../../src/services/index.ts";

/** What a desk knows of the supplier's page, for eSIMs and for top-ups. */
export const PAGE = {
  policy: {
    paidStatuses: ["paid", "success", "completed"],
    isKnownAddress: (address: string) => address.startsWith("https://pay.demo.example/"),
  },
  supportChatId: -100_200,
};

/** The supplier's page as a desk knows it: at the emulator's own address, with the contract's words for paid. */
export function createDeskPage(
  deps: Omit<Parameters<typeof createSupplierPage>[0], "policy" | "supportChatId">,
): SupplierPage {
  return createSupplierPage({ ...deps, ...PAGE });
}
