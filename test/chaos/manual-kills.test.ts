import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRows } from "../flows/support/database.ts";
import { startShop, type Shop } from "../support/shop.ts";
import { makeStaffRoom, type StaffRoom } from "../support/staff.ts";
import { textOf } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";
import { openBooks, type Books } from "./support/books.ts";
import { createBuyer, type Buyer } from "./support/buyer.ts";
import { callsFor, expectOnePurchase, killDuringBoot, names } from "./support/outcome.ts";

const inLast = { inLast: true } as const;
/** Where each buyer stands when the process is killed, in the order in which they get there. */
const PLACES = ["booked, no answer", "declined, not told", "not answered", "decided", "not posted"] as const;
type Place = (typeof PLACES)[number];

for (const mode of ["polling", "webhook"] as const)
  describe(`paying by transfer over ${mode}, after a kill`, () => {
    let shop: Shop;
    let books: Books;
    let room: StaffRoom;
    const buyers = new Map<Place, Buyer>();
    const at = (place: Place): Buyer => {
      const buyer = buyers.get(place);
      if (!buyer) throw new Error(`nobody is at: ${place}`);
      return buyer;
    };
    const staff = () => room.admin.inGroup(room.groupId);
    const until = (look: () => unknown, what: string) =>
      waitUntil(() => Boolean(look()), { what, timeoutMs: 40_000, explain: () => staff().transcript() });
    const paymentsOf = ({ customer }: Buyer) =>
      readRows<{ state: string }>(
        shop,
        "select state from payments where customer_id = ? order by created_at_ms",
        customer.id,
      ).map(({ state }) => state);

    async function type(place: Place, number: string): Promise<void> {
      const { customer } = at(place);
      await customer.tap("✅ I have paid");
      await customer.see("What is the transaction number", inLast);
      await customer.send(number);
    }

    /** Presses the button of the post that shows this number. */
    async function press(number: string, label: string): Promise<void> {
      const post = await waitUntil(
        () =>
          staff()
            .messages()
            .find((each) => textOf(each).includes(number) && each.reply_markup !== undefined),
        { what: `the post of ${number}`, timeoutMs: 40_000, explain: () => staff().transcript() },
      );
      await staff().tapOn(post.message_id, label, { timeoutMs: 40_000 });
    }

    const hang = (method: string, chatId: number) =>
      shop.telegram.control.failNext({ method, chatId, times: 20, fault: { kind: "hang-before" } });

    beforeAll(async () => {
      shop = await startShop({
        mode,
        environment: { PAYMENT_METHODS: "manual", PAYMENT_TEXT: "bKash 01700-000000" },
        prepare: (telegram) => {
          const made = makeStaffRoom(telegram);
          room = made.room;
          return made.environment;
        },
      });
      books = await openBooks(shop);
      for (const [index, place] of PLACES.entries())
        buyers.set(place, createBuyer(shop, books, `Buyer ${index}`, index));
      await Promise.all(
        PLACES.map(async (place) => {
          await at(place).walkTo("confirm card");
          await at(place).customer.tap(/^✅ Confirm/);
          await at(place).customer.see("Please pay for order", { timeoutMs: 40_000 });
        }),
      );

      const [booked, declined, unanswered, decided] = PLACES.map(at);
      if (!booked || !declined || !unanswered || !decided) throw new Error("a buyer is missing");
      await Promise.all([
        type("booked, no answer", "NUMBER1"),
        type("declined, not told", "NUMBER2"),
        type("decided", "NUMBER4"),
      ]);
      const isOf = (buyer: Buyer) => (body: unknown) => names(body, buyer);
      shop.itt.control.addFault({ kind: "hangAfterCommit", operation: "create-booking" }, isOf(booked));
      await press("NUMBER1", "✅ Paid, issue");
      await until(() => callsFor(shop, booked, "create-booking").length === 1, "the booking's POST");

      await declined.customer.see("We are looking for your payment");
      hang("sendMessage", declined.customer.id);
      await press("NUMBER2", "❌ Decline");
      await press("NUMBER2", "No such payment");
      await until(() => paymentsOf(declined)[0] === "declined", "the payment declined");

      await unanswered.customer.tap("✅ I have paid");
      await unanswered.customer.see("What is the transaction number", inLast);
      hang("sendMessage", unanswered.customer.id);
      await unanswered.customer.send("NUMBER3");
      await until(() => paymentsOf(unanswered).length === 1, "the claim filed");

      shop.itt.control.addFault(
        { kind: "hang", operation: "update-customer", times: "always" },
        isOf(decided),
      );
      hang("editMessageText", room.groupId);
      await press("NUMBER4", "✅ Paid, issue");
      await until(() => paymentsOf(decided)[0] === "received", "the payment received");

      await until(
        () =>
          staff()
            .messages()
            .some((each) => textOf(each).includes("NUMBER3")),
        "the post before the last",
      );
      hang("sendMessage", room.groupId);
      await type("not posted", "NUMBER5");
      await until(() => paymentsOf(at("not posted")).length === 1, "the last claim filed");

      await shop.kill();
      shop.itt.control.clearFaults();
      shop.telegram.control.reset();
      if (mode === "webhook") await killDuringBoot(shop);
      await shop.start();
    }, 150_000);

    afterAll(async () => {
      await books?.close();
      await shop?.close();
    });

    async function expectPaidOnce(place: Place, photos: 1 | 2 = 1): Promise<void> {
      const buyer = at(place);
      await expectOnePurchase(shop, buyer, { most: photos });
      expect(paymentsOf(buyer).filter((state) => state === "received")).toHaveLength(1);
      const rows = readRows<{ kind: string; amount_minor: number }>(
        shop,
        "select kind, amount_minor from ledger where customer_id = ?",
        buyer.customer.id,
      );
      expect(rows.map(({ kind }) => kind)).toEqual(["payment", "sale"]);
      expect(rows.reduce((sum, { amount_minor }) => sum + amount_minor, 0)).toBe(0);
    }

    it("finds the booking whose answer was lost after staff had seen the money", () =>
      expectPaidOnce("booked, no answer"));

    it("edits the post whose press was cut short, and issues once", async () => {
      await staff().see(/is paid: Nasrin[\s\S]*NUMBER4/, { timeoutMs: 40_000 });
      await expectPaidOnce("decided");
    });

    it("tells of a refusal that was not told, and takes the right number", async () => {
      const { customer } = at("declined, not told");
      await customer.see("We could not find this payment.", { timeoutMs: 40_000 });
      await type("declined, not told", "NUMBER6");
      await press("NUMBER6", "✅ Paid, issue");
      await expectPaidOnce("declined, not told");
      expect(paymentsOf(at("declined, not told"))).toEqual(["declined", "received"]);
    });

    it("files the number once whose handling was cut short, and answers", async () => {
      const buyer = at("not answered");
      await buyer.customer.see("We are looking for your payment", { timeoutMs: 40_000 });
      expect(paymentsOf(buyer)).toEqual(["claimed"]);
      await press("NUMBER3", "✅ Paid, issue");
      await expectPaidOnce("not answered");
    });

    it("posts the claim that staff had not read", async () => {
      await press("NUMBER5", "✅ Paid, issue");
      await expectPaidOnce("not posted");
      expect(shop.itt.control.ledger()).toHaveLength(PLACES.length);
    });
  });
