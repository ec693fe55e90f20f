/** Every message of the shop as plain data. */
export {
  INSTALL_PLATFORMS,
  SETTLE_ACTS,
  type Action,
  type Button,
  type Gauge,
  type InstallPlatform,
  type Invoice,
  type OfflineCard,
  type OfflineLine,
  type PlanChoice,
  type PlanFilter,
  type PlanSort,
  type Screen,
  type SettleAct,
  type Span,
  type UsagePicture,
} from "./screen.ts";
export { labelLength } from "./layout.ts";
export {
  showClaimQuestion,
  showInvoice,
  showManualPayment,
  showPaymentNews,
  type ClaimProblem,
  type ManualModel,
} from "./payment/asking.ts";
export { showStatement, type StatementModel } from "./payment/statement.ts";
export { showAccountChange, type AccountChangeModel } from "./staff/account.ts";
export {
  showClaimPost,
  showOwedPost,
  type ClaimPostModel,
  type OwedPostModel,
} from "./staff/payment-posts.ts";
export { showPayOtherwise, type ShownOption } from "./payment/options.ts";
export { showAlarm, showOrderKept, type AlarmModel, type AlarmOrder } from "./staff/alarm.ts";
export { showAccountNews, type AccountNewsModel } from "./payment/account-news.ts";
export { showPaidLate, showSupplierPage, type PageModel } from "./payment/page.ts";
export { showPaidApart, showPaySupport, showUnknownPayment } from "./payment/stars.ts";
export { showAwaiting, showRefund } from "./payment/status.ts";
export { showCancelled } from "./start/cancelled.ts";
export { showHelp, showPrivateOnly, showUnknownCommand, type HelpModel } from "./start/help.ts";
export { showLanguages, showStart, type StartModel } from "./start/start.ts";
export { showPrivacy, showTerms, type PrivacyModel, type TermsModel } from "./start/terms.ts";
export { showDataFilter, type DataFilterModel } from "./buy/data-filter.ts";
export {
  COUNTRIES_PER_PAGE,
  showDestination,
  showLetters,
  showRegion,
  showRegions,
  type LettersModel,
  type RegionModel,
} from "./buy/destination.ts";
export { showPlan, type PlanModel } from "./buy/plan.ts";
export {
  showNoPlans,
  showPlans,
  type NoPlansModel,
  type PlanListFilter,
  type PlansModel,
} from "./buy/plans.ts";
export { showChoices, showDidYouMean, showNothingFound, type ChoicesModel } from "./buy/search-result.ts";
export { showTripLength } from "./buy/trip.ts";
export { showLookingForPlans } from "./buy/waiting.ts";
export type { AnswerError as QuestionError } from "./traveller/answer-error.ts";
export { showKeepTraveller, type KeepTravellerModel } from "./traveller/keep.ts";
export { backFrom, showQuestion, type QuestionModel } from "./traveller/question.ts";
export { showKeyboardGone, showPhoneTaken, showProfile, showTravellerSummary } from "./traveller/summary.ts";
export {
  showBookingClosed,
  showCheckingPrice,
  showNotSelling,
  showOfferExpired,
  showPackageGone,
  showPriceChanged,
  showSupplierDown,
  type PackageGoneModel,
  type PriceChangedModel,
} from "./order/before-order.ts";
export { showConfirm, type ConfirmModel } from "./order/confirm.ts";
export {
  showAlreadyOrdered,
  showEndedUnpaid,
  showOrderDone,
  showOrdering,
  showOrderStatus,
  type OrderStatusModel,
  type StatusOrder,
} from "./order/order-status.ts";
export { showFailed, showStillUnknown, showUnknown, showVoid, type FailedModel } from "./order/outcome.ts";
export { showClosedBriefly, showClosedShort, showShareReturned } from "./order/short.ts";
export { showClosed } from "./staff/short.ts";
export { showDelivered, type DeliveredModel, type EsimOrder, type ShownEsim } from "./esims/delivered.ts";
export {
  ESIMS_PER_PAGE,
  showEsim,
  showEsims,
  type EsimModel,
  type EsimsModel,
  type ListedEsim,
} from "./esims/esims.ts";
export type { EsimOfOrder } from "./esims/esim-of-order.ts";
export {
  showDeviceQuestion,
  showDeviceVerdict,
  showDeviceWaiting,
  type DeviceVerdictModel,
} from "./care/devices.ts";
export {
  showInstall,
  showInstallPick,
  showInstallPlatforms,
  showInstallWaiting,
  type InstallModel,
} from "./care/install.ts";
export { showOfflineCard, type OfflineCardModel } from "./care/offline-card.ts";
export {
  showDelete,
  showDeleteAccountOpen,
  showDeleted,
  showDeleteRefused,
  showDeleteSure,
  showExport,
} from "./care/own-data.ts";
export {
  showTravelDays,
  showTravelMonths,
  showTravelPlan,
  showWhenTravel,
  showWhichTrip,
} from "./care/travel.ts";
export {
  showAnswerRefused,
  showSupportContact,
  showSupportPost,
  showSupportQuestion,
  showSupportReply,
  showSupportEnough,
  showSupportTaken,
  showSupportUnreached,
  type LetterProblem,
} from "./care/support.ts";
export {
  showRemedy,
  showTroublePerson,
  showTroubleProblems,
  showTroubleReport,
  showTroubleSolved,
  showTroubleWaiting,
  showTroubleWhere,
  type RemedyModel,
} from "./care/trouble.ts";
export {
  goOnRow,
  noticeText,
  showResume,
  showUpdateFailed,
  withNotice,
  type Notice,
} from "./notices/notices.ts";
export { showAlert, type AlertModel } from "./usage/alert.ts";
export { showLabelQuestion, showUsage, type LabelModel, type UsageModel } from "./usage/usage.ts";
export type { Clocks } from "./usage/words.ts";
export {
  showLookingForTopups,
  showNotRechargeable,
  showTopupDetailsMissing,
  showTopupExpired,
  showTopupGone,
  showTopupPackages,
  showTopupPick,
  showTopupsDown,
  type TopupPackagesModel,
} from "./topup/packages.ts";
export { showTopupConfirm, type TopupConfirmModel } from "./topup/confirm.ts";
export { showTopupHistory, type TopupHistoryModel } from "./topup/history.ts";
export {
  isTaken,
  showTopupDone,
  showTopupFailed,
  showTopupStatus,
  showTopupVoid,
  showTopupWaiting,
  type TopupDoneModel,
  type TopupOrder,
} from "./topup/outcome.ts";
export {
  showEsimOrders,
  showOrder,
  showOrders,
  type EsimOrdersModel,
  type OrderModel,
  type OrdersModel,
} from "./orders/orders.ts";
export { showReceipt, type ReceiptModel } from "./orders/receipt.ts";
export { showAskingBooking, showBookingState, type BookingStateModel } from "./orders/booking-state.ts";
export { showStaffOrder, showStaffOutcome, type StaffOrderModel } from "./staff/order.ts";
export type { SupplierSide } from "./staff/supplier-side.ts";
export { showStaffFound, type FoundModel } from "./staff/found.ts";
export { showStaffEsims, showStaffUsage, type StaffEsimModel } from "./staff/esims.ts";
export { showAudit, showStaffExport, showStats, type AuditLine, type StatsModel } from "./staff/figures.ts";
export { showStaffHelp, showStaffHow, showStaffWords, type StaffCommandName } from "./staff/words.ts";
