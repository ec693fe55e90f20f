import type { Translator } from "../../i18n/translator.ts";
import { composeText, type Line } from "../layout.ts";
import type { Screen } from "../screen.ts";
import type { EsimOfOrder } from "./esim-of-order.ts";

/** The eSIM that does not work. */
export interface TroubleModel extends EsimOfOrder {
  /** Where a person answers: an https link. */
  readonly supportContact: string;
}

/** Networks that are named for choosing one by hand. */
const NAMED_NETWORKS = 6;

/** "It doesn't work": first checks from the eSIM's own data, then a person with the order's number. */
export function showTrouble(model: TroubleModel, t: Translator): Screen {
  const { esim, order } = model;
  return {
    text: composeText(
      t.rich("trouble.title"),
      t.text("trouble.where", { country: t.flaggedCountry(order.countryCode) }),
      t.text("trouble.line"),
      roamingLine(esim.isRoaming, t),
      apnLine(esim.apnType, esim.apnValue, t),
      networksLine(model, t),
      t.text("trouble.restart"),
      "",
      t.text("trouble.keep"),
      t.text("trouble.person", { reference: order.reference }),
    ),
    rows: [
      [{ label: t.text("button.write-to-us"), url: model.supportContact }],
      [
        { label: t.text("button.back"), action: { do: "esim", esim: esim.id } },
        { label: t.text("esim.steps"), action: { do: "steps", esim: esim.id } },
      ],
    ],
  };
}

/** Travel eSIMs roam unless the supplier says otherwise. */
function roamingLine(isRoaming: boolean | null, t: Translator): Line {
  return isRoaming === false ? t.text("trouble.roaming-off") : t.rich("trouble.roaming-on");
}

function apnLine(apnType: string | null, apnValue: string | null, t: Translator): Line {
  if (apnType?.toLowerCase() === "automatic") return t.text("trouble.apn-automatic");
  return apnValue === null || apnValue === "" ? null : t.rich("trouble.apn", { apn: apnValue });
}

function networksLine({ order }: TroubleModel, t: Translator): Line {
  const here = order.package.coverage.find(({ country }) => country === order.countryCode);
  const networks = here?.networks.slice(0, NAMED_NETWORKS) ?? [];
  return networks.length === 0 ? null : t.text("trouble.networks", { networks: networks.join(", ") });
}
