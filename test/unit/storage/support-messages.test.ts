import { expect, it } from "vitest";
import type { SupportMessage } from "../../../src/services/ports/index.ts";
import { aDatabasePath, MINUTE, open, orderIn, T0 } from "./fixtures.ts";

const CUSTOMER = 7_001_001;
const letter = (changes: Partial<SupportMessage> = {}): SupportMessage => ({
  id: "m1",
  customerId: CUSTOMER,
  orderId: null,
  staffId: null,
  text: "[no JSON, though it begins like it",
  photoFileId: "photo",
  createdAtMs: T0,
  ...changes,
});
const post = { chatId: -100, kind: "support-post", subject: "m1", dedupeKey: "support-post m1" } as const;

it("keeps a letter once, with the post that it sets off, and finds it by that post", async () => {
  const storage = await open(aDatabasePath());
  const order = await orderIn(storage, "delivered", { customerId: CUSTOMER });
  const message = letter({ orderId: order.id });
  const effects = { outbox: [post], audit: null };
  expect(await storage.supportMessages.add(message, effects)).toBe(true);
  expect(await storage.supportMessages.add({ ...message, text: "again" }, effects)).toBe(false);
  expect(await storage.supportMessages.get("m1")).toEqual(message);
  const queued = await storage.outbox.claim("w", T0, T0 + 1, 9);
  expect(queued.filter(({ kind }) => kind === "support-post")).toHaveLength(1);
  await storage.supportMessages.notePost("m1", -100, 12);
  expect(await storage.supportMessages.findByPost(-100, 12)).toEqual(message);
  expect(await storage.supportMessages.findByPost(-100, 13)).toBeUndefined();
  expect(await storage.supportMessages.findByPost(-101, 12)).toBeUndefined();
});

it("gives customers their letters, and forgets them with the customer", async () => {
  const storage = await open(aDatabasePath());
  const nothing = { outbox: [], audit: null };
  await storage.supportMessages.add(letter(), nothing);
  await storage.supportMessages.add(letter({ id: "m2", staffId: 5, text: "answer" }), nothing);
  await storage.supportMessages.add(letter({ id: "m3", customerId: 7_002_002 }), nothing);
  const data = await storage.personalData.collect(CUSTOMER);
  expect(data["support_messages"]?.map(({ body }) => body)).toEqual([letter().text, "answer"]);
  expect(JSON.stringify(data["support_messages"])).not.toContain("staff_id");
  await storage.personalData.erase(CUSTOMER, -1, ["sending"], T0);
  const left = await Promise.all(["m1", "m2", "m3"].map((id) => storage.supportMessages.get(id)));
  expect(left.map((each) => each?.id)).toEqual([undefined, undefined, "m3"]);
});

it("keeps letters for 30 days", async () => {
  const storage = await open(aDatabasePath());
  await storage.supportMessages.add(letter(), { outbox: [], audit: null });
  const day = 24 * 60 * MINUTE;
  await storage.inbox.purge(T0 + 30 * day);
  expect(await storage.supportMessages.get("m1")).toBeDefined();
  await storage.inbox.purge(T0 + 30 * day + 1);
  expect(await storage.supportMessages.get("m1")).toBeUndefined();
});
