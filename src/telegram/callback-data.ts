import { CallbackData } from "@gramio/callback-data";
import { ALERT_KINDS } from "../domain/alerts.ts";
import { REGIONS } from "../domain/country.ts";
import { HELD_BRAKES } from "../domain/incident.ts";
import { DECLINE_REASONS, PAYMENT_METHODS } from "../domain/payment.ts";
import { TRAVELLER_QUESTIONS } from "../domain/traveller.ts";
import { PROBLEMS } from "../domain/trouble.ts";
import { INSTALL_PLATFORMS, SETTLE_ACTS, type Action } from "../screens/index.ts";

/** Telegram's limit for a button's data, in bytes of UTF-8. */
export const MAX_CALLBACK_BYTES = 64;

const SORTS = ["price", "data", "days"] as const;

const filtered = (name: string) =>
  new CallbackData(name).string("code").number("days").number("dataMb").enum("sort", SORTS).number("page");

const choice = (name: string) => filtered(name).string("plan").number("quantity");

/** The one table of what buttons carry: a short name and the fields of each action. */
const SCHEMAS = {
  home: new CallbackData("home"),
  buy: new CallbackData("buy"),
  regions: new CallbackData("regions"),
  region: new CallbackData("region").enum("region", REGIONS).number("page"),
  letters: new CallbackData("letters").number("page"),
  country: new CallbackData("country").string("code"),
  plans: filtered("plans"),
  "data-filter": filtered("data-filter"),
  plan: choice("plan"),
  "plan-phone-check": choice("plan-phone-check"),
  "begin-order": new CallbackData("begin-order").string("code").string("plan").number("quantity"),
  answer: new CallbackData("answer").string("value"),
  confirm: new CallbackData("confirm").string("nonce").enum("method", PAYMENT_METHODS),
  "review-order": new CallbackData("review-order"),
  "edit-traveller": new CallbackData("edit-traveller"),
  "edit-answer": new CallbackData("edit-answer").enum("question", TRAVELLER_QUESTIONS),
  "resume-order": new CallbackData("resume-order"),
  "change-plan": new CallbackData("change-plan"),
  cancel: new CallbackData("cancel"),
  esims: new CallbackData("esims").number("page"),
  esim: new CallbackData("esim").string("esim"),
  "send-again": new CallbackData("send-again").string("esim"),
  steps: new CallbackData("steps").string("esim"),
  install: new CallbackData("install").string("esim").enum("platform", INSTALL_PLATFORMS).number("variant"),
  "install-pick": new CallbackData("install-pick").number("page"),
  "offline-card": new CallbackData("offline-card").string("esim"),
  trouble: new CallbackData("trouble").string("esim"),
  "usage-list": new CallbackData("usage-list").number("page"),
  usage: new CallbackData("usage").string("esim"),
  "usage-refresh": new CallbackData("usage-refresh").string("esim"),
  "name-esim": new CallbackData("name-esim").string("esim"),
  "next-trip": new CallbackData("next-trip").string("esim"),
  "set-alert": new CallbackData("set-alert").enum("kind", ALERT_KINDS).boolean("on"),
  "topup-pick": new CallbackData("topup-pick").number("page"),
  topup: new CallbackData("topup").string("esim").number("page"),
  "topup-plan": new CallbackData("topup-plan").string("esim").string("plan"),
  "topup-history": new CallbackData("topup-history").number("page"),
  orders: new CallbackData("orders").number("page"),
  "esim-orders": new CallbackData("esim-orders").string("esim").number("page"),
  order: new CallbackData("order").string("order"),
  receipt: new CallbackData("receipt").string("order"),
  "order-state": new CallbackData("order-state").string("order"),
  "trouble-where": new CallbackData("trouble-where").string("esim").boolean("isThere").string("tried"),
  "trouble-fix": new CallbackData("trouble-fix")
    .string("esim")
    .boolean("isThere")
    .enum("problem", PROBLEMS)
    .number("step")
    .string("tried"),
  "trouble-solved": new CallbackData("trouble-solved").string("esim"),
  "trouble-person": new CallbackData("trouble-person").string("esim").boolean("isThere").string("tried"),
  travel: new CallbackData("travel").string("order").enum("when", ["ask", "today", "this-week", "skip"]),
  "travel-months": new CallbackData("travel-months").string("order"),
  "travel-days": new CallbackData("travel-days").string("order").string("month").number("page"),
  "travel-date": new CallbackData("travel-date").string("order").string("date"),
  export: new CallbackData("export"),
  "delete-ask": new CallbackData("delete-ask"),
  delete: new CallbackData("delete"),
  "delete-sure": new CallbackData("delete-sure"),
  pay: new CallbackData("pay").string("order"),
  "claim-paid": new CallbackData("claim-paid").string("order"),
  "give-up": new CallbackData("give-up").string("order"),
  "staff-paid": new CallbackData("staff-paid").string("payment"),
  "staff-decline": new CallbackData("staff-decline").string("payment"),
  settle: new CallbackData("settle").string("order").enum("act", SETTLE_ACTS),
  "release-brake": new CallbackData("release-brake").enum("brake", HELD_BRAKES),
  "staff-order": new CallbackData("staff-order").string("order"),
  "staff-details": new CallbackData("staff-details").string("order"),
  "staff-read": new CallbackData("staff-read").string("order"),
  "staff-resend": new CallbackData("staff-resend").string("order"),
  "staff-decline-for": new CallbackData("staff-decline-for")
    .string("payment")
    .enum("reason", DECLINE_REASONS),
  "staff-claim": new CallbackData("staff-claim").string("payment"),
  "staff-handed": new CallbackData("staff-handed").string("order").boolean("isSure"),
  "staff-owed": new CallbackData("staff-owed").string("order"),
  language: new CallbackData("language"),
  "set-language": new CallbackData("set-language").string("language"),
  help: new CallbackData("help"),
  support: new CallbackData("support"),
  "phone-check": new CallbackData("phone-check"),
  terms: new CallbackData("terms"),
  privacy: new CallbackData("privacy"),
  profile: new CallbackData("profile"),
  "forget-profile": new CallbackData("forget-profile"),
  "keep-traveller": new CallbackData("keep-traveller").string("order").boolean("keep"),
  nothing: new CallbackData("nothing"),
} satisfies Record<Action["do"], CallbackData>;

interface Packer {
  pack(fields: object): string;
}

const NAMES = Object.keys(SCHEMAS) as Action["do"][];

/** The data string of a button. Throws RangeError past Telegram's 64 bytes: a button that would be refused is our mistake. */
export function packAction(action: Action): string {
  const { do: name, ...fields } = action;
  const schema: Packer = SCHEMAS[name];
  const data = schema.pack(fields);
  if (Buffer.byteLength(data) > MAX_CALLBACK_BYTES)
    throw new RangeError(`the data of a "${name}" button is too long`);
  return data;
}

/** The action of a tapped button; undefined for data that is not ours or no longer understood. */
export function unpackAction(data: string): Action | undefined {
  for (const name of NAMES) {
    const schema: CallbackData = SCHEMAS[name];
    if (!schema.filter(data)) continue;
    const unpacked = schema.safeUnpack(data);
    return unpacked.success ? ({ do: name, ...unpacked.data } as Action) : undefined;
  }
  return undefined;
}
