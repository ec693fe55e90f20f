import { nameWords, foldEmail, type LookUp } from "../../domain/look-up.ts";
import { ORDER_STATES, type Order } from "../../domain/order.ts";
import { readReference } from "../../domain/reference.ts";
import type { EsimStore, OrderStore, StaffDeskStore, StoredEsim } from "../ports/index.ts";
import { asciiDigits, readPhone } from "../checkout/traveller-answers.ts";

interface Deps {
  readonly orders: Pick<OrderStore, "get" | "getByReference" | "list">;
  readonly esims: Pick<EsimStore, "listOfOrder" | "listOwned">;
  readonly desk: StaffDeskStore;
  /** Where a phone number without a country code is at home (ISO alpha-2). */
  readonly shopCountry: string;
}

/** What a search found. */
export interface FoundOrders {
  /** Newest first. */
  readonly orders: readonly Order[];
  /** More were found than are given. */
  readonly hasMore: boolean;
}

/** How staff find orders and eSIMs, whatever they have in hand. */
export interface StaffSearch {
  /** By reference, booking id, ICCID or its last four, phone, e-mail, whole words of the name, or Telegram id. */
  findOrders(query: string): Promise<FoundOrders>;
  /** The eSIMs meant by any of these. */
  findEsims(query: string): Promise<readonly StoredEsim[]>;
  /** The order by its reference alone, however it is typed. */
  findByReference(text: string): Promise<Order | undefined>;
  /** The customer meant by a Telegram id, or by the one order that is found; undefined where it could be several or none. */
  findCustomer(query: string): Promise<number | undefined>;
}

const MOST_SHOWN = 10;
const MOST_ESIMS = 5;

/** Builds the search. */
export function createStaffSearch({ orders, esims, desk, shopCountry }: Deps): StaffSearch {
  const findByReference: StaffSearch["findByReference"] = async (text) => {
    const reference = readReference(text);
    return reference === undefined ? undefined : orders.getByReference(reference);
  };

  async function ordersOfIccid(digits: string): Promise<readonly Order[]> {
    const found = await desk.findEsims(digits, MOST_SHOWN + 1);
    const theirs = await Promise.all(found.map(({ orderId }) => orders.get(orderId)));
    return theirs.filter((order) => order !== undefined);
  }

  const findOrders: StaffSearch["findOrders"] = async (query) => {
    const text = query.trim();
    const digits = digitsOf(text);
    const phone = readPhone(text, shopCountry);
    const most = MOST_SHOWN + 1;
    const byLookUps = (lookUps: readonly LookUp[]) => desk.findByLookUps(lookUps, most);
    const asked: Promise<readonly Order[]>[] = [
      findByReference(text).then((order) => (order ? [order] : [])),
    ];
    if (!/\s/.test(text)) asked.push(desk.findByBooking(text, most));
    if (isIccid(digits)) asked.push(ordersOfIccid(digits));
    if (isTelegramId(digits)) asked.push(orders.list(Number(digits), ORDER_STATES, most));
    if (phone.ok === true && digits.length >= 7 && phone.patch.phone !== undefined)
      asked.push(byLookUps([{ kind: "phone", text: phone.patch.phone }]));
    if (text.includes("@")) asked.push(byLookUps([{ kind: "email", text: foldEmail(text) }]));
    else if (/\p{L}/u.test(text))
      asked.push(byLookUps(nameWords(text).map((word) => ({ kind: "name", text: word }))));
    const found = new Map((await Promise.all(asked)).flat().map((order) => [order.id, order]));
    const newestFirst = [...found.values()].sort((a, b) => b.createdAtMs - a.createdAtMs);
    return { orders: newestFirst.slice(0, MOST_SHOWN), hasMore: newestFirst.length > MOST_SHOWN };
  };

  return {
    findByReference,
    findOrders,

    async findEsims(query) {
      const digits = digitsOf(query);
      if (isIccid(digits)) return desk.findEsims(digits, MOST_ESIMS);
      if (isTelegramId(digits)) return (await esims.listOwned(Number(digits))).slice(0, MOST_ESIMS);
      const { orders: found } = await findOrders(query);
      const each = await Promise.all(found.map(({ id }) => esims.listOfOrder(id)));
      return each.flat().slice(0, MOST_ESIMS);
    },

    async findCustomer(query) {
      const byReference = await findByReference(query);
      if (byReference) return byReference.customerId;
      const digits = digitsOf(query);
      const ids = new Set((await findOrders(query)).orders.map(({ customerId }) => customerId));
      if (ids.size === 1) return [...ids][0];
      return ids.size === 0 && isTelegramId(digits) ? Number(digits) : undefined;
    },
  };
}

/** The digits of something that is nothing but digits and what people put between them; else empty. */
function digitsOf(text: string): string {
  const compact = asciiDigits(text).replace(/[\s().…-]/g, "");
  return /^\+?\d+$/.test(compact) ? compact.replace("+", "") : "";
}

const isIccid = (digits: string): boolean => /^(?:\d{4}|\d{18,22})$/.test(digits);
const isTelegramId = (digits: string): boolean => /^\d{5,15}$/.test(digits);
