import type { TopupFigures } from "../../domain/topup.ts";
import type { Translator } from "../../i18n/translator.ts";
import type { Line } from "../layout.ts";

/** "Before: 200 MB of 1 GB left", "Now: 1.2 GB of 2 GB left"; null where the operator told no figures. */
export function topupFigures(
  key: "topup.before" | "topup.after" | "order-card.topup-after",
  figures: Pick<TopupFigures, "dataTotalMb" | "dataRemainingMb"> | null,
  t: Translator,
): Line {
  if (figures?.dataTotalMb == null || figures.dataRemainingMb === null) return null;
  return t.rich(key, { left: t.data(figures.dataRemainingMb), total: t.data(figures.dataTotalMb) });
}
