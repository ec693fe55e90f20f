/** The use cases: what the shop does, without saying over which channel or supplier. */
export { createBrakes, UNKNOWNS_WITHIN_MS, type Brakes } from "./running/brakes.ts";
export { createCatalogue, packageKey, type Catalogue } from "./catalogue/catalogue.ts";
export { createCheckout, type Checkout, type Prepared } from "./checkout/checkout.ts";
export { createCustomers, type Customers } from "./customers/customers.ts";
export { createDevices, type Devices, type DeviceVerdict } from "./esims/devices.ts";
export { createDestinations, type Destinations, type Found } from "./catalogue/destinations.ts";
export { createEsims, type Esims, type OwnedEsim } from "./esims/esims.ts";
export { createInstall, type Install, type Platform, type PlatformGuide } from "./esims/install.ts";
export { createPrivacy, type Privacy } from "./customers/privacy.ts";
export {
  createSupport,
  type Letter,
  type LetterSource,
  type Support,
  type SupportCase,
} from "./customers/support.ts";
export { createTrips, type TravelAnswer, type TravelPlan, type Trips } from "./esims/trips.ts";
export type { TypedDate } from "./esims/travel-dates.ts";
export { createTrouble, type Diagnosis, type Trouble } from "./esims/trouble.ts";
export { createFulfilment, type Fulfilment } from "./orders/fulfilment.ts";
export { createSending, type NextRun, type Outlook, type Sending } from "./orders/sending.ts";
export type { Acceptance, Accepted, SalesPolicy } from "./checkout/acceptance.ts";
export { isMoreProof } from "./payments/staff-reminders.ts";
export { createCollection, type Claimed, type Collection, type Decided } from "./payments/collection.ts";
export {
  createAccounts,
  reasonOf,
  type AccountChange,
  type Accounts,
  type Statement,
} from "./payments/accounts.ts";
export { createCheckoutJudge, type CheckoutVerdict } from "./payments/checkout-judge.ts";
export { isAllDone, OWED_REMINDED } from "./payments/owed-by-hand.ts";
export { createRefunds, type Refunds, type StarsReturned } from "./payments/refunds.ts";
export {
  createPaymentWays,
  type PaymentOption,
  type PaymentPolicy,
  type PaymentWays,
} from "./payments/ways.ts";
export { createAlarms, type Alarms } from "./staff/alarms.ts";
export { createAutoCancelWatch, type AutoCancelWatch } from "./staff/auto-cancel.ts";
export { createIncidentWatch, type IncidentWatch } from "./staff/incident-watch.ts";
export { createStaffActs, isReadable, type StaffAct, type StaffActs } from "./staff/acts.ts";
export { createFigures, type Figures } from "./staff/figures.ts";
export { createOrderFiles, type OrderFile, type OrderFiles, type SupplierView } from "./staff/order-files.ts";
export { createClosing, type Closing } from "./staff/closing.ts";
export { createSecondWord, type FirstWord } from "./staff/second-word.ts";
export { createSettlement, type Settlement } from "./staff/settlement.ts";
export { createSupplierLook, type SupplierLook } from "./staff/supplier-look.ts";
export { createRefusals, type Attempt, type Refusals } from "./staff/refusals.ts";
export { createRoles, type Roles } from "./staff/roles.ts";
export { createStaffSearch, type StaffSearch } from "./staff/search.ts";
export { createSupplierPage, type PagePolicy, type SupplierPage } from "./payments/supplier-page.ts";
export { createTopupPage, type TopupPage } from "./payments/topup-page.ts";
export { withShopMarkup } from "./payments/markup.ts";
export { arrangePlans, dataSizes } from "./catalogue/plan-list.ts";
export { whileBeating } from "./running/heartbeat.ts";
export { createHousekeeping, type Housekeeping } from "./running/housekeeping.ts";
export { createOrderBook, returnedStars, type BookedOrder, type OrderBook } from "./orders/order-book.ts";
export { createQuoting } from "./catalogue/quoting.ts";
export { createReconciliation, type Reconciliation } from "./orders/reconciliation.ts";
export { createUsage, type KnownUsage, type Usage, type UsageTrouble } from "./esims/usage.ts";
export { createUsageWatch, type UsageWatch } from "./esims/usage-watch.ts";
export { createTopupFulfilment, type TopupFulfilment } from "./topups/topup-fulfilment.ts";
export { createTopupLook } from "./topups/topup-look.ts";
export { createTopupReconciliation, type TopupReconciliation } from "./topups/topup-reconciliation.ts";
export { watchSupplier, type SupplierHealth } from "./running/supplier-health.ts";
export {
  createTopups,
  type ListedTopup,
  type TopupChosen,
  type TopupList,
  type Topups,
} from "./topups/topups.ts";
export {
  readAge,
  readEmail,
  readFirstName,
  readLastName,
  readPhone,
  readTitle,
  type Answer,
} from "./checkout/traveller-answers.ts";
