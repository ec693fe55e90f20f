/** ITT says no: answered as `{"status": "failed", "reason": …}`. Nothing has been booked or charged. */
export class Refusal extends Error {
  readonly reason: string;
  readonly code: number | null;

  constructor(reason: string, code: number | null = null) {
    super(reason);
    this.name = "Refusal";
    this.reason = reason;
    this.code = code;
  }
}

/** The words of a refusal in one place; the numbers are Airalo's error codes, which ITT may pass on. */
export const refusals = {
  credentials: () => new Refusal("Unauthorized: invalid API key or secret code."),
  required: (field: string) => new Refusal(`The ${field} field is required.`),
  invalid: (field: string) => new Refusal(`The ${field} field is invalid.`),
  member: () => new Refusal("The selected member_id is invalid."),
  searchUnknown: () => new Refusal("Search result not found or expired. Please search again."),
  quoteUnknown: () => new Refusal("Invalid or expired booking tracking id."),
  packageMismatch: () => new Refusal("The package_tracking_id does not belong to this booking tracking id."),
  packageUnknown: () => new Refusal("Invalid package: it was not found in your search."),
  packageGone: () => new Refusal("The package is not available.", 34),
  soldOut: () => new Refusal("The package is out of stock.", 33),
  balance: () => new Refusal("Insufficient balance", 11),
  customerMissing: () => new Refusal("Customer information is not updated for this booking."),
  bookingUnknown: () => new Refusal("No booking found for this tracking id."),
  eSimUnknown: () => new Refusal("No eSIM found for this ICCID."),
  notIssued: () => new Refusal("The eSIM is not issued yet."),
  topUpUnknown: () => new Refusal("Invalid or expired topup tracking id."),
  topUpDisabled: () => new Refusal("Topup is not available for this eSIM.", 23),
  recycled: () => new Refusal("The eSIM has been recycled.", 73),
  language: (language: string) => new Refusal(`The language ${language} is not supported.`),
  nothingFound: () => new Refusal("No eSIM packages were found for your search."),
} as const;
