import { showDialog } from "./dialogs.js";
import { h } from "./dom.js";

/** A small form for one more customer; null when it was closed. */
export async function askForCustomer() {
  const firstName = field("First name", {
    name: "firstName",
    required: true,
    maxlength: "64",
    autocomplete: "off",
    value: "",
  });
  const lastName = field("Last name", { name: "lastName", maxlength: "64", autocomplete: "off" });
  const phone = field("Phone, with country code", {
    name: "phone",
    type: "tel",
    pattern: "\\+?[0-9 ]{6,20}",
    placeholder: "+880 17 1234 5678",
    title: "Digits with the country code, for example +880 17 1234 5678",
    autocomplete: "off",
  });
  const language = h(
    "label",
    { class: "form-field" },
    h("span", {}, "Language of the Telegram app"),
    h(
      "select",
      { name: "languageCode" },
      h("option", { value: "en" }, "English"),
      h("option", { value: "bn" }, "বাংলা"),
    ),
  );
  let details = null;
  const form = h(
    "form",
    {
      class: "form",
      onsubmit: (event) => {
        event.preventDefault();
        details = readDetails(new FormData(form));
        form.closest("dialog").close();
      },
    },
    h("h2", {}, "New customer"),
    firstName,
    lastName,
    phone,
    language,
    h(
      "div",
      { class: "dialog-buttons" },
      h(
        "button",
        { type: "button", class: "text-button", onclick: () => form.closest("dialog").close() },
        "Cancel",
      ),
      h("button", { class: "text-button strong" }, "Create"),
    ),
  );
  await showDialog({ label: "New customer" }, form);
  return details;
}

function field(label, input) {
  return h("label", { class: "form-field" }, h("span", {}, label), h("input", { type: "text", ...input }));
}

function readDetails(data) {
  const text = (name) => String(data.get(name) ?? "").trim();
  const details = { firstName: text("firstName"), languageCode: text("languageCode") };
  if (text("lastName") !== "") details.lastName = text("lastName");
  if (text("phone") !== "") details.phone = `+${text("phone").replace(/\D/g, "")}`;
  return details;
}
