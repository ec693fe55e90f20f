import type { Config } from "../config.ts";
import type { EsimPackage } from "../domain/package.ts";
import type { BookingReading, EsimKey, Supplier, SupplierResult } from "../services/ports/supplier.ts";
import { bad, fine, notTried, type Finding } from "./finding.ts";
import { checkPayments } from "./payments.ts";
import { judgeFailure, type FreeRead } from "./verdict.ts";

/** An eSIM that nobody has: enough to see that the path and the credentials work. */
const NOBODYS: EsimKey = { trackingId: "00000000000000DOCTOR", iccid: "8900000000000000000" };

/** Where plans are looked for after the shop's own country. */
const POPULAR = ["BD", "TH", "MY", "SG", "AE", "SA", "IN", "TR"];

interface Deps {
  readonly config: Config;
  /** Only its free reads are called. */
  readonly supplier: Omit<Supplier, "updateCustomer" | "createBooking" | "createTopup">;
}

type Found = { readonly countryCode: string; readonly packages: readonly EsimPackage[] };

/** The first country of the list that has packages, or the last failure. */
async function findPackages({ config, supplier }: Deps): Promise<SupplierResult<Found>> {
  const { country, defaultLanguage } = config.shop;
  let last: SupplierResult<Found> = { ok: true, value: { countryCode: country, packages: [] } };
  for (const countryCode of new Set([country, ...POPULAR])) {
    const result = await supplier.search({ countryCode, language: defaultLanguage, shortRef: "doctor" });
    last = result.ok ? { ok: true, value: { countryCode, packages: result.value } } : result;
    if (!last.ok || last.value.packages.length > 0) return last;
  }
  return last;
}

/** "None" and "a booking" are answers; anything unclear is looked into like a failed call. */
function asResult(reading: BookingReading): SupplierResult<null> {
  if (reading.found !== "unclear") return { ok: true, value: null };
  return { ok: false, failure: { kind: "unknown", operation: "bookingDetails", detail: reading.detail } };
}

/** Tries the supplier's free reads one by one. Never calls what spends or changes anything. */
export async function* checkSupplier(deps: Deps): AsyncGenerator<Finding> {
  const { config, supplier } = deps;
  let isReachable = true;

  async function check<T>(
    operation: FreeRead,
    isMadeUp: boolean,
    call: () => Promise<SupplierResult<T>>,
    judge: (value: T) => Finding,
  ): Promise<Finding> {
    if (!isReachable) return notTried(operation, "ITT cannot be reached");
    const result = await call();
    if (result.ok) return judge(result.value);
    const finding = await judgeFailure({ config: config.supplier, operation, isMadeUp }, result.failure);
    if (finding.mark === "unreachable") isReachable = false;
    return finding;
  }

  let first: EsimPackage | undefined;
  let listed: readonly EsimPackage[] = [];
  yield await check(
    "search",
    false,
    () => findPackages(deps),
    ({ countryCode, packages }) => {
      first = packages[0];
      listed = packages;
      return first
        ? fine("search", `${packages.length} packages for ${countryCode}`)
        : bad("search", "answers, but lists no package for any country that was tried", "ITT_SEARCH={…}");
    },
  );

  const chosen = first ?? { packageId: "nobodys", searchTrackingId: NOBODYS.trackingId };
  yield await check(
    "singlePackage",
    first === undefined,
    () => supplier.quote(chosen),
    () => fine("singlePackage", "re-prices a package and gives the ids that booking needs"),
  );
  yield await check(
    "compatibleDevices",
    false,
    () => supplier.compatibleDevices(),
    (devices) => fine("compatibleDevices", `${devices.length} devices`),
  );
  const answers = (operation: FreeRead) => () => fine(operation, "answers");
  const language = config.shop.defaultLanguage;
  yield await check(
    "installationInstructions",
    true,
    () => supplier.installationInstructions(NOBODYS, language),
    answers("installationInstructions"),
  );
  yield await check("dataUsage", true, () => supplier.dataUsage(NOBODYS), answers("dataUsage"));
  yield await check(
    "bookingDetails",
    true,
    async () => asResult(await supplier.readBooking(NOBODYS.trackingId, null)),
    () => fine("bookingDetails", "knows no made-up booking, as it should"),
  );
  yield await check("topupPackages", true, () => supplier.topupPackages(NOBODYS), answers("topupPackages"));
  yield await check("topupHistory", true, () => supplier.topupHistory(NOBODYS), answers("topupHistory"));

  yield* checkPayments(config, listed);
  yield notTried("updateCustomer", "it changes a booking");
  yield notTried("createBooking", "spends money");
  yield notTried("createTopup", "spends money");
}
