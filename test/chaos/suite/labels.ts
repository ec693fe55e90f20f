/** The crossings of an update's way through the shop, from Telegram to `done`. */
const UPDATE = [
  "inbox.add",
  "inbox.claim",
  "orders.getByNonce",
  "orders.transition to accepted",
  "telegram.answerCallbackQuery",
  "telegram.editMessageText",
  "inbox.finish",
];

/** What every order meets after that, whatever is bought. */
const ORDER = [
  "jobs.claim",
  "orders.get",
  "orders.transition to sending",
  "orders.transition to unknown",
  "orders.transition to failed",
  "orders.transition to issued",
  "orders.transition to delivered",
  "jobs.finish",
  "jobs.postpone",
  "outbox.claim",
  "telegram.sendMessage",
  "outbox.markSent",
];

const ESIM = ["supplier.updateCustomer", "supplier.createBooking", "supplier.readBooking"];
const ESIM_TOLD = ["telegram.sendPhoto", "esims.markDelivered"];
const TOPUP = [
  "supplier.topupPackages",
  "supplier.topupHistory",
  "supplier.dataUsage",
  "supplier.createTopup",
];

/** What money that is collected first meets besides, on its way in, and back where the supplier refuses. */
const COLLECTED = [
  "orders.transition to awaiting_payment",
  "orders.transition to paid",
  "orders.transition to refunding",
  "orders.transition to refunded",
];
const STARS = [
  ...COLLECTED,
  "telegram.sendInvoice",
  "telegram.answerPreCheckoutQuery",
  "payments.findExternal",
  "payments.receiveApart",
  "payments.move",
  "telegram.refundStarPayment",
];
const MANUAL = [...COLLECTED, "payments.claim", "payments.get", "audit.add", "dialogues.read"];
const CREDIT = ["ledger.balances", "orders.transition to refunding", "orders.transition to refunded"];
const PAGE = [
  "supplier.createBooking",
  "supplier.readBooking",
  "orders.transition to awaiting_supplier",
  "esims.markDelivered",
];
const MONEY = [
  "begin",
  "commit",
  "update orders",
  "insert into ledger",
  "insert into jobs",
  "insert into outbox",
];
const PAYMENTS = [...MONEY, "insert into payments", "update payments"];

/** What a typed answer meets. */
const TALK = ["inbox.add", "inbox.claim", "dialogues.read", "telegram.sendMessage", "inbox.finish"];

/** The statements that write, each a point of its own: within one transaction as well as between two. */
const STATEMENTS = [
  "begin",
  "commit",
  "insert into inbox",
  "update inbox",
  "update inbox to done",
  "update orders",
  "insert into order_events",
  "insert into jobs",
  "update jobs",
  "delete from jobs",
  "insert into outbox",
  "update outbox",
];

const around = (names: readonly string[]) => names.flatMap((name) => [`before ${name}`, `after ${name}`]);
const statements = (names: readonly string[]) => names.map((name) => `sql ${name}`);

/**
 * What a cell is about: an eSIM is bought at the agency's cost, one is topped up, the questions before a purchase are answered, or an eSIM is
 * bought and paid by the customer.
 */
export type Scenario = "esim" | "topup" | "talk" | "stars" | "manual" | "credit" | "page";

/** Every labelled point of each scenario. */
export const LABELS: Readonly<Record<Scenario, readonly string[]>> = {
  esim: [
    ...around([...UPDATE, ...ORDER, ...ESIM, ...ESIM_TOLD]),
    ...statements([...STATEMENTS, "insert into esims", "update esims"]),
  ],
  topup: [...around([...UPDATE, ...ORDER, ...TOPUP]), ...statements(STATEMENTS)],
  stars: [...around([...UPDATE, ...STARS]), ...statements(PAYMENTS)],
  manual: [...around([...UPDATE, ...MANUAL]), ...statements(PAYMENTS)],
  credit: [...around([...UPDATE, ...CREDIT]), ...statements(MONEY)],
  page: [...around([...UPDATE, ...PAGE]), ...statements(MONEY)],
  talk: [
    ...around(TALK),
    ...statements([
      "begin",
      "commit",
      "insert into inbox",
      "update inbox to done",
      "insert into dialogues",
      "update orders",
    ]),
  ],
};
