import { createHash } from "node:crypto";
import { ORDER_STATES, type Order } from "../../domain/order.ts";
import { remediesOfCodes, type Remedy } from "../../domain/trouble.ts";
import type {
  Clock,
  CustomerStore,
  Logger,
  NewIntent,
  OrderStore,
  SupportMessage,
  SupportMessageStore,
  TroubleReport,
  TroubleReportStore,
} from "../ports/index.ts";
import type { Esims } from "../esims/esims.ts";

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;
/** Nobody needs more to say what is wrong; more would bury other customers' letters in the group. */
const MOST_AN_HOUR = 5;
/** Orders that are looked through for the newest one that was placed. */
const NEWEST_ORDERS = 20;

interface Deps {
  readonly messages: SupportMessageStore;
  readonly reports: Pick<TroubleReportStore, "newestOf">;
  readonly orders: Pick<OrderStore, "get" | "list">;
  readonly esims: Pick<Esims, "find">;
  readonly customers: Pick<CustomerStore, "get">;
  /** The staff's chat; null where there is none. */
  readonly supportChatId: number | null;
  readonly clock: Clock;
  readonly wake: () => void;
  readonly logger: Logger;
}

/** What somebody wrote: words, a photo by Telegram's file id, or both. */
export interface Letter {
  readonly text: string | null;
  readonly photoFileId: string | null;
}

/** The Telegram message a letter came in: the same one is taken once. */
export interface LetterSource {
  readonly chatId: number;
  readonly messageId: number;
  /** When it was written, Unix seconds. */
  readonly writtenAt: number;
}

/** A customer's letter with what staff need to know beside it. */
export interface SupportCase {
  readonly message: SupportMessage;
  readonly order: Order | null;
  /** What the troubleshooter made them try on the day before; null where they did not use it. */
  readonly report: (TroubleReport & { readonly remedies: readonly Remedy[] }) | null;
}

/** Letters between customers and staff. */
export interface Support {
  /** Whether there is a chat of the staff's to pass letters on to. */
  readonly isOpen: boolean;
  /** False for a customer who has written so often within the hour that no more is passed on. */
  mayWrite(customerId: number): Promise<boolean>;
  /** The order a letter of this customer would be about: the one they had trouble with today, else their newest; null without any. */
  orderOf(customerId: number): Promise<Order | null>;
  /** Keeps a customer's letter and has it posted to staff; `about`: the order it is about, else it is `orderOf`. */
  pass(
    customerId: number,
    source: LetterSource,
    letter: Letter,
    about?: Pick<Order, "id" | "reference">,
  ): Promise<void>;
  /** For the outbox: a letter, of either side; undefined once the customer was forgotten. */
  find(id: string): Promise<SupportCase | undefined>;
  /** Notes under which message staff read a letter. */
  notePost(id: string, chatId: number, messageId: number): Promise<void>;
  /** The customer's letter that stands in this message of the staff's chat. */
  findByPost(chatId: number, messageId: number): Promise<SupportMessage | undefined>;
  /** Sends staff's answer to the customer who wrote `question`. */
  answer(question: SupportMessage, staffId: number, source: LetterSource, letter: Letter): Promise<void>;
  /** Tells staff, once, that an answer waits because the customer has blocked the bot. */
  noteUnreached(id: string): Promise<void>;
}

/** Builds the support desk. */
export function createSupport(deps: Deps): Support {
  const { messages, orders, supportChatId, clock } = deps;

  /** What the troubleshooter made them try within the day before `nowMs`, and the order it was about. */
  async function troubleOf(customerId: number, nowMs: number) {
    const report = await deps.reports.newestOf(customerId, nowMs - DAY_MS);
    const owned = report && (await deps.esims.find(customerId, report.esimId));
    return owned && { order: owned.order, report: { ...report, remedies: remediesOfCodes(report.tried) } };
  }

  async function orderOf(customerId: number): Promise<Order | null> {
    const trouble = await troubleOf(customerId, clock.now());
    if (trouble) return trouble.order;
    const newest = await orders.list(customerId, ORDER_STATES, NEWEST_ORDERS);
    return newest.find(({ acceptedAtMs }) => acceptedAtMs !== null) ?? null;
  }

  const toStaff = (kind: "support-post" | "support-unreached", id: string): readonly NewIntent[] =>
    supportChatId === null ? [] : [{ chatId: supportChatId, kind, subject: id, dedupeKey: `${kind} ${id}` }];

  return {
    isOpen: supportChatId !== null,
    orderOf,
    mayWrite: async (customerId) =>
      (await messages.countSince(customerId, clock.now() - HOUR_MS)) < MOST_AN_HOUR,

    async pass(customerId, source, letter, about) {
      const order = about ?? (await orderOf(customerId));
      const id = idOf(source);
      const isNew = await messages.add(
        { id, customerId, orderId: order?.id ?? null, staffId: null, ...letter, createdAtMs: clock.now() },
        { outbox: toStaff("support-post", id), audit: null },
      );
      if (isNew) deps.logger.info("support.asked", order ? { order: order.reference } : {});
      deps.wake();
    },

    async find(id) {
      const message = await messages.get(id);
      if (!message) return undefined;
      const order = message.orderId === null ? undefined : await orders.get(message.orderId);
      const trouble = await troubleOf(message.customerId, message.createdAtMs);
      const isAboutIt = trouble !== undefined && trouble.order.id === message.orderId;
      return { message, order: order ?? null, report: isAboutIt ? trouble.report : null };
    },

    notePost: messages.notePost,
    findByPost: messages.findByPost,

    async answer({ customerId, orderId }, staffId, source, letter) {
      const id = idOf(source);
      const isNew = await messages.add(
        { id, customerId, orderId, staffId, ...letter, createdAtMs: clock.now() },
        {
          outbox: [
            { chatId: customerId, kind: "support-reply", subject: id, dedupeKey: `support-reply ${id}` },
            // What is due to a blocked chat waits for its return, untried: staff must hear of it here.
            ...((await deps.customers.get(customerId)).hasBlocked ? toStaff("support-unreached", id) : []),
          ],
          audit: {
            staffId,
            action: "support-reply",
            orderId,
            subjectId: customerId,
            outcome: "passed on",
            reason: null,
          },
        },
      );
      if (isNew) deps.logger.info("support.answered");
      deps.wake();
    },

    async noteUnreached(id) {
      await messages.queue(toStaff("support-unreached", id), clock.now());
      deps.wake();
    },
  };
}

/** The same Telegram message always has the same id, however often its update is handled. */
function idOf({ chatId, messageId, writtenAt }: LetterSource): string {
  return createHash("sha256").update(`${chatId} ${messageId} ${writtenAt}`).digest("hex").slice(0, 20);
}
