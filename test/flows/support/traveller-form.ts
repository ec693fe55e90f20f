import type { Customer } from "../../support/customer.ts";
import { beginTraveller, choosePlan, say } from "../../support/purchase.ts";
import type { Shop } from "../../support/shop.ts";

/** Customers in the midst of the questions about the traveller. */
export function createForm(shop: () => Shop) {
  /** A customer at the first question about the traveller. */
  async function atFirstName(who: Parameters<Shop["customer"]>[0] = {}): Promise<Customer> {
    const customer = shop().customer(who);
    await choosePlan(customer);
    await beginTraveller(customer);
    return customer;
  }

  async function atPhone(): Promise<Customer> {
    const customer = await atFirstName();
    await say(customer, "Jasim", "Last name");
    await say(customer, "Karim", "Which title");
    await say(customer, "Mr 30", "phone number");
    return customer;
  }

  async function atEmail(): Promise<Customer> {
    const customer = await atPhone();
    await say(customer, "01712345678", "e-mail address");
    return customer;
  }

  return { atFirstName, atPhone, atEmail };
}
