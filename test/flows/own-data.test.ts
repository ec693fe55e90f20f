import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { afterEach, expect, it } from "vitest";
import { buyEsim, speakBengali } from "../support/care.ts";
import { reachConfirm } from "../support/purchase.ts";
import { startShop, type Shop } from "../support/shop.ts";
import { readRows, sentAll } from "./support/database.ts";

let shop: Shop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

it("gives a file of everything, forgets in two taps, and keeps the ledger without a person", async () => {
  shop = await startShop();
  const nadia = shop.customer();
  await buyEsim(nadia);
  await nadia.tap("Skip");
  await nadia.tap("Yes, keep them");
  await nadia.send("/esims");
  await nadia.tap(/^1\./);
  await nadia.tap("🏷 Name it");
  await nadia.send("canary-label");
  await nadia.see("canary-label");
  await nadia.send("/privacy");
  await nadia.tap("📦 Everything about me");
  const { document } = await nadia.see("All that we store about you");
  const file = shop.telegram.client.file(document?.file_id ?? "")?.bytes.toString() ?? "";
  const matchingId = shop.itt.control.bookings()[0]?.eSims[0]?.matchingId ?? "none";
  const exported = JSON.parse(file) as { data: Record<string, Record<string, unknown>[]> };
  expect(exported.data["orders"]?.[0]).toMatchObject({
    state: "delivered",
    traveller: { firstName: "Jasim" },
  });
  expect(exported.data["customers"]?.[0]).toMatchObject({ saved_traveller: { email: "jasim@example.com" } });
  expect(exported.data["esims"]?.[0]).toMatchObject({ activation_code: matchingId });
  expect(exported.data["esims"]?.[0]).toMatchObject({ label: "canary-label" });
  expect(exported.data["esim_usage"]).toHaveLength(1);
  expect(file).not.toMatch(/purchase|v1\.[0-9a-f]{8}\./);

  await nadia.send("/privacy");
  await nadia.tap("🗑 Delete my data");
  await nadia.tap("🗑 Yes, delete it");
  const { messageId } = await nadia.tap("🗑 Delete for good");
  const sure = nadia.allOldButtons().find(({ text }) => text === "🗑 Delete for good");
  await (await nadia.tapData(messageId, sure?.callback_data ?? "")).answered();
  await nadia.see("Your data is deleted");
  await sentAll(shop);
  expect(readRows(shop, "select update_id from dead_letters")).toEqual([]);
  const people = readRows<{ id: number }>(shop, "select id from customers");
  expect(people.map(({ id }) => id < 0)).toEqual([true]);
  expect(nadia.transcript().match(/Your data is deleted/g)?.length).toBeLessThanOrEqual(2);
  await nadia.send("/esims");
  await nadia.see("You have no eSIM yet.");
  await nadia.send("/profile");
  await nadia.see("No traveller is saved");

  const database = new Database(shop.databaseFile, { readonly: true });
  const order = database
    .prepare("select customer_id, chat_id, traveller, state, charged_minor from orders")
    .get();
  expect(order).toMatchObject({
    traveller: null,
    state: "delivered",
    charged_minor: expect.any(Number) as number,
  });
  expect(JSON.stringify(order)).not.toContain(String(nadia.id));
  expect(database.prepare("select count(*) as n from esims where customer_id = ?").get(nadia.id)).toEqual({
    n: 0,
  });
  database.close();
  const canaries = ["canary-label", "Jasim", "jasim@example.com", "1966330000", matchingId, "lpa.airalo.com"];
  const files = ["", "-wal", "-shm"].map((end) =>
    readFileSync(`${shop?.databaseFile}${end}`).toString("latin1"),
  );
  for (const place of [...files, shop.log()])
    expect(canaries.filter((canary) => place.includes(canary))).toEqual([]);

  const old = nadia.allOldButtons().find(({ text }) => text === "📖 Step by step");
  await nadia.tapData(old?.messageId ?? 0, old?.callback_data ?? "");
  await nadia.seeAnswer("This menu is from earlier");
});

it("refuses with the order's number while one is under way, in Bengali too", async () => {
  shop = await startShop();
  const nadia = shop.customer();
  shop.itt.control.addFault({ kind: "hangAfterCommit", operation: "create-booking", times: "always" });
  await reachConfirm(nadia);
  await nadia.tap(/Confirm/);
  await nadia.see("Ordering your eSIM");
  await nadia.send("/delete");
  await nadia.see("is not finished, so nothing was deleted");
  await speakBengali(nadia);
  await nadia.send("/privacy");
  await nadia.tap("🗑 আমার তথ্য মুছুন");
  await nadia.see("এখনো শেষ হয়নি, তাই কিছু মোছা হয়নি");
});
