/** The eleven operations of ITT E-Sim API 1.0.0, in the order in which its page lists them. */
export const OPERATIONS = [
  "search",
  "single-package",
  "compatible-devices",
  "update-customer",
  "create-booking",
  "installation-instructions",
  "data-usage",
  "booking-details",
  "topup-packages",
  "create-topup-booking",
  "topup-history",
] as const;

/** The name by which the emulator, its faults and its call log speak of an operation. */
export type Operation = (typeof OPERATIONS)[number];

/** Three of the paths are named by ITT's own page; the other eight are the contract's guess. */
export const DEFAULT_PATHS: Readonly<Record<Operation, string>> = {
  search: "/esim/search",
  "single-package": "/esim/single-esim-package",
  "compatible-devices": "/esim/compatible-devices",
  "update-customer": "/esim/update-customer",
  "create-booking": "/esim/create-booking",
  "installation-instructions": "/esim/installation-instructions",
  "data-usage": "/esim/data-usage",
  "booking-details": "/esim/booking-details",
  "topup-packages": "/esim/topup-packages",
  "create-topup-booking": "/esim/create-topup-booking",
  "topup-history": "/esim/topup-history",
};
