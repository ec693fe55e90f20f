/** The use cases: what the shop does, without saying over which channel or supplier. */
export { createCatalogue, packageKey, type Catalogue } from "./catalogue.ts";
export { createCheckout, type Accepted, type Checkout, type Prepared, type SalesPolicy } from "./checkout.ts";
export { createCustomers, type Customers } from "./customers.ts";
export { createDevices, type Devices, type DeviceVerdict } from "./devices.ts";
export { createDestinations, type Destinations, type Found } from "./destinations.ts";
export { createEsims, type Esims, type OwnedEsim } from "./esims.ts";
export { createInstall, type Install, type Platform, type PlatformGuide } from "./install.ts";
export { createPrivacy, type Privacy } from "./privacy.ts";
export { createTrips, type TravelAnswer, type TravelPlan, type Trips } from "./trips.ts";
export type { TypedDate } from "./travel-dates.ts";
export { createTrouble, type Diagnosis, type Trouble } from "./trouble.ts";
export { createFulfilment, type Fulfilment } from "./fulfilment.ts";
export type { NextRun } from "./sending.ts";
export { arrangePlans, dataSizes } from "./plan-list.ts";
export { whileBeating } from "./heartbeat.ts";
export { createHousekeeping, type Housekeeping } from "./housekeeping.ts";
export { createOrderBook, type BookedOrder, type OrderBook } from "./order-book.ts";
export { createQuoting } from "./quoting.ts";
export { createReconciliation, type Reconciliation } from "./reconciliation.ts";
export { createUsage, type KnownUsage, type Usage, type UsageTrouble } from "./usage.ts";
export { createUsageWatch, type UsageWatch } from "./usage-watch.ts";
export { createTopupFulfilment, type TopupFulfilment } from "./topup-fulfilment.ts";
export { createTopupReconciliation, type TopupReconciliation } from "./topup-reconciliation.ts";
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
