import { startShop, type Shop, type ShopOptions } from "../../support/shop.ts";
import { createCustomer, type Customer } from "../../support/customer.ts";

export const ADMIN_ID = 5_100_000_001;
export const AGENT_ID = 5_100_000_002;

/** A shop with an admin, an agent to be, and a support group with both of them and a bystander. */
export interface StaffedShop {
  shop: Shop;
  admin: Customer;
  /** No member of staff until they are granted. */
  agent: Customer;
  bystander: Customer;
  groupId: number;
}

/** Starts a shop that knows its admin and its support group. Close its shop in `afterAll`. */
export async function startStaffedShop(options: ShopOptions = {}): Promise<StaffedShop> {
  const made: Partial<Omit<StaffedShop, "shop">> = {};
  const shop = await startShop({
    ...options,
    prepare: (telegram) => {
      made.admin = createCustomer(telegram, { id: ADMIN_ID, firstName: "Ayesha", username: "ayesha" });
      made.agent = createCustomer(telegram, { id: AGENT_ID, firstName: "Babul" });
      made.bystander = createCustomer(telegram, { firstName: "Passerby" });
      made.groupId = telegram.control.addGroup({
        title: "Support",
        memberIds: [ADMIN_ID, AGENT_ID, made.bystander.id],
        adminIds: [ADMIN_ID],
      });
      return { ADMIN_IDS: String(ADMIN_ID), SUPPORT_CHAT_ID: String(made.groupId) };
    },
    environment: { SHOP_TIME_ZONE: "Asia/Dhaka", ...options.environment },
  });
  const { admin, agent, bystander, groupId } = made;
  if (!admin || !agent || !bystander || groupId === undefined) throw new Error("the shop had no group");
  return { shop, admin, agent, bystander, groupId };
}
