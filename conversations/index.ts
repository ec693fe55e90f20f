import { Composer } from "grammy";
import type { Order } from "../src/domain/order.ts";
import { languageFor, type Language, type Translator } from "../src/i18n/index.ts";
import type { Screen } from "../src/screens/index.ts";
import type {
  Catalogue,
  Checkout,
  Collection,
  Customers,
  Destinations,
  Devices,
  Esims,
  Outlook,
  OwnedEsim,
  Support,
  Topups,
  Trips,
  Trouble,
} from "../src/services/index.ts";
import {
  isAbout,
  type BrakeStore,
  type Clock,
  type IncidentStore,
  type LedgerStore,
  type Intent,
  type OrderStore,
  type PaymentStore,
  type StrayChargeStore,
  type TripStore,
} from "../src/services/ports/index.ts";
import type { Cards, EsimView, ShopContext, Stages, Telling } from "../src/telegram/index.ts";
import { createCareSpeech } from "./care.ts";
import { createPayingByHand } from "./claim.ts";
import { createConfirmation, type Confirmation } from "./confirm.ts";
import { createCurrentScreen, sendStatus, showCurrent } from "./current.ts";
import { createOrderSpeech } from "./delivery.ts";
import { createDestinationMenu } from "./destination.ts";
import { createDeviceCheck } from "./devices.ts";
import { createPackageMenu } from "./package.ts";
import { createPaymentSpeech } from "./payment.ts";
import { createQuestions } from "./steps/questions.ts";
import { createLabelDialogue } from "./label.ts";
import { createAccountSpeech } from "./account.ts";
import { createAlarmSpeech } from "./staff-alarms.ts";
import { createSupportDialogue } from "./support.ts";
import { createTopupSpeech } from "./top-up.ts";
import { createTravellerDialogue, TRAVELLER_DIALOGUE } from "./traveller.ts";
import { createUsageAlerts } from "./usage-alerts.ts";

interface Deps {
  readonly catalogue: Catalogue;
  readonly checkout: Checkout;
  readonly customers: Customers;
  readonly destinations: Destinations;
  readonly esims: Esims;
  /** What looks after an eSIM once it is sold. */
  readonly care: {
    readonly devices: Devices;
    readonly topups: Topups;
    readonly trips: Trips;
    readonly tripStore: TripStore;
    readonly trouble: Trouble;
    readonly support: Support;
    readonly esimView: EsimView;
    /** The card of one of the customer's eSIMs. */
    readonly showEsimCard: (ctx: ShopContext, esimId: string) => Promise<void>;
  };
  /** What is collected before anything is ordered. */
  readonly money: {
    readonly collection: Collection;
    readonly payments: PaymentStore;
    readonly outlookOf: (order: Order) => Promise<Outlook>;
    readonly ledger: Pick<LedgerStore, "find" | "balances">;
    /** Has the supplier read at once whether an order on its page is paid. */
    readonly readAtSupplier: (order: Pick<Order, "id" | "kind">) => Promise<void>;
    /** Where customers pay by hand, by the language they read; null where that is no method. */
    readonly paymentTexts: Readonly<Record<Language, string>> | null;
  };
  readonly orders: OrderStore;
  /** What staff are alarmed about. */
  readonly alarms: {
    readonly incidents: Pick<IncidentStore, "get">;
    readonly brakes: Pick<BrakeStore, "listUnknowns">;
    readonly strayCharges: Pick<StrayChargeStore, "get">;
  };
  readonly cards: Cards;
  readonly shop: {
    readonly name: string;
    readonly country: string;
    readonly timeZone: string;
    readonly supportContact: string;
    readonly termsUrl: string | null;
    readonly defaultLanguage: Language;
  };
  readonly clock: Clock;
  readonly translatorOf: (language: Language) => Translator;
}

/** The purchase as the app installs it. */
export interface Conversations {
  readonly stages: Omit<Stages, "guards">;
  /** Goes straight to a country (`?start=c_JP`). */
  openCountry(ctx: ShopContext, code: string): Promise<boolean>;
  /** Shows how an order stands (`?start=o_<nonce>`, where the supplier's page sends people back); false for somebody else's. */
  openOrder(ctx: ShopContext, nonce: string): Promise<boolean>;
  delivered(owned: OwnedEsim, t: Translator): Screen;
  /** How an order is to be paid now. */
  askForPayment(order: Order, t: Translator): Promise<Screen>;
  /** Where the purchase stands, for a button that belongs to nothing of this customer. */
  showCurrent(ctx: ShopContext): Promise<void>;
  tell(intent: Intent): Promise<Telling | undefined>;
}

/**
 * The purchase, in the order in which a customer meets it: destination, package, traveller, confirm, delivery.
 * Where the customer browses, buttons carry the state; where they type, the traveller dialogue waits; the order row is the truth.
 */
export function createConversations(deps: Deps): Conversations {
  const { catalogue, checkout, customers, destinations, orders, shop } = deps;
  const translatorFor = (chosen: string | null, ordered: string) =>
    deps.translatorOf(languageFor(chosen, ordered, shop.defaultLanguage));

  const rememberStatus = (orderId: string, statusMessageId: number) =>
    orders.annotate(orderId, { statusMessageId }, deps.clock.now());

  const destination = createDestinationMenu({
    destinations,
    catalogue,
    shopCountry: shop.country,
    isTakingOrders: checkout.isTakingOrders,
    leaveOpenOrder: async (ctx) => {
      await checkout.cancel(ctx.customer.id);
    },
  });
  const packages = createPackageMenu({
    catalogue,
    checkout,
    customers,
    supportContact: shop.supportContact,
    askTraveller: (ctx) => confirmation.askTraveller(ctx),
    showCurrent: (ctx) => current(ctx),
  });
  const paymentSpeech = createPaymentSpeech({
    ...deps.money,
    shopTimeZone: shop.timeZone,
    rememberInvoice: (orderId, invoiceMessageId) =>
      orders.annotate(orderId, { invoiceMessageId }, deps.clock.now()),
  });
  const speech = createOrderSpeech({
    orders,
    esims: deps.esims,
    customers,
    paymentSpeech,
    topupSpeech: createTopupSpeech({
      esims: deps.esims,
      topups: deps.care.topups,
      shopTimeZone: shop.timeZone,
    }),
    translatorFor,
    shopTimeZone: shop.timeZone,
    rememberStatus,
    tellAlert: createUsageAlerts({ esims: deps.esims, view: deps.care.esimView }).tell,
  });
  const devices = createDeviceCheck({
    devices: deps.care.devices,
    destinations,
    searchCountry: (ctx, typed) => destination.search(ctx, typed),
    shopTimeZone: shop.timeZone,
  });
  const care = createCareSpeech({
    ...deps.care,
    esims: deps.esims,
    customers,
    translatorFor,
    supportContact: shop.supportContact,
    shopTimeZone: shop.timeZone,
  });
  const support = createSupportDialogue({
    support: deps.care.support,
    customers,
    translatorFor,
    shopName: shop.name,
    supportContact: shop.supportContact,
  });
  const alarms = createAlarmSpeech({
    ...deps.alarms,
    orders,
    staffTranslator: () => translatorFor(null, ""),
  });
  const account = createAccountSpeech({ ledger: deps.money.ledger, customers, orders, translatorFor });
  const current = (ctx: ShopContext): Promise<void> =>
    showCurrent(ctx, { checkout, destination, confirmation, speech });
  const confirmation: Confirmation = createConfirmation({
    checkout,
    cards: deps.cards,
    speech,
    rememberStatus,
    termsUrl: shop.termsUrl,
    supportContact: shop.supportContact,
    lookAlikesOf: destinations.lookAlikesOf,
    showCurrent: current,
  });
  const questions = createQuestions({ checkout, customers, shopCountry: shop.country });
  const traveller = createTravellerDialogue({
    questions,
    confirm: (ctx) => confirmation.show(ctx),
    summary: (ctx) => confirmation.showSummary(ctx),
    backToPlan: (ctx) => packages.backToPlan(ctx),
  });
  const byHand = createPayingByHand({
    checkout,
    collection: deps.money.collection,
    paymentSpeech,
    support: deps.care.support,
    supportContact: shop.supportContact,
    speech,
    orders,
    readAtSupplier: deps.money.readAtSupplier,
    searched: (typed) => {
      const { kind } = destinations.search(typed);
      return kind === "exact" ? "country" : kind === "nothing" ? kind : "some";
    },
    showCurrent: current,
  });
  const place = createCurrentScreen({ checkout, destination, confirmation, speech });

  return {
    stages: {
      money: confirmation.money,
      dialogues: [
        traveller,
        devices.dialogue,
        byHand.dialogue,
        support.dialogue,
        createLabelDialogue({ esims: deps.esims, backToEsim: deps.care.showEsimCard }),
      ],
      onDialogueLeft: async (ctx, names) => {
        if (names.includes(TRAVELLER_DIALOGUE)) await questions.tidy(ctx);
      },
      navigation: [
        place.staleTaps,
        place.cancel,
        place.goOn,
        destination.menu,
        packages.menu,
        confirmation.menu,
        byHand.menu,
        support.menu,
        devices.menu,
      ],
      fallThrough: new Composer<ShopContext>(byHand.proof, place.fallThrough),
    },
    openCountry: destination.choose,
    async openOrder(ctx, nonce) {
      const order = await checkout.findByNonce(ctx.customer.id, nonce);
      if (!order) return false;
      if (order.state === "awaiting_supplier") await deps.money.readAtSupplier(order);
      if (order.state === "ready") await current(ctx);
      else await sendStatus(ctx, order, speech);
      return true;
    },
    delivered: speech.delivered,
    askForPayment: paymentSpeech.ask,
    showCurrent: current,
    tell(intent) {
      if (isAbout(intent, "care")) return care.tell(intent);
      if (isAbout(intent, "letter")) return support.tell(intent);
      if (isAbout(intent, "account")) return account.tell(intent);
      return isAbout(intent, "alarm") ? alarms.tell(intent) : speech.tell(intent);
    },
  };
}
