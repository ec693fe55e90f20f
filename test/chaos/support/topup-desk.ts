import { esimId } from "../../../src/services/orders/order-outcomes.ts";
import type { Order } from "../../../src/domain/order.ts";
import { openDesk, type OrderDesk } from "./order-desk.ts";

/** A desk whose one customer has one eSIM in the chat, which can be topped up. */
export interface TopupDesk extends OrderDesk {
  readonly customerId: number;
  readonly iccid: string;
  readonly esimId: string;
  /** The order under which the eSIM was bought. */
  readonly parentId: string;
  /** The keys of the packages that are listed for the eSIM now, cheapest first. */
  listed(): Promise<readonly string[]>;
  /** A top-up with the cheapest package, up to the confirm card. */
  choose(): Promise<Order>;
  /** The same, confirmed, with its job due now; gives the order's id. */
  confirm(): Promise<string>;
  /** How many POSTs of top-ups have reached the supplier. */
  topupPosts(): number;
  /** The supplier's charges for top-ups. */
  topupCharges(): number;
  /** The total that the supplier tells of the eSIM, in MB, without any cache. */
  setTotal(totalMb: number, usedMb?: number): void;
}

/** Opens a desk with an eSIM that is in the chat already. */
export async function openTopupDesk(options: Parameters<typeof openDesk>[0] = {}): Promise<TopupDesk> {
  const desk = await openDesk(options);
  const parentId = await desk.accept();
  await desk.pass(0);
  const { customerId } = await desk.order(parentId);
  const [issued] = desk.itt.control.bookings().flatMap(({ eSims }) => eSims);
  if (!issued) throw new Error("no eSIM was issued");
  const id = esimId(issued.iccid);
  // Only who has written has a row.
  await desk.storage.customers.get(customerId);
  await desk.storage.esims.markDelivered(id, desk.clockMs());

  async function listed(): Promise<readonly string[]> {
    const list = await desk.topups.list(customerId, id);
    if (list.kind !== "packages") throw new Error(`nothing is listed: ${list.kind}`);
    return list.packages.map(({ key }) => key);
  }

  async function choose(): Promise<Order> {
    const [key = ""] = await listed();
    const chosen = await desk.topups.choose(customerId, id, key, "en");
    if (chosen.kind !== "ready") throw new Error(`no confirm card: ${chosen.kind}`);
    return chosen.order;
  }

  return {
    ...desk,
    customerId,
    parentId,
    iccid: issued.iccid,
    esimId: id,
    listed,
    choose,
    async confirm() {
      const order = await choose();
      const accepted = await desk.checkout.accept(customerId, order.nonce ?? "", "agency_balance");
      if (accepted.kind !== "accepted") throw new Error(`not accepted: ${accepted.kind}`);
      return order.id;
    },
    topupPosts: () =>
      desk.itt.control.calls().filter(({ operation }) => operation === "create-topup-booking").length,
    topupCharges: () => desk.itt.control.ledger().filter(({ kind }) => kind === "topup").length,
    setTotal(totalMb, usedMb) {
      desk.itt.control.setUsage(issued.iccid, { totalMb, usedMb });
    },
  };
}
