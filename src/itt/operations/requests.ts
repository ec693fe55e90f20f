import type { BookingRequest, EsimKey, SearchRequest, TopupRequest } from "../../services/ports/supplier.ts";
import type { Traveller } from "../../domain/traveller.ts";
import type { IttConfig } from "../config.ts";

// The documented request bodies. Values are strings, as the samples send them.

type Account = Pick<IttConfig, "partnerId" | "memberId" | "agencyEmail">;

/** One combination of `ITT_SEARCH`. */
export interface SearchValues {
  readonly region_type: string;
  readonly plan_type: string;
  readonly topup_included: string;
}

/** *Search plans*, for one combination of the configured values. */
export function searchBody(account: Account, request: SearchRequest, values: SearchValues, language: string) {
  return {
    eSim: { ...values, country_code: request.countryCode },
    supplier_uid: "all",
    partner_id: account.partnerId,
    short_ref: request.shortRef,
    language,
  };
}

/** *Single package*: the search and the package it listed. */
export function singlePackageBody(chosen: { readonly packageId: string; readonly searchTrackingId: string }) {
  return { tracking_id: chosen.searchTrackingId, package_id: chosen.packageId };
}

/** The one body whose `member_id` is documented as an integer. */
export function compatibleDevicesBody(account: Account) {
  const { memberId } = account;
  return { member_id: /^\d{1,15}$/.test(memberId) ? Number(memberId) : memberId };
}

/**
 * One lead traveller, also where several eSIMs are bought. ITT's rule for people with one name is not known: the first name is
 * sent again as the last.
 */
export function updateCustomerBody(account: Account, bookingTrackingId: string, traveller: Traveller) {
  return {
    booking_tracking_id: bookingTrackingId,
    member_id: account.memberId,
    save_pax: "no",
    passenger: [
      {
        pax_id: "1",
        pax_type: "ADT",
        title: traveller.title,
        first_name: traveller.firstName,
        last_name: traveller.lastName === "" ? traveller.firstName : traveller.lastName,
        age: String(traveller.age),
        isd_code: traveller.phoneIsd,
        contact_no: traveller.phoneNational,
        email_address: traveller.email,
      },
    ],
  };
}

/** *Create booking*, paid in full. */
export function createBookingBody(account: Account, request: BookingRequest) {
  return {
    booking_tracking_id: request.bookingTrackingId,
    package_tracking_id: request.packageTrackingId,
    eSim_quantity: String(request.quantity),
    member_id: account.memberId,
    isPartialPay: "no",
    redirect_url: request.redirectUrl,
    payment_type: request.paymentType,
    isd_code: request.traveller.phoneIsd,
    contact_no: request.traveller.phoneNational,
    email_address: request.traveller.email,
    agency_email: account.agencyEmail,
  };
}

/** *Booking details*; `bookingId` may be empty, see `createReadBooking`. */
export function bookingDetailsBody(account: Account, trackingId: string, bookingId: string) {
  return { member_id: account.memberId, tracking_id: trackingId, booking_id: bookingId };
}

/** Data usage, top-up packages and top-up history ask with the same three fields. */
export function esimBody(account: Account, key: EsimKey) {
  return { member_id: account.memberId, tracking_id: key.trackingId, eSim_iccid: key.iccid };
}

/** *Installation instructions* in one language. */
export function instructionsBody(account: Account, key: EsimKey, language: string) {
  return { ...esimBody(account, key), preferred_language: language };
}

/** *Create top-up booking*. */
export function createTopupBody(account: Account, request: TopupRequest) {
  return {
    booking_tracking_id: request.bookingTrackingId,
    topup_tracking_id: request.topupTrackingId,
    package_id: request.packageId,
    member_id: account.memberId,
    redirect_url: request.redirectUrl,
    payment_type: request.paymentType,
    isd_code: request.phoneIsd,
    contact_no: request.phoneNational,
    email_address: request.email,
    agency_email: account.agencyEmail,
  };
}
