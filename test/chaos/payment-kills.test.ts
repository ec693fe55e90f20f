import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newestOrder, readRows } from "../flows/support/database.ts";
import { say } from "../support/purchase.ts";
import { startShop, type Shop } from "../support/shop.ts";
import { makeStaffRoom, type StaffRoom } from "../support/staff.ts";
import { waitUntil } from "../support/wait-until.ts";
import { openBooks, type Books } from "./support/books.ts";
import { createBuyer, type Buyer } from "./support/buyer.ts";
import { callsFor, expectOnePurchase, killDuringBoot, names } from "./support/outcome.ts";

const inLast = { inLast: true } as const;
/** Where each buyer stands when the process is killed. */
const PLACES = [
  "credit, no answer",
  "credit, refund not told",
  "Stars, not ordered",
  "Stars, return not noted",
  "page, no answer",
  "page, paid meanwhile",
  "transfer, handed back",
] as const;
type Place = (typeof PLACES)[number];
const RICH = 100_000;

for (const mode of ["polling", "webhook"] as const)
  describe(`money under way over ${mode}, after a kill`, () => {
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
    const until = (look: () => unknown, what: string, { customer }: Buyer) =>
      waitUntil(() => Boolean(look()), { what, timeoutMs: 40_000, explain: customer.transcript });
    const state = ({ customer }: Buyer) => newestOrder(shop, customer.id).state;
    const rowsOf = ({ customer }: Buyer) =>
      readRows<{ kind: string; amount_minor: number }>(
        shop,
        "select kind, amount_minor from ledger where customer_id = ? order by id",
        customer.id,
      );
    const kinds = (buyer: Buyer) => rowsOf(buyer).map(({ kind }) => kind);
    const balance = (buyer: Buyer) => rowsOf(buyer).reduce((sum, { amount_minor }) => sum + amount_minor, 0);
    const charges = ({ customer }: Buyer) =>
      shop.telegram.control.charges().filter(({ userId }) => userId === customer.id);
    const linkOf = ({ customer }: Buyer) =>
      customer.buttons().find(({ url }) => url?.startsWith("https://pay.demo.example/pay/"))?.url;

    const failSupplier = (place: Place, fault: Parameters<Shop["itt"]["control"]["addFault"]>[0]) =>
      shop.itt.control.addFault(fault, (body) => names(body, at(place)));
    const hang = (method: string, chatId?: number, kind: "hang-before" | "hang-after" = "hang-before") =>
      shop.telegram.control.failNext({
        method,
        ...(chatId === undefined ? {} : { chatId }),
        times: 20,
        fault: { kind },
      });

    async function choose(place: Place, button: RegExp): Promise<void> {
      await at(place).customer.tap(button, inLast);
    }

    async function payInStars(place: Place): Promise<void> {
      const { customer } = at(place);
      shop.telegram.control.setStarBalance(customer.id, RICH);
      await choose(place, /^⭐ /);
      const hasInvoice = () => customer.messages().some(({ invoice }) => invoice !== undefined);
      await until(hasInvoice, "the invoice", at(place));
      expect(await customer.pay()).toMatchObject({ isPaid: true });
    }

    async function payPage(place: Place): Promise<void> {
      const link = linkOf(at(place))?.replace("https://pay.demo.example", shop.itt.url);
      expect((await fetch(`${link}/pay`, { method: "POST" })).ok).toBe(true);
    }

    /** Staff's newest post with this button. */
    async function press(label: RegExp): Promise<void> {
      const post = await waitUntil(
        () =>
          staff()
            .messages()
            .findLast((each) =>
              each.reply_markup?.inline_keyboard.flat().some(({ text }) => label.test(text)),
            ),
        { what: `a post with ${label}`, timeoutMs: 40_000, explain: () => staff().transcript() },
      );
      await staff().tapOn(post.message_id, label, { timeoutMs: 40_000 });
    }

    beforeAll(async () => {
      shop = await startShop({
        mode,
        environment: {
          PAYMENT_METHODS: "credit,manual,telegram,supplier_page",
          PAYMENT_TEXT: "bKash 01700-000000",
          STARS_RATE: "BDT:0.55",
          SUPPLIER_PAGE_HOSTS: "pay.demo.example",
        },
        prepare: (telegram) => {
          const made = makeStaffRoom(telegram);
          room = made.room;
          return made.environment;
        },
      });
      books = await openBooks(shop);
      for (const [index, place] of PLACES.entries())
        buyers.set(place, createBuyer(shop, books, `Buyer ${index}`, index));
      for (const place of ["credit, no answer", "credit, refund not told"] as const) {
        await at(place).customer.start();
        await at(place).customer.see("Travel eSIMs by");
        await say(room.admin, `/credit ${at(place).customer.id} 500 prepaid`, "Entered");
      }
      await Promise.all(PLACES.map((place) => at(place).walkTo("confirm card")));

      failSupplier("transfer, handed back", { kind: "soldOut", operation: "create-booking" });
      await choose("transfer, handed back", /^🏦 /);
      const { customer: payer } = at("transfer, handed back");
      await payer.see("Please pay for order");
      await payer.tap("✅ I have paid");
      await payer.see("What is the transaction number", inLast);
      await say(payer, "NUMBER7", "We are looking for your payment");
      await press(/^✅ Paid, issue/);
      await press(/Hand it back/);
      await staff().see("It is still owed", { timeoutMs: 40_000 });
      hang("editMessageText", room.groupId);
      await press(/^Yes, /);
      await until(
        () => state(at("transfer, handed back")) === "refunded",
        "it refunded",
        at("transfer, handed back"),
      );

      failSupplier("credit, no answer", { kind: "hangAfterCommit", operation: "create-booking" });
      await choose("credit, no answer", /^✅ From my account/);
      failSupplier("credit, refund not told", { kind: "soldOut", operation: "create-booking" });
      hang("sendMessage", at("credit, refund not told").customer.id);
      await choose("credit, refund not told", /^✅ From my account/);
      failSupplier("Stars, not ordered", { kind: "hang", operation: "update-customer", times: "always" });
      failSupplier("Stars, return not noted", { kind: "soldOut", operation: "create-booking" });
      hang("refundStarPayment", undefined, "hang-after");
      await payInStars("Stars, not ordered");
      await payInStars("Stars, return not noted");
      failSupplier("page, no answer", { kind: "hangAfterCommit", operation: "create-booking" });
      await choose("page, no answer", /^💳 /);
      await choose("page, paid meanwhile", /^💳 /);

      const reached: Readonly<Record<Place, (buyer: Buyer) => unknown>> = {
        "credit, no answer": (buyer) => callsFor(shop, buyer, "create-booking").length === 1,
        "credit, refund not told": (buyer) => state(buyer) === "refunded",
        "Stars, not ordered": (buyer) => callsFor(shop, buyer, "update-customer").length > 0,
        "Stars, return not noted": (buyer) => charges(buyer)[0]?.isRefunded,
        "page, no answer": (buyer) => callsFor(shop, buyer, "create-booking").length === 1,
        "page, paid meanwhile": linkOf,
        "transfer, handed back": () => true,
      };
      for (const place of PLACES) await until(() => reached[place](at(place)), place, at(place));

      await shop.kill();
      shop.itt.control.clearFaults();
      shop.telegram.control.reset();
      await payPage("page, paid meanwhile");
      if (mode === "webhook") await killDuringBoot(shop);
      await shop.start();
    }, 180_000);

    afterAll(async () => {
      await books?.close();
      await shop?.close();
    });

    it("credit is charged once for the booking whose answer was lost", async () => {
      const buyer = at("credit, no answer");
      await expectOnePurchase(shop, buyer, { most: 1 });
      expect(kinds(buyer)).toEqual(["grant", "sale"]);
    });

    it("credit that came back is told, and came back once", async () => {
      const buyer = at("credit, refund not told");
      await buyer.customer.see("is back on your account with us", { timeoutMs: 40_000 });
      expect(kinds(buyer)).toEqual(["grant", "sale", "refund"]);
      expect(balance(buyer)).toBe(50_000);
    });

    it("an order that was paid in Stars is sent once", async () => {
      const buyer = at("Stars, not ordered");
      await expectOnePurchase(shop, buyer, { most: 1 });
      expect(charges(buyer)).toMatchObject([{ isRefunded: false }]);
      expect(balance(buyer)).toBe(0);
    });

    it("Stars whose return was not noted are not returned twice, and the books are even", async () => {
      const buyer = at("Stars, return not noted");
      await buyer.customer.see("Stars went back to you", { timeoutMs: 40_000 });
      await until(() => state(buyer) === "refunded", "it refunded", buyer);
      expect(charges(buyer)).toMatchObject([{ isRefunded: true }]);
      expect(shop.telegram.control.starBalance(buyer.customer.id)).toBe(RICH);
      expect(kinds(buyer)).toEqual(["payment", "sale", "refund", "payout"]);
      expect(balance(buyer)).toBe(0);
    });

    it("a booking to be paid whose answer was lost gets its page, and is delivered when it is paid", async () => {
      const buyer = at("page, no answer");
      await buyer.customer.see("on the operator's page", { timeoutMs: 40_000 });
      await until(() => linkOf(buyer), "the link", buyer);
      await payPage("page, no answer");
      await expectOnePurchase(shop, buyer, { most: 1 });
    });

    it("a page that was paid while nobody looked is found paid", async () => {
      await expectOnePurchase(shop, at("page, paid meanwhile"), { most: 1 });
    });

    it("money that was handed back is told once, and leaves the books once", async () => {
      const buyer = at("transfer, handed back");
      await buyer.customer.see("We have handed", { timeoutMs: 40_000 });
      await staff().see("handed back", { timeoutMs: 40_000 });
      const { id } = newestOrder(shop, buyer.customer.id);
      const told = "select id from outbox where kind = 'order-refunded' and subject = ?";
      expect(readRows(shop, told, id)).toHaveLength(1);
      expect(kinds(buyer)).toEqual(["payment", "sale", "refund", "payout"]);
      expect(balance(buyer)).toBe(0);
    });
  });
