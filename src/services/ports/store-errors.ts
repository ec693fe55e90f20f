/** `createDraft` found the order's reference in use: draw another and try again. Nothing was written. */
export class ReferenceTaken extends Error {
  override readonly name = "ReferenceTaken";
}

/** `transition` was given an eSIM that was issued for another order. Nothing was written; people must look at it. */
export class IccidOfAnotherOrder extends Error {
  override readonly name = "IccidOfAnotherOrder";
}

/** `transition` was to accept a top-up of an eSIM that has another one under way. Nothing was written. */
export class TopupIsOpen extends Error {
  override readonly name = "TopupIsOpen";
}

/** `transition` was to file a payment whose charge or number has paid before, or to decide a claim anew. Nothing was written. */
export class PaymentTaken extends Error {
  override readonly name = "PaymentTaken";
}

/** `transition` was to charge an account beyond its credit. Nothing was written. */
export class CreditExceeded extends Error {
  override readonly name = "CreditExceeded";
}

/** `transition` was to accept or send an order beyond what the day's purchases may cost. Nothing was written. */
export class SpendLimitReached extends Error {
  override readonly name = "SpendLimitReached";
}
