import type { InstallSteps } from "../../domain/install.ts";
import type { EsimProfile } from "../../domain/esim.ts";
import type { Money } from "../../domain/money.ts";
import type { EsimPackage, Offer } from "../../domain/package.ts";
import type { Traveller } from "../../domain/traveller.ts";
import type { UsageFigures } from "../../domain/usage.ts";

/**
 * How a supplier call may fail. The caller decides by `kind` alone.
 *
 * - `refused`: HTTP 200 and a well-formed failure envelope, a word for failure with a reason. `isListed` says whether the reviewed table of refusals that never charge
 *   holds its reason or code; `cause` names it.
 * - `unavailable`: the request provably never left (connection refused, DNS, TLS, breaker open), or a read gave up after its retries.
 * - `unknown`: it was sent and no trustworthy answer came (time-out, reset, 4xx, 5xx, malformed, mismatching ids, "pending").
 * - `contract`: an answer came that lacks what the action needs; `field` names it.
 */
export type SupplierFailure =
  | {
      readonly kind: "refused";
      readonly operation: SupplierOperation;
      readonly reason: string;
      readonly isListed: boolean;
      /** Whether nothing in the reason casts doubt on the failure: what is "in process" or was "deducted" may still become a booking. */
      readonly isPlain: boolean;
      readonly cause: RefusalCause;
    }
  | { readonly kind: "unavailable"; readonly operation: SupplierOperation; readonly detail: string }
  | { readonly kind: "unknown"; readonly operation: SupplierOperation; readonly detail: string }
  | {
      readonly kind: "contract";
      readonly operation: SupplierOperation;
      readonly field: string;
      /** Of a booking that came without its eSIM: the id under which it is read on. */
      readonly bookingId?: string | undefined;
    };

/** What a listed refusal means to the shop; `other` for everything that is not listed. */
export type RefusalCause =
  | "agency_balance"
  | "sold_out"
  | "package_gone"
  | "maintenance"
  | "not_rechargeable"
  | "recycled"
  | "credentials"
  | "other";

export type SupplierResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: SupplierFailure };

/** The eleven operations of the contract, named as the path table names them. */
export const SUPPLIER_OPERATIONS = [
  "search",
  "singlePackage",
  "compatibleDevices",
  "updateCustomer",
  "createBooking",
  "installationInstructions",
  "dataUsage",
  "bookingDetails",
  "topupPackages",
  "createTopup",
  "topupHistory",
] as const;
export type SupplierOperation = (typeof SUPPLIER_OPERATIONS)[number];

export interface SearchRequest {
  /** ISO 3166-1 alpha-2; null searches the regional and global packages of the configured search values. */
  readonly countryCode: string;
  readonly language: string;
  /** A reference of ours, for the supplier's logs. */
  readonly shortRef: string;
}

export interface BookingRequest {
  readonly bookingTrackingId: string;
  readonly packageTrackingId: string;
  readonly quantity: number;
  readonly traveller: Traveller;
  readonly redirectUrl: string;
  /** Who pays the supplier: the agency's balance, or the customer on the supplier's page. */
  readonly paymentType: "account_balance" | "onlinepayment";
}

/** A booking as far as an answer shows it, from create booking and from booking details alike. */
export interface Booking {
  readonly trackingId: string;
  readonly bookingId: string;
  /** Complete profiles only (ICCID and LPA), the union by ICCID of every place that carries them. */
  readonly esims: readonly EsimProfile[];
  readonly supplierConfirmationId: string | null;
  /** The supplier's words, lower case; null when not told. */
  readonly bookingStatus: string | null;
  readonly paymentStatus: string | null;
  /** Epoch milliseconds at which ITT cancels an unpaid booking. */
  readonly autoCancelAtMs: number | null;
  readonly total: Money | null;
  /** Where the customer may pay, in the order of preference; as the answer names them, so none is to be trusted. */
  readonly paymentAddresses?: readonly string[];
  /** What else is worth showing, where the answer has it; plain text. */
  readonly notes?: BookingNotes;
  /** The whole answer as JSON text, stored encrypted, never logged. */
  readonly raw: string;
}

/** The supplier's own words about a booking; null where it says nothing. */
export interface BookingNotes {
  readonly notice: string | null;
  readonly terms: string | null;
  readonly cancellationTerms: string | null;
  /** Refund and cancellation rows, one line each. */
  readonly refunds: readonly string[];
}

/** The purchased top-ups of an eSIM as plain JSON objects, since only the status is documented; null where the answer lists nothing at all. */
export type TopupHistory = readonly Readonly<Record<string, unknown>>[] | null;

/** What a details read proves: a booking, or authoritatively none under this tracking id, or nothing. */
export type BookingReading =
  | { readonly found: "booking"; readonly booking: Booking }
  | { readonly found: "none" }
  /** `isIdWanted`: the supplier answered, and tells nothing without the booking id, which is not known. */
  | { readonly found: "unclear"; readonly detail: string; readonly isIdWanted?: true };

export interface CompatibleDevice {
  readonly model: string;
  readonly os: string;
  readonly brand: string;
  readonly name: string;
}

/** Steps for one platform; texts are plain, the supplier's own support and top-up sentences left out. */
export interface InstallationSteps extends InstallSteps {
  readonly platform: "ios" | "android" | "other";
}

/** The figures; `expireAtMs` is the supplier's text read in SUPPLIER_TIME_ZONE. */
export interface DataUsage extends UsageFigures {
  /** As the supplier wrote it, no zone. */
  readonly expireAtText: string | null;
}

export interface TopupPackage {
  readonly packageId: string;
  readonly title: string;
  readonly dataMb: number | null;
  readonly isUnlimited: boolean;
  readonly validityDays: number | null;
  readonly price: Money;
  /** What the supplier sells it for, where the shop's mark-up is on `price`; else the same. */
  readonly sell?: Money;
  /** The parts of `price`, where the supplier names them. */
  readonly tax: Money | null;
  readonly fees: Money | null;
  /** What the agency pays; null when not told. */
  readonly purchase: Money | null;
}

export interface TopupOffer {
  readonly topupTrackingId: string;
  readonly packages: readonly TopupPackage[];
}

export interface TopupRequest {
  readonly bookingTrackingId: string;
  readonly topupTrackingId: string;
  readonly packageId: string;
  readonly redirectUrl: string;
  readonly phoneIsd: string;
  readonly phoneNational: string;
  readonly email: string;
  readonly paymentType: "account_balance" | "onlinepayment";
}

/** What the success of a created top-up tells besides; nothing of it is documented. */
export interface TopupTaken {
  /** Where the customer may pay, where that is asked for; as the answer names them, so none is to be trusted. */
  readonly paymentAddresses: readonly string[];
  /** Epoch milliseconds at which ITT cancels it unpaid. */
  readonly autoCancelAtMs: number | null;
}

/** One issued eSIM at the supplier: the tracking id of its booking and its ICCID. */
export interface EsimKey {
  readonly trackingId: string;
  readonly iccid: string;
}

/** The package that a customer chose: its ids, and what it was shown to hold, which the answer may not contradict. */
export type ChosenPackage = Pick<EsimPackage, "packageId" | "searchTrackingId"> &
  Partial<Pick<EsimPackage, "dataMb" | "isUnlimited" | "validityDays">>;

/** The supplier as the use cases see it. Reads may be retried inside; the two spending calls make one attempt, ever. */
export interface Supplier {
  /** Packages for a country, `sim` entries with a usable price only, cheapest first. */
  search(request: SearchRequest): Promise<SupplierResult<readonly EsimPackage[]>>;
  /** Re-prices one package and gives the two booking ids (the contract's validation step). Free. */
  quote(chosen: ChosenPackage): Promise<SupplierResult<Offer>>;
  compatibleDevices(): Promise<SupplierResult<readonly CompatibleDevice[]>>;
  /** Stores the lead traveller under the booking tracking id; repeatable. */
  updateCustomer(bookingTrackingId: string, traveller: Traveller): Promise<SupplierResult<null>>;
  /** SPENDS MONEY. One POST, no retry. A value is complete: tracking id ours, booking id, at least one profile unless the customer is to pay the supplier. */
  createBooking(request: BookingRequest): Promise<SupplierResult<Booking>>;
  /** Reads a booking by our tracking id, with the booking id where it is known. */
  readBooking(trackingId: string, bookingId: string | null): Promise<BookingReading>;
  installationInstructions(
    key: EsimKey,
    language: string,
  ): Promise<SupplierResult<readonly InstallationSteps[]>>;
  dataUsage(key: EsimKey): Promise<SupplierResult<DataUsage>>;
  topupPackages(key: EsimKey): Promise<SupplierResult<TopupOffer>>;
  /** SPENDS MONEY. One POST, no retry. Success proves only that it was accepted. */
  createTopup(request: TopupRequest): Promise<SupplierResult<TopupTaken>>;
  topupHistory(key: EsimKey): Promise<SupplierResult<TopupHistory>>;
}
