import type { Translator } from "../../i18n/translator.ts";
import { composeText } from "../layout.ts";
import type { Button, Screen } from "../screen.ts";

/** Whose terms, and where they stand. */
export interface TermsModel {
  readonly shopName: string;
  /** https; null where the shop has no page of its own. */
  readonly termsUrl: string | null;
  readonly supportContact: string;
}

/** Whose privacy policy, and where it stands. */
export interface PrivacyModel {
  readonly shopName: string;
  /** https; null where the shop has no page of its own. */
  readonly privacyUrl: string | null;
}

/** The terms in two sentences, and where they stand in full. */
export function showTerms(model: TermsModel, t: Translator): Screen {
  const link: Button =
    model.termsUrl === null
      ? { label: t.text("button.write-to-us"), url: model.supportContact }
      : { label: t.text("terms.link"), url: model.termsUrl };
  return {
    text: composeText(
      t.rich("terms.title", { shop: model.shopName }),
      t.text("terms.short"),
      model.termsUrl === null ? t.text("terms.none") : null,
    ),
    rows: [[link], [{ label: t.text("button.home"), action: { do: "home" } }]],
  };
}

/** What is kept about a customer, in two sentences, the policy in full, and the ways to see or remove it all. */
export function showPrivacy(model: PrivacyModel, t: Translator): Screen {
  const link = model.privacyUrl === null ? [] : [[{ label: t.text("privacy.link"), url: model.privacyUrl }]];
  return {
    text: composeText(
      t.rich("privacy.title", { shop: model.shopName }),
      t.text("privacy.kept"),
      t.text("privacy.removed"),
    ),
    rows: [
      ...link,
      [{ label: t.text("privacy.export"), action: { do: "export" } }],
      [{ label: t.text("privacy.delete"), action: { do: "delete-ask" } }],
      [
        { label: t.text("privacy.profile"), action: { do: "profile" } },
        { label: t.text("button.home"), action: { do: "home" } },
      ],
    ],
  };
}
