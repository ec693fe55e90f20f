import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { lookUpsOf, nameWords, type LookUp } from "../../../src/domain/look-up.ts";
import { maskEmail, maskName, maskPhone } from "../../../src/domain/masking.ts";
import { aDatabasePath, aDraft, open, openNew, orderIn, someTraveller, T0 } from "../storage/fixtures.ts";

const name = (text: string): LookUp => ({ kind: "name", text });

describe("look-ups", () => {
  it("fold names so that marks, dots and capitals do not matter", () => {
    expect(nameWords("Md. José O'Neil")).toEqual(["md", "jose", "o", "neil", "oneil"]);
    expect(nameWords("  ")).toEqual([]);
    expect(lookUpsOf({})).toEqual([]);
  });

  it("follow the traveller of an order from the draft through each change, by all that is asked at once", async () => {
    const { orders, staffDesk } = await openNew();
    const find = async (...lookUps: LookUp[]) =>
      (await staffDesk.findByLookUps(lookUps, 9)).map(({ id }) => id);
    const draft = aDraft({ traveller: { firstName: "Nadia" } });
    await orders.createDraft(draft, T0);
    expect(await find(name("nadia"))).toEqual([draft.id]);
    await orders.saveDraft(
      draft.customerId,
      draft.id,
      { traveller: { ...someTraveller, firstName: "Nadja" } },
      T0,
    );
    expect(await find(name("nadia"))).toEqual([]);
    expect(await find(name("nadja"), name("steinhausen"))).toEqual([draft.id]);
    expect(await find(name("nadja"), name("nobody"))).toEqual([]);
    await orders.transition({
      orderId: draft.id,
      from: ["draft"],
      to: "quoted",
      patch: { traveller: someTraveller },
      detail: "priced",
      nowMs: T0,
    });
    expect(await find(name("nadja"))).toEqual([]);
    expect(await find({ kind: "phone", text: someTraveller.phone })).toEqual([draft.id]);
    expect(await find({ kind: "email", text: someTraveller.email })).toEqual([draft.id]);
    expect(await find()).toEqual([]);
  });

  it("go with the traveller, when the retention removes them and when the customer is forgotten", async () => {
    const storage = await openNew();
    const { orders, staffDesk, inbox, personalData } = storage;
    const find = async () => (await staffDesk.findByLookUps([name("steinhausen")], 9)).map(({ id }) => id);
    const given = await orderIn(storage, "draft", { customerId: 1, chatId: 1 });
    await orders.transition({
      orderId: given.id,
      from: ["draft"],
      to: "cancelled",
      detail: "left",
      nowMs: T0,
    });
    const kept = await orderIn(storage, "delivered", { customerId: 2, chatId: 2 });
    expect((await find()).sort()).toEqual([given.id, kept.id].sort());
    await inbox.purge(T0 + 31 * 86_400_000);
    expect(await find()).toEqual([kept.id]);
    await personalData.erase(2, -2, [], T0);
    expect(await find()).toEqual([]);
  });

  it("are made once for orders from before there were any, and say nothing without the key", async () => {
    const path = aDatabasePath();
    const before = await open(path);
    const order = await orderIn(before, "delivered");
    await before.close();
    const raw = new Database(path);
    raw.exec("delete from order_look_ups; delete from settings where name = 'look_ups_filled'");
    raw.close();
    const { staffDesk } = await open(path);
    expect((await staffDesk.findByLookUps([name("steinhausen")], 9)).map(({ id }) => id)).toEqual([order.id]);
    const look = new Database(path, { readonly: true });
    expect(JSON.stringify(look.prepare("select * from order_look_ups").all())).not.toMatch(
      /stein|wolfe|1966/i,
    );
    look.close();
  });
});

describe("masking", () => {
  it("leaves enough to tell two people apart, and no more", () => {
    expect(maskName("Nadia Rahman")).toBe("N•••• R•••••");
    expect(maskPhone("+8801966330000", "880")).toBe("+880•••000");
    expect(maskEmail("nadia@example.com")).toBe("n•••@example.com");
    expect(maskEmail("broken")).toBe("•••");
  });
});
