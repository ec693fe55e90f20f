/** The use cases: what the shop does, without saying over which channel or supplier. */
export { createBrakes, type Brakes } from "./brakes.ts";
export { createCatalogue, packageKey, type Catalogue } from "./catalogue.ts";
export { createCheckout, type Checkout, type Prepared } from "./checkout.ts";
export { createCustomers, type Customers } from "./customers.ts";
export { createDevices, type Devices, type DeviceVerdict } from "./devices.ts";
export { createDestinations, type Destinations, type Found } from "./destinations.ts";
export { createEsims, type Esims, type OwnedEsim } from "./esims.ts";
export { createInstall, type Install, type Platform, type PlatformGuide } from "./install.ts";
export { createPrivacy, type Privacy } from "./privacy.ts";
export { createSupport, type Letter, type LetterSource, type Support, type SupportCase } from "./support.ts";
export { createTrips, type TravelAnswer, type TravelPlan, type Trips } from "./trips.ts";
export type { TypedDate } from "./travel-dates.ts";
export { createTrouble, type Diagnosis, type Trouble } from "./trouble.ts";
export { createFulfilment, type Fulfilment } from "./fulfilment.ts";
export { createSending, type NextRun, type Sending } from "./sending.ts";
export type { Acceptance, Accepted, SalesPolicy } from "./acceptance.ts";
export { createCollection, type Claimed, type Collection, type Decided } from "./payments/collection.ts";
export {
  createAccounts,
  reasonOf,
  type AccountChange,
  type Accounts,
  type Statement,
} from "./payments/accounts.ts";
export { createCheckoutJudge, type CheckoutVerdict } from "./payments/checkout-judge.ts";
export {
  createRefunds,
  isAllDone,
  OWED_REMINDED,
  type Refunds,
  type StarsReturned,
} from "./payments/refunds.ts";
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
export { createSettlement, type Settlement } from "./staff/settlement.ts";
export { createSupplierLook, type SupplierLook } from "./staff/supplier-look.ts";
export { createRoles, type Roles } from "./staff/roles.ts";
export { createStaffSearch, type StaffSearch } from "./staff/search.ts";
export { createSupplierPage, type PagePolicy, type SupplierPage } from "./payments/supplier-page.ts";
export { createTopupPage, type TopupPage } from "./payments/topup-page.ts";
export { withShopMarkup } from "./payments/markup.ts";
export { arrangePlans, dataSizes } from "./plan-list.ts";
export { whileBeating } from "./heartbeat.ts";
export { createHousekeeping, type Housekeeping } from "./housekeeping.ts";
export { createOrderBook, type BookedOrder, type OrderBook } from "./order-book.ts";
export { createQuoting } from "./quoting.ts";
export { createReconciliation, type Reconciliation } from "./reconciliation.ts";
export { createUsage, type KnownUsage, type Usage, type UsageTrouble } from "./usage.ts";
export { createUsageWatch, type UsageWatch } from "./usage-watch.ts";
export { createTopupFulfilment, type TopupFulfilment } from "./topup-fulfilment.ts";
export { createTopupLook } from "./topup-look.ts";
export { createTopupReconciliation, type TopupReconciliation } from "./topup-reconciliation.ts";
export { watchSupplier, type SupplierHealth } from "./supplier-health.ts";
export { createTopups, type ListedTopup, type TopupChosen, type TopupList, type Topups } from "./topups.ts";
export {
  readAge,
  readEmail,
  readFirstName,
  readLastName,
  readPhone,
  readTitle,
  type Answer,
} from "./traveller-answers.ts";
