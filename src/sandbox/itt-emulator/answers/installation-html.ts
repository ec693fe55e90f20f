import type { CataloguePackage } from "../catalogue/package.ts";

const BLANK = "<p><br></p>";
const DATA = `<p><b>To access Data:</b></p>${BLANK}<ol><li>Enable data roaming.</li></ol>`;
const TOP_UP = `<p><b>To top up:</b></p>${BLANK}<p>Visit airalo.com/my-esims or if purchased through the Airalo website/app visit “My eSIMs” tab.</p>`;

function frame(entry: CataloguePackage, how: string, steps: string[], withTopUp: boolean): string {
  const head = `${BLANK}<p><b>eSIM name:</b> ${entry.operatorTitle}</p>${BLANK}<p><b>Coverage: </b>${entry.regionName}</p>`;
  const list = `<ol>${steps.map((step) => `<li>${step}</li>`).join("")}</ol>`;
  const body = `${head}${BLANK}<p><b>${how}</b></p>${BLANK}${list}${BLANK}${DATA}`;
  return withTopUp ? `${body}${BLANK}${TOP_UP}${BLANK.repeat(8)}` : `${body}${BLANK}`;
}

/** Airalo's HTML for installing by QR code; before the purchase it also sends people to Airalo's own shop. */
export function qrInstallationHtml(entry: CataloguePackage, withTopUp = true): string {
  return frame(
    entry,
    "To activate the eSIM by scanning the QR code on your eSIM capable device you need to print or display this QR code on other device:",
    [
      "Settings > Cellular/Mobile > Add Cellular/Mobile Plan.",
      "Scan QR code.",
      "Confirm eSIM plan details.",
      "Label the eSIM.",
    ],
    withTopUp,
  );
}

/** Airalo's HTML for installing by hand. */
export function manualInstallationHtml(entry: CataloguePackage, withTopUp = true): string {
  return frame(
    entry,
    "To manually activate the eSIM on your eSIM capable device:",
    [
      "Settings > Cellular/Mobile > Add Cellular/Mobile Plan.",
      "Manually enter the SM-DP+ Address and activation code.",
      "Confirm eSIM plan details.",
      "Label the eSIM.",
    ],
    withTopUp,
  );
}
