import type { Trouble } from "./chat-page/index.ts";
import type { IttEmulatorControl } from "./itt-emulator/index.ts";
import type { TelegramEmulator } from "./telegram-emulator/index.ts";

/** The faults that the page offers. `restartBot` kills the bot as a power cut would and starts it again. */
export function demoTroubles(world: {
  itt: IttEmulatorControl;
  telegram: TelegramEmulator;
  restartBot: () => Promise<void>;
}): readonly Trouble[] {
  const { itt, telegram, restartBot } = world;
  let letPaymentsCome: () => void = () => undefined;
  return [
    {
      id: "supplier-down",
      label: "The supplier is down",
      hint: "Look for a package: the shop keeps the choice and offers to try again.",
      cause: () => {
        itt.addFault({ kind: "resetBeforeCommit", operation: "any", times: "always" });
        return "The supplier hangs up on every call from now on.";
      },
    },
    {
      id: "lost-answer",
      label: "The booking's answer is lost",
      hint: "Confirm an order: the supplier books, the answer never comes. The shop must find it, not buy twice.",
      cause: () => {
        itt.addFault({ kind: "resetAfterCommit", operation: "create-booking" });
        return "The next booking will be made, and its answer lost.";
      },
    },
    {
      id: "lost-topup-answer",
      label: "The top-up's answer is lost",
      hint: "Confirm a top-up: the supplier books, the answer never comes. The shop must find it, not buy twice.",
      cause: () => {
        itt.addFault({ kind: "resetAfterCommit", operation: "create-topup-booking" });
        return "The next top-up will be made, and its answer lost.";
      },
    },
    {
      id: "late-booking",
      label: "The booking comes late",
      hint: "As above, and for half a minute the supplier does not know the booking either.",
      cause: () => {
        itt.addFault({ kind: "lateCommit", operation: "create-booking", ms: 30_000 });
        return "The next booking will appear half a minute late.";
      },
    },
    {
      id: "short-issue",
      label: "One eSIM is missing",
      hint: "Order two or more (➕ on the plan): one never comes. Staff may close the order with what came.",
      cause: () => {
        itt.addFault({ kind: "shortIssue", operation: "create-booking" });
        return "The next booking will be issued with one eSIM too few.";
      },
    },
    {
      id: "sold-out",
      label: "Sold out at the last moment",
      hint: "Confirm an order: the supplier refuses it.",
      cause: () => {
        itt.addFault({ kind: "soldOut", operation: "create-booking" });
        return "The next booking will be refused: sold out.";
      },
    },
    {
      id: "price-change",
      label: "The price rises",
      hint: "Choose a package: its price is 10 % higher the next time the shop asks.",
      cause: () => {
        itt.addFault({ kind: "priceChange", operation: "single-package" });
        return "The next package asked for costs 10 % more from then on.";
      },
    },
    {
      id: "data-used",
      label: "Use 80 % of the newest eSIM",
      hint: "Then look at My eSIMs.",
      cause: () => useNewestESim(itt, 80),
    },
    {
      id: "data-used-up",
      label: "Use up the newest eSIM",
      hint: "Then look at My eSIMs, and at first aid.",
      cause: () => useNewestESim(itt, 100),
    },
    {
      id: "late-payment",
      label: "Payments in Stars come late",
      hint: "Pay an invoice: the shop hears of it only when all is well again.",
      cause: () => {
        letPaymentsCome = telegram.control.holdSuccessfulPayments();
        return "Telegram keeps the news of payments back from now on.";
      },
    },
    {
      id: "pay-twice",
      label: "Pay the newest invoice once more",
      hint: "As from a second phone that still shows it unpaid. The shop must not sell twice for it.",
      cause: () => payAgain(telegram),
    },
    {
      id: "restart-bot",
      label: "Kill the bot and start it again",
      hint: "In the middle of a form, or while it orders.",
      cause: async () => {
        await restartBot();
        return "The bot was killed and is running again.";
      },
    },
    {
      id: "all-well",
      label: "All is well again",
      hint: "Takes back every fault that still waits.",
      cause: () => {
        itt.clearFaults();
        letPaymentsCome();
        return "The supplier and Telegram work as they should.";
      },
    },
  ];
}

async function payAgain(telegram: TelegramEmulator): Promise<string> {
  const invoices = telegram.client
    .users()
    .flatMap(({ id }) =>
      telegram.client.chat(id).messages.flatMap(({ invoice, message_id, date }) => {
        return invoice === undefined ? [] : [{ userId: id, messageId: message_id, date }];
      }),
    )
    .sort((a, b) => a.date - b.date || a.messageId - b.messageId);
  const newest = invoices.at(-1);
  if (newest === undefined) return "There is no invoice yet.";
  const outcome = await telegram.client.pay(newest.userId, newest.messageId);
  return outcome.isPaid ? "The invoice was paid." : `The payment failed: ${outcome.errorMessage}`;
}

function useNewestESim(itt: IttEmulatorControl, percent: number): string {
  const eSim = itt.bookings().findLast(({ eSims }) => eSims.length > 0)?.eSims[0];
  if (eSim === undefined) return "No eSIM has been sold yet.";
  if (eSim.isUnlimited) return "The newest eSIM is unlimited: there is nothing to use up.";
  itt.setUsage(eSim.iccid, { usedMb: Math.round((eSim.totalMb * percent) / 100) });
  return `${percent} % of the eSIM …${eSim.iccid.slice(-4)} is used.`;
}
