import { showAlert } from "./dialogs.js";
import { askToPay, showReceipt } from "./pay-sheet.js";

/** Paying invoices in Stars: the sheet, the payment, and how it ended. */
export function createPaying({ api, store, toasts }) {
  async function pay(userId, invoice, target, button) {
    const shop = store.view().bot?.firstName ?? "the shop";
    for (;;) {
      const { balance } = await api.stars(userId);
      const choice = await askToPay({ invoice, balance, shop });
      if (choice === "pay") break;
      if (choice !== "fill") return;
      await api.setStars(userId, invoice.stars);
    }
    button?.setAttribute("aria-busy", "true");
    try {
      const outcome = await api.pay(userId, target);
      if (outcome.isPaid) toasts.show("Payment completed");
      else await showAlert(outcome.errorMessage);
    } finally {
      button?.removeAttribute("aria-busy");
    }
  }

  return {
    payMessage(userId, message, button) {
      if (message.receipt !== undefined) return showReceipt(message);
      const { title, description, total_amount: stars } = message.invoice;
      return pay(userId, { title, description, stars }, { messageId: message.message_id }, button);
    },
    async payLink(userId, link) {
      await pay(userId, await api.invoiceAt(link), { link });
    },
  };
}
