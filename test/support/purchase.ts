import { readQr } from "../browser/read-qr.ts";
import type { ClientMessage } from "../../src/sandbox/telegram-emulator/index.ts";
import type { Customer } from "./customer.ts";

/** What a scripted purchase types; every field can be another. */
export interface PurchaseScript {
  country: string;
  firstName: string;
  lastName: string;
  age: string;
  phone: string;
  email: string;
}

export const JASIM: PurchaseScript = {
  country: "Bangladesh",
  firstName: "Jasim",
  lastName: "Karim",
  age: "30",
  phone: "+880 1966 330000",
  email: "jasim@example.com",
};

/** From /buy to the card of the first plan listed. */
export async function choosePlan(customer: Customer, script: PurchaseScript = JASIM): Promise<void> {
  await customer.send("/buy");
  await customer.see("Where are you going?");
  await customer.send(script.country);
  await customer.see("How long will you be there?");
  await customer.tap("Show all");
  await customer.tap(/ · .* · ৳/);
  await customer.see("Install within");
}

/** Answers the questions about the traveller, up to the confirm card. */
export async function fillTraveller(customer: Customer, script: PurchaseScript = JASIM): Promise<void> {
  await beginTraveller(customer);
  await customer.send(script.firstName);
  await customer.see("Last name");
  await customer.send(script.lastName);
  await customer.see("title");
  await customer.tap(/^Mr/);
  await customer.see("How old");
  await customer.send(script.age);
  await customer.see("phone number");
  await customer.send(script.phone);
  await customer.see("e-mail address");
  await customer.send(script.email);
  await customer.see("Please check");
}

/** From the plan's card to the question for the first name. */
export async function beginTraveller(customer: Customer): Promise<void> {
  await customer.tap("Continue");
  await customer.see("First name", { inLast: true });
}

/** Types something and waits until the bot's newest message says `expected`. */
export async function say(
  customer: Customer,
  typed: string,
  expected: string | RegExp,
): Promise<ClientMessage> {
  const { message_id: afterId } = await customer.send(typed);
  return customer.see(expected, { inLast: true, afterId });
}

/** A whole purchase, up to the QR code in the chat. */
export async function buy(customer: Customer, script: PurchaseScript = JASIM): Promise<void> {
  await reachConfirm(customer, script);
  await customer.tap(/^✅ Confirm/);
  await customer.seePhoto({ timeoutMs: 30_000 });
}

/** From /buy to the confirm card. */
export async function reachConfirm(customer: Customer, script: PurchaseScript = JASIM): Promise<void> {
  await choosePlan(customer, script);
  await fillTraveller(customer, script);
}

/** Decodes the newest picture of the chat. */
export function decodeQr(customer: Customer): string {
  return readQr(customer.photo());
}
