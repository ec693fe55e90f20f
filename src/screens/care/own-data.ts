import type { Translator } from "../../i18n/translator.ts";
import { composeText, helpButton } from "../layout.ts";
import { accountLine } from "../payment/statement.ts";
import type { Screen } from "../screen.ts";

/** The file with everything that is stored about the customer. */
export function showExport(file: { readonly name: string; readonly content: string }, t: Translator): Screen {
  return { file, text: composeText(t.rich("export.caption")), rows: [] };
}

/** The first tap of two: what would be gone, and what stays. */
export function showDelete(t: Translator): Screen {
  return {
    text: composeText(t.rich("delete.title"), t.text("delete.what"), t.text("delete.esims")),
    rows: [
      [{ label: t.text("delete.first"), action: { do: "delete" } }],
      [{ label: t.text("privacy.export"), action: { do: "export" } }],
      [{ label: t.text("delete.keep"), action: { do: "home" } }],
    ],
  };
}

/** The second tap. */
export function showDeleteSure(t: Translator): Screen {
  return {
    text: composeText(t.rich("delete.sure-title"), t.text("delete.esims")),
    rows: [
      [{ label: t.text("delete.sure"), action: { do: "delete-sure" } }],
      [{ label: t.text("delete.keep"), action: { do: "home" } }],
    ],
  };
}

/** Nobody is known here any more. */
export function showDeleted(t: Translator): Screen {
  return { text: composeText(t.rich("delete.done"), t.text("delete.done-next")), rows: [] };
}

/** Refused, with what the account holds or what is owed: neither may be forgotten. */
export function showDeleteAccountOpen(
  model: { readonly account: readonly { readonly currency: string; readonly balanceMinor: number }[] },
  t: Translator,
): Screen {
  return {
    text: composeText(
      t.rich("delete.account"),
      ...model.account.map((each) => accountLine(each, t)),
      t.text("delete.account-next"),
    ),
    rows: [[helpButton(t), { label: t.text("button.home"), action: { do: "home" } }]],
  };
}

/** Refused, with the order that is under way. */
export function showDeleteRefused(model: { readonly reference: string }, t: Translator): Screen {
  return {
    text: composeText(t.rich("delete.open", { reference: model.reference })),
    rows: [
      [
        { label: t.text("button.help"), action: { do: "help" } },
        { label: t.text("button.home"), action: { do: "home" } },
      ],
    ],
  };
}
