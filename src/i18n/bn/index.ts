import { alarms } from "./alarms.ts";
import { capitals } from "./capitals.ts";
import { care } from "./care.ts";
import { common } from "./common.ts";
import { confirm } from "./confirm.ts";
import { countryNames, shortCountryNames } from "./countries.ts";
import { destination } from "./destination.ts";
import { esim } from "./esim.ts";
import { notices } from "./notices.ts";
import { order } from "./order.ts";
import { orders } from "./orders.ts";
import { page } from "./page.ts";
import { payment } from "./payment.ts";
import { payingByHand } from "./paying-by-hand.ts";
import { plans } from "./plans.ts";
import { short } from "./short.ts";
import { staff } from "./staff.ts";
import { stars } from "./stars.ts";
import { start } from "./start.ts";
import { support } from "./support.ts";
import { told, toldActs, toldFailures } from "./told.ts";
import { topup } from "./topup.ts";
import { traveller } from "./traveller.ts";
import { usage } from "./usage.ts";

/** Bengali as it is written in Bangladesh. */
export const bn = {
  name: "বাংলা",
  locale: "bn-BD",
  month: "long",
  messages: {
    ...common,
    ...start,
    ...destination,
    ...capitals,
    ...plans,
    ...traveller,
    ...confirm,
    ...order,
    ...esim,
    ...topup,
    ...orders,
    ...payment,
    ...payingByHand,
    ...stars,
    ...page,
    ...care,
    ...alarms,
    ...notices,
    ...short,
    ...staff,
    ...told,
    ...toldFailures,
    ...toldActs,
    ...support,
    ...usage,
  },
  countryNames,
  shortCountryNames,
} as const;
