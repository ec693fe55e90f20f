import { afterEach, expect, it } from "vitest";
import { startShop, type Shop } from "../support/shop.ts";
import { waitUntil } from "../support/wait-until.ts";
import { openBooks, type Books } from "./support/books.ts";
import { createBuyer } from "./support/buyer.ts";
import { callsFor, expectGoesOn, expectOnePurchase, killDuringBoot, names } from "./support/outcome.ts";

let shop: Shop | undefined;
let books: Books | undefined;
afterEach(async () => {
  await books?.close();
  await shop?.close();
});

it("one order survives a kill while sending, two while booting, one while it is looked up, one while it is delivered", async () => {
  shop = await startShop();
  books = await openBooks(shop);
  const { itt, telegram } = shop;
  const buyer = createBuyer(shop, books, "Nadia", 1);
  const { id } = buyer.customer;
  await buyer.walkTo("confirm card");

  const calls = (operation: string) => itt.control.calls().filter((call) => call.operation === operation);
  itt.control.addFault({ kind: "hangAfterCommit", operation: "create-booking" }, (body) =>
    names(body, buyer),
  );
  await buyer.act();
  await waitUntil(() => calls("create-booking").length === 1, { what: "the POST" });
  await shop.kill();
  expect(await buyer.order()).toMatchObject({ state: "sending", attempts: 1 });

  await killDuringBoot(shop, "getMe");
  await killDuringBoot(shop, "deleteWebhook");

  itt.control.addFault({ kind: "hang", operation: "booking-details" });
  await shop.start();
  await waitUntil(() => calls("booking-details").length === 1, {
    what: "the order being looked up",
    timeoutMs: 45_000,
  });
  await shop.kill();
  expect(await buyer.order()).toMatchObject({ state: "unknown", attempts: 1 });

  telegram.control.failNext({ method: "sendPhoto", chatId: id, fault: { kind: "hang-before" } });
  await shop.start();
  const isSending = () => telegram.control.calls({ method: "sendPhoto", chatId: id }).length === 1;
  await waitUntil(isSending, { what: "the picture on its way", timeoutMs: 45_000 });
  await shop.kill();
  expect(await buyer.order()).toMatchObject({ state: "issued", attempts: 1 });

  await shop.start();
  await expectOnePurchase(shop, buyer, { most: 1 });
  expect(callsFor(shop, buyer, "create-booking")).toHaveLength(1);
  await expectGoesOn(shop, buyer);
}, 150_000);
