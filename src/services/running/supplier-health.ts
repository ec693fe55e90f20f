import type { Clock, Supplier, SupplierFailure, SupplierResult } from "../ports/index.ts";

/** How the supplier has been answering this process. */
export interface SupplierHealth {
  /** `silent`: no answer for a while; `refuses`: it does not accept our credentials; undefined before the first call. */
  state(): "answers" | "silent" | "refuses" | undefined;
  /** When it was last asked, epoch milliseconds. */
  lastCallMs(): number;
  /** When it last answered at all, if only to refuse us, epoch milliseconds; 0 before that. */
  lastAnswerMs(): number;
}

/** So many calls in a row without an answer, over so long, are no passing trouble. */
const SILENT_CALLS = 3;
const SILENT_FOR_MS = 20_000;

/** The same supplier, with an eye on how it answers. */
export function watchSupplier(
  supplier: Supplier,
  clock: Clock,
): { readonly supplier: Supplier; readonly health: SupplierHealth } {
  let silentCalls = 0;
  let silentSinceMs = 0;
  let lastCallMs = 0;
  let lastAnswerMs = 0;
  let lastAnswer: "answers" | "refuses" | undefined;

  function noteAnswer(answer: "answers" | "refuses"): void {
    lastAnswer = answer;
    lastAnswerMs = clock.now();
    silentCalls = 0;
  }

  function noteFailure(failure: SupplierFailure): void {
    // Only what succeeds shows that our key is good again: another refusal may be the same one in other words.
    if (failure.kind === "refused" && failure.cause !== "credentials")
      return noteAnswer(lastAnswer ?? "answers");
    if (failure.kind === "contract") return noteAnswer("answers");
    const isDenied = failure.kind === "refused" || /^HTTP 40[13]$/.test(failure.detail);
    if (isDenied) return noteAnswer("refuses");
    if (silentCalls === 0) silentSinceMs = clock.now();
    silentCalls += 1;
  }

  async function noted<T>(call: Promise<SupplierResult<T>>): Promise<SupplierResult<T>> {
    const result = await call;
    lastCallMs = clock.now();
    if (result.ok) noteAnswer("answers");
    else noteFailure(result.failure);
    return result;
  }

  return {
    supplier: {
      search: (request) => noted(supplier.search(request)),
      quote: (chosen) => noted(supplier.quote(chosen)),
      compatibleDevices: () => noted(supplier.compatibleDevices()),
      updateCustomer: (id, traveller) => noted(supplier.updateCustomer(id, traveller)),
      createBooking: (request) => noted(supplier.createBooking(request)),
      async readBooking(trackingId, bookingId) {
        const reading = await supplier.readBooking(trackingId, bookingId);
        lastCallMs = clock.now();
        if (reading.found !== "unclear") noteAnswer("answers");
        return reading;
      },
      installationInstructions: (key, language) => noted(supplier.installationInstructions(key, language)),
      dataUsage: (key) => noted(supplier.dataUsage(key)),
      topupPackages: (key) => noted(supplier.topupPackages(key)),
      createTopup: (request) => noted(supplier.createTopup(request)),
      topupHistory: (key) => noted(supplier.topupHistory(key)),
    },
    health: {
      state() {
        const isSilent = silentCalls >= SILENT_CALLS && clock.now() - silentSinceMs >= SILENT_FOR_MS;
        return isSilent ? "silent" : lastAnswer;
      },
      lastCallMs: () => lastCallMs,
      lastAnswerMs: () => lastAnswerMs,
    },
  };
}
