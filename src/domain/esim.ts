/** An issued eSIM profile as the supplier gives it. */
export interface EsimProfile {
  /** 18–22 digits, always a string. */
  readonly iccid: string;
  /** `LPA:1$<SM-DP+ address>$<activation code>`, what the QR image holds. */
  readonly lpa: string;
  readonly smdpAddress: string;
  readonly activationCode: string;
  /** Installing fails without it where it is set. */
  readonly confirmationCode: string | null;
  readonly apnType: string | null;
  readonly apnValue: string | null;
  readonly isRoaming: boolean | null;
  /** The plan's own number, where it has one. */
  readonly msisdn: string | null;
}

/**
 * Takes an LPA string apart (GSMA SGP.22: `LPA:1$address$matching id`, further fields optional).
 * Gives undefined for anything else.
 */
export function parseLpa(lpa: string): { smdpAddress: string; activationCode: string } | undefined {
  const match = /^LPA:1\$([A-Za-z0-9.-]+(?::\d+)?)\$([^$\s]*)(?:\$[^\s]*)?$/.exec(lpa);
  if (!match?.[1]) return undefined;
  return { smdpAddress: match[1], activationCode: match[2] ?? "" };
}

/** The last four digits, by which people and logs name an eSIM. */
export function iccidLastFour(iccid: string): string {
  return iccid.slice(-4);
}

/** Apple's installation link (iOS 17.4 and later, in Safari); `$` stays as it is. */
export function appleInstallUrl(lpa: string): string {
  return `https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=${lpa}`;
}

/** Android's installation link, which newer phones understand. */
export function androidInstallUrl(lpa: string): string {
  return `https://esimsetup.android.com/esim_qrcode_provisioning?carddata=${lpa}`;
}

/** Until when an eSIM issued at `issuedAtMs` must be installed, epoch milliseconds; null where the package tells no window. */
export function installByMs(issuedAtMs: number, withinDays: number | null): number | null {
  return withinDays === null ? null : issuedAtMs + withinDays * 24 * 3_600_000;
}

/** The phone makers' own installation pages. */
const INSTALL_HOSTS: Readonly<Record<string, string>> = {
  ios: "esimsetup.apple.com",
  android: "esimsetup.android.com",
};

/** Whether `url` is an installation link of the platform's own host that carries this very LPA string: any other is not shown. */
export function isInstallUrlFor(url: string, lpa: string, platform: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, searchParams } = new URL(url);
  const isKnown =
    protocol === "https:" && hostname === INSTALL_HOSTS[platform] && port === "" && username === "";
  return isKnown && parseLpa(lpa) !== undefined && searchParams.get("carddata") === lpa;
}
