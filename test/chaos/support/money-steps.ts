import type { OrderState } from "../../../src/domain/order.ts";
import type { Shop } from "../../support/shop.ts";
import type { Books } from "./books.ts";
import type { Buyer } from "./buyer.ts";
import { callsFor, names } from "./outcome.ts";

/** Where the process is killed: what stops the purchase there, and how it is seen to stand there. */
export interface MoneyStep {
  readonly name: string;
  /** Sets the trap before the confirm tap. */
  readonly arm: (shop: Shop, buyer: Buyer) => void;
  /** What comes before the tap, where something does. */
  readonly before?: (buyer: Buyer) => Promise<unknown>;
  readonly isReached: (shop: Shop, buyer: Buyer, books: Books) => boolean;
  /** The order's state in the database at the kill. */
  readonly state: OrderState;
  /** How often the picture may be in the chat at the end: twice only where it was sent and could not be marked. */
  readonly mostPhotos: 1 | 2;
}

type TelegramFault = Parameters<Shop["telegram"]["control"]["failNext"]>[0]["fault"];
type SupplierFault = Parameters<Shop["itt"]["control"]["addFault"]>[0];

function failTelegram(method: string, fault: TelegramFault) {
  return (shop: Shop, { customer }: Buyer): void => {
    // A call that hangs is given up and tried again after a while: it must hang again until the kill.
    const times = fault.kind === "hang-before" ? 20 : 1;
    shop.telegram.control.failNext({ method, chatId: customer.id, fault, times });
  };
}

function failSupplier(fault: SupplierFault) {
  return (shop: Shop, buyer: Buyer): void => {
    shop.itt.control.addFault(fault, (body) => names(body, buyer));
  };
}

function hasCalled(method: string) {
  return (shop: Shop, { customer }: Buyer): boolean =>
    shop.telegram.control.calls({ method, chatId: customer.id }).length > 0;
}

function hasPosted(shop: Shop, buyer: Buyer): boolean {
  return callsFor(shop, buyer, "create-booking").length > 0;
}

/** The answer to the POST is gone, booked or not. */
function isLost(shop: Shop, buyer: Buyer): boolean {
  return callsFor(shop, buyer, "create-booking").some(({ outcome }) => outcome === "lost");
}

const isUpdating = (shop: Shop, buyer: Buyer) => callsFor(shop, buyer, "update-customer").length > 0;

/** Every step between the confirm tap and the end that leaves one booking at the supplier. The calls are counted from the tap on. */
export const MONEY_STEPS: readonly MoneyStep[] = [
  {
    name: "the tap is stored and waits behind an older update",
    arm: failTelegram("sendMessage", { kind: "hang-before" }),
    before: ({ customer }) => customer.send("/help"),
    isReached: (shop, buyer, books) =>
      hasCalled("sendMessage")(shop, buyer) && books.undone(buyer.customer.id) === 2,
    state: "ready",
    mostPhotos: 1,
  },
  {
    name: "the order is accepted and the tap is not done",
    arm: (shop, buyer) => {
      failTelegram("editMessageText", { kind: "hang-before" })(shop, buyer);
      failSupplier({ kind: "hang", operation: "update-customer", times: "always" })(shop, buyer);
    },
    isReached: (shop, buyer) => hasCalled("editMessageText")(shop, buyer) && isUpdating(shop, buyer),
    state: "accepted",
    mostPhotos: 1,
  },
  {
    name: "the customer's details are on their way to the supplier",
    arm: failSupplier({ kind: "hang", operation: "update-customer", times: "always" }),
    isReached: (shop, buyer, books) => isUpdating(shop, buyer) && books.undone(buyer.customer.id) === 0,
    state: "accepted",
    mostPhotos: 1,
  },
  {
    name: "the supplier has booked and does not answer",
    arm: failSupplier({ kind: "hangAfterCommit", operation: "create-booking" }),
    isReached: (shop, buyer, books) => isLost(shop, buyer) && books.undone(buyer.customer.id) === 0,
    state: "sending",
    mostPhotos: 1,
  },
  {
    name: "the supplier has booked and the connection broke",
    arm: failSupplier({ kind: "resetAfterCommit", operation: "create-booking" }),
    isReached: isLost,
    state: "unknown",
    mostPhotos: 1,
  },
  {
    name: "the connection broke and the booking comes later",
    arm: failSupplier({ kind: "lateCommit", operation: "create-booking", ms: 4_000 }),
    isReached: isLost,
    state: "unknown",
    mostPhotos: 1,
  },
  {
    name: "the supplier has booked and answered with an error",
    arm: failSupplier({ kind: "status500After", operation: "create-booking" }),
    isReached: isLost,
    state: "unknown",
    mostPhotos: 1,
  },
  {
    name: "the eSIM is issued and its picture is not sent",
    arm: failTelegram("sendPhoto", { kind: "hang-before" }),
    isReached: hasCalled("sendPhoto"),
    state: "issued",
    mostPhotos: 1,
  },
  {
    name: "the picture is sent and Telegram has not said so",
    arm: failTelegram("sendPhoto", { kind: "hang-after" }),
    isReached: (_shop, buyer) => buyer.qrCodes().length > 0,
    state: "issued",
    mostPhotos: 2,
  },
  {
    name: "the picture is sent and the connection to Telegram broke",
    arm: failTelegram("sendPhoto", { kind: "reset-after" }),
    isReached: (_shop, buyer) => buyer.qrCodes().length > 0,
    state: "issued",
    mostPhotos: 2,
  },
  {
    name: "the eSIM is delivered and the question after it is not sent",
    arm: failTelegram("sendMessage", { kind: "hang-before" }),
    isReached: (shop, buyer) => buyer.qrCodes().length > 0 && hasCalled("sendMessage")(shop, buyer),
    state: "delivered",
    mostPhotos: 1,
  },
];

/** The one step that can leave no booking behind: the POST has left, and nothing else is known. */
export const NOTHING_BOOKED: MoneyStep = {
  name: "the supplier has the request and has booked nothing",
  arm: failSupplier({ kind: "hang", operation: "create-booking" }),
  isReached: hasPosted,
  state: "sending",
  mostPhotos: 1,
};
