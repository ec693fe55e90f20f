import { startShop, type Shop } from "../../support/shop.ts";
import type { Customer } from "../../support/customer.ts";

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
export async function startStaffedShop(): Promise<StaffedShop> {
  const shop = await startShop({
    environment: { ADMIN_IDS: String(ADMIN_ID), SHOP_TIME_ZONE: "Asia/Dhaka" },
  });
  const admin = shop.customer({ id: ADMIN_ID, firstName: "Ayesha", username: "ayesha" });
  const agent = shop.customer({ id: AGENT_ID, firstName: "Babul" });
  const bystander = shop.customer({ firstName: "Passerby" });
  const groupId = shop.telegram.control.addGroup({
    title: "Support",
    memberIds: [admin.id, agent.id, bystander.id],
    adminIds: [admin.id],
  });
  shop.environment["SUPPORT_CHAT_ID"] = String(groupId);
  await shop.restart();
  return { shop, admin, agent, bystander, groupId };
}
