import type { Operation } from "../operations.ts";
import { bookingDetails } from "./booking-details.ts";
import { compatibleDevices } from "./compatible-devices.ts";
import { createBooking } from "./create-booking.ts";
import { createTopupBooking } from "./create-topup-booking.ts";
import { createDataUsage } from "./data-usage.ts";
import type { Handler } from "./handler.ts";
import { installationInstructions } from "./installation-instructions.ts";
import { search } from "./search.ts";
import { singlePackage } from "./single-package.ts";
import { topupHistory } from "./topup-history.ts";
import { topupPackages } from "./topup-packages.ts";
import { updateCustomer } from "./update-customer.ts";

/** One handler for each of the eleven operations. */
export function createHandlers(): Readonly<Record<Operation, Handler>> {
  return {
    search,
    "single-package": singlePackage,
    "compatible-devices": compatibleDevices,
    "update-customer": updateCustomer,
    "create-booking": createBooking,
    "installation-instructions": installationInstructions,
    "data-usage": createDataUsage(),
    "booking-details": bookingDetails,
    "topup-packages": topupPackages,
    "create-topup-booking": createTopupBooking,
    "topup-history": topupHistory,
  };
}
