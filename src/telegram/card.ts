import type { Api } from "grammy";
import type { Customers } from "../services/index.ts";
import type { Customer } from "../services/ports/index.ts";
import type { Screen } from "../screens/index.ts";
import { dropButtons, editScreen, isOwnMessage, sendScreen } from "./messages.ts";

interface Deps {
  readonly customers: Customers;
}

/** The one message that navigation edits in place. */
export interface Cards {
  /** Edits the card while it is the chat's last message, else sends a new one and takes the old one's buttons. Gives its id. */
  show(api: Api, customer: Customer, screen: Screen): Promise<number>;
  /** Sends a message that stays; the card is no longer the last one. Gives its id. */
  send(api: Api, customer: Customer, screen: Screen): Promise<number>;
  /** Lets go of the card: it became an event ("ordering…"). */
  release(customer: Customer): Promise<void>;
}

/** Builds the card handling over what the customer row remembers. `customer` is kept true in place for the rest of the update. */
export function createCards({ customers }: Deps): Cards {
  async function place(customer: Customer, messageId: number | null, isLast: boolean): Promise<void> {
    if (customer.cardMessageId === messageId && customer.isCardLast === isLast) return;
    await customers.placeCard(customer.id, { messageId, isLast });
    Object.assign(customer, { cardMessageId: messageId, isCardLast: isLast });
  }

  return {
    async show(api, customer, screen) {
      const { cardMessageId, isCardLast } = customer;
      const isEditable = !isOwnMessage(screen);
      if (cardMessageId !== null && isCardLast && isEditable) {
        if ((await editScreen(api, customer.id, cardMessageId, screen)) === "edited") return cardMessageId;
      }
      const [messageId] = await Promise.all([
        sendScreen(api, customer.id, screen),
        cardMessageId === null ? undefined : dropButtons(api, customer.id, cardMessageId),
      ]);
      // A message with a reply keyboard can never be edited: it is no card.
      await place(customer, isEditable ? messageId : null, isEditable);
      return messageId;
    },

    async send(api, customer, screen) {
      const messageId = await sendScreen(api, customer.id, screen);
      // Only that: an update of the customer's may be placing a new card at this very moment.
      await customers.buryCard(customer.id);
      Object.assign(customer, { isCardLast: false });
      return messageId;
    },

    release: (customer) => place(customer, null, false),
  };
}
