import type { TravellerDraft } from "../../domain/traveller.ts";
import type { Translator } from "../../i18n/translator.ts";
import { composeText } from "../layout.ts";
import type { Screen } from "../screen.ts";
import { personLine } from "./person.ts";

/** The order whose traveller might be kept. */
export interface KeepTravellerModel {
  readonly orderId: string;
  readonly traveller: TravellerDraft;
}

/** After the delivery: asks for consent to keep the traveller for next time. */
export function showKeepTraveller(model: KeepTravellerModel, t: Translator): Screen {
  const order = model.orderId;
  const person = personLine(model.traveller, t);
  return {
    text: composeText(t.rich("traveller.keep"), person === "" ? null : person, t.text("traveller.keep-why")),
    rows: [
      [
        { label: t.text("traveller.keep-yes"), action: { do: "keep-traveller", order, keep: true } },
        { label: t.text("traveller.keep-no"), action: { do: "keep-traveller", order, keep: false } },
      ],
    ],
  };
}
