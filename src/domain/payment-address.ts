/** Where the supplier's payment page may be. */
export interface PaymentHosts {
  /** The supplier's own addresses: the one that is asked (`ITT_BASE_URL`), and its public one. */
  readonly supplierUrls: readonly string[];
  /** More host names, lower case (`SUPPLIER_PAGE_HOSTS`). */
  readonly others: readonly string[];
}

/** Under a country's own domain these are no names but kinds: example.co.uk is registered, co.uk is not. */
const KINDS = new Set(["ac", "co", "com", "edu", "gov", "net", "or", "org"]);
const LONGEST = 2_000;

/**
 * Whether customers may be sent to `address` to pay: https on the supplier's host, on its registered domain or below that, or on a host that the
 * deployer named; http only on a loopback host. Anything else is a foreign link, whoever gave it.
 */
export function isKnownPaymentAddress(address: string, { supplierUrls, others }: PaymentHosts): boolean {
  if (address.length > LONGEST || !URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback(hostname))) return false;
  return others.includes(hostname) || supplierUrls.some((url) => isUnder(hostname, url));
}

function isUnder(hostname: string, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const own = new URL(url).hostname;
  const domain = registeredDomain(own);
  return hostname === own || (domain !== undefined && `.${hostname}`.endsWith(`.${domain}`));
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

/** The domain that somebody registered; undefined for an IP address and for a single word. */
function registeredDomain(hostname: string): string | undefined {
  const labels = hostname.split(".");
  const [last = "", second = ""] = [...labels].reverse();
  if (labels.length < 2 || !/^[a-z]/.test(last)) return undefined;
  const size = last.length === 2 && KINDS.has(second) ? 3 : 2;
  return labels.length < size ? undefined : labels.slice(-size).join(".");
}
