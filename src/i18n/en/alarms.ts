/** Alarms for staff: what is wrong in one sentence, what to do, and that it is over; and what customers hear of a brake. */
export const alarms = {
  "kept.title": "<b>Your order {{reference}} is kept, and so is your payment.</b>",
  "kept.text": "We have stopped ordering for a short while. It goes on by itself, and your eSIM comes here.",
  "alarm.unknown-orders":
    "⚠️ <b>Some orders have an unknown outcome.</b> Their customers were told that we are checking.",
  "alarm-do.unknown-orders":
    "Do not order again by hand. We read on by ourselves; tap one to look, or look it up in the supplier's portal.",
  "alarm-over.unknown-orders": "✅ <b>No order has an unknown outcome any more.</b>",
  "alarm.one-more-unknown": "⚠️ <b>The outcome of order {{reference}} is not known either.</b>",
  "alarm-over.for-person_one":
    "✅ <b>We have no unknown outcome left to find out by ourselves. {{count}} order still waits for a person.</b>",
  "alarm-over.for-person_other":
    "✅ <b>We have no unknown outcome left to find out by ourselves. {{count}} orders still wait for a person.</b>",
  "alarm.needs-person":
    "⚠️ <b>Order {{reference}} needs you: a day of reading has not shown what became of it.</b>",
  "alarm-do.needs-person":
    "Look it up in the supplier's portal. If it is there, tap Issued; if it is not there, tap Void.",
  "alarm-over.needs-person": "✅ <b>Order {{reference}} is settled.</b>",
  "alarm.contradiction":
    "⚠️ <b>The supplier's answers about order {{reference}} contradict each other.</b> Nothing was sent to the customer.",
  "alarm-do.contradiction":
    "Ask the supplier which eSIM belongs to this booking. Then tap Read again, Issued or Void.",
  "alarm-over.contradiction": "✅ <b>The supplier's answers about order {{reference}} agree again.</b>",
  "alarm.late-find":
    "⚠️ <b>Order {{reference}} had ended, and now the supplier has what it lacked.</b> The customer gets it.",
  "alarm-do.late-find":
    "The customer may have their money back, or have bought again. Talk to them, then settle it with /credit or with the supplier.",
  "alarm-over.late-find": "✅ <b>Order {{reference}} is settled.</b>",
  "alarm.agency-balance":
    "⚠️ <b>Our balance with the supplier is too low.</b> Orders fail, nothing is charged.",
  "alarm-do.agency-balance":
    "Top up the account with the supplier. The next order that goes through ends this alarm.",
  "alarm-over.agency-balance": "✅ <b>The supplier takes orders from our balance again.</b>",
  "alarm.credentials": "⚠️ <b>The supplier does not accept our key.</b> Nothing can be shown or sold.",
  "alarm-do.credentials": "Check ITT_API_KEY and ITT_SECRET_CODE with the supplier, then restart the bot.",
  "alarm-over.credentials": "✅ <b>The supplier accepts our key again.</b>",
  "alarm.supplier-down": "⚠️ <b>The supplier does not answer.</b> Customers are asked to try again later.",
  "alarm-do.supplier-down": "Nothing to do here: we try each half minute. If it lasts, call the supplier.",
  "alarm-over.supplier-down": "✅ <b>The supplier answers again.</b>",
  "alarm.undelivered":
    "⚠️ <b>Order {{reference}} is booked and charged, and its eSIM is not in the chat.</b>",
  "alarm-do.undelivered":
    "The customer may have blocked the bot: then it is sent as soon as they come back. Call them if they travel soon.",
  "alarm-over.undelivered": "✅ <b>The eSIM of order {{reference}} is in the chat.</b>",
  "alarm.payment-pending":
    "⚠️ <b>The supplier calls order {{reference}} unpaid: it cancels unpaid orders soon, or has done so.</b> The customer has the eSIM; others may be in the same place.",
  "alarm-do.payment-pending":
    "Ask the supplier to take it from our balance before its deadline, or to restore it.",
  "alarm-over.payment-pending": "✅ <b>The supplier calls order {{reference}} paid now.</b>",
  "alarm-turn.past":
    "⚠️ <b>The deadline of order {{reference}} has passed. The supplier still calls it unpaid, and has not cancelled it so far.</b>",
  "alarm-turn-do.past":
    "We look on for a day, and write here if that changes. Ask the supplier whether it takes the money from our balance.",
  "alarm-turn.cancelled":
    "⚠️ <b>The supplier has cancelled order {{reference}}.</b> The customer has its eSIM, which may stop working.",
  "alarm-turn-do.cancelled": "Ask the supplier to restore it, and talk to the customer.",
  "alarm-turn.gone":
    "⚠️ <b>The supplier called order {{reference}} unpaid, and for a day its reads have not shown the booking.</b> The customer has its eSIM.",
  "alarm-turn-do.gone": "Look it up in the supplier's portal, and ask the supplier what became of it.",
  "alarm.paid-unissued":
    "⚠️ <b>Order {{reference}} is paid on the supplier's page, and its eSIM does not come.</b> The customer was told that the payment is here.",
  "alarm-do.paid-unissued":
    "Tap the order for its booking id, and ask the supplier for the eSIM. We read on and deliver it by ourselves.",
  "alarm-over.paid-unissued":
    "✅ <b>Order {{reference}} no longer waits for its eSIM:</b> it has come, or the supplier returns the money, or one of us has settled it.",
  "alarm.stars-unreturned": "⚠️ <b>Telegram does not give the Stars of order {{reference}} back.</b>",
  "alarm-do.stars-unreturned":
    "Look at the bot's balance of Stars: what was withdrawn cannot go back until as much has come in again. We try on by ourselves, each hour. If it lasts, ask @BotSupport, and talk to the customer.",
  "alarm-over.stars-unreturned": "✅ <b>The Stars of order {{reference}} went back.</b>",
  "alarm.stray-stars":
    "⚠️ <b>Telegram does not give back Stars that came for no order that we know.</b> Customer: <code>{{customer}}</code>",
  "alarm-do.stray-stars":
    "Look at the bot's balance of Stars: what was withdrawn cannot go back until as much has come in again. We try on by ourselves, each hour. If it lasts, ask @BotSupport, and talk to the customer.",
  "alarm-over.stray-stars":
    "✅ <b>The Stars that came for no order went back.</b> Customer: <code>{{customer}}</code>",
  "alarm.payment-address":
    "⚠️ <b>Order {{reference}}: the supplier named no page where we may send the customer to pay.</b> The customer was told that we are checking.",
  "alarm-do.payment-address":
    "Ask the supplier which page is right, and put its host in SUPPLIER_PAGE_HOSTS if it is theirs. Until then have the customer pay another way.",
  "alarm.brake-unknowns":
    "🛑 <b>We have stopped selling: three orders in ten minutes ended with an unknown outcome.</b>",
  "alarm-do.brake-unknowns":
    "Paid orders are kept. Settle those of the three first that are still open; when the supplier is well again, an admin taps Release.",
  "alarm-over.brake-unknowns": "✅ <b>We sell again.</b> The stop after unknown outcomes is released.",
  "alarm.brake-restored":
    "🛑 <b>We have stopped selling: the database is older than the last one we saw, or came from elsewhere.</b>",
  "alarm-do.brake-restored":
    "Compare the last bookings in the supplier's portal with our orders: those that are missing here were sold and are not known. Then an admin taps Release.",
  "alarm-over.brake-restored": "✅ <b>We sell again.</b> The stop after a restored database is released.",
  "alarm.brake-disk": "🛑 <b>We have stopped selling: the disk is nearly full.</b>",
  "alarm-do.brake-disk": "Make room on the server's disk. We go on by ourselves.",
  "alarm-over.brake-disk": "✅ <b>We sell again.</b> The disk has room.",
  "alarm.brake-spend": "🛑 <b>An order was held back: today's spending limit is reached.</b>",
  "alarm-do.brake-spend":
    "Paid orders are kept and go on tomorrow. To go on today, raise DAILY_SPEND_LIMIT and restart the bot.",
  "alarm-over.brake-spend": "✅ <b>A new day: the spending limit starts anew.</b>",
  "alarm.orders": "Orders: {{references}}",
  "alarm.more": "and {{count}} more",
  "alarm.order": "Order {{reference}}",
  "alarm.read-again": "🔎 Read again",
  "alarm.issued": "✅ Issued…",
  "alarm.void": "🚫 Void…",
  "staff.command.resolve": "settle an order that reading cannot settle",
  "staff.command.refund": "give the money of an order back",
  "staff.command.release": "let the shop sell again after a stop",
  "staff.how.resolve":
    "<code>/resolve T7K-4QX issued</code>, or <code>/resolve T7K-4QX issued BOOKING-ID</code> with the id from the supplier's portal, or <code>/resolve T7K-4QX void why</code>, or <code>/resolve T7K-4QX short why</code> where only a part came",
  "staff.how.refund": "<code>/refund T7K-4QX why</code>",
  "staff.how.release":
    "<code>/release unknowns</code> or <code>/release restored</code>; why may follow, and is written down.",
  "settle.issued.issued": "✅ {{reference}}: the supplier shows it. The customer gets it now.",
  "settle.issued.ordered":
    "{{reference}}: the booking is there, but not the whole eSIM yet. We read on; ask the supplier if it lasts.",
  "settle.issued.unpaid":
    "{{reference}}: the booking is there, and the supplier does not call it paid, so nothing was sent. The customer gets the eSIM once it is paid.",
  "settle.issued.part":
    "{{reference}}: a part of its eSIMs came, and no read shows the rest. Ask the supplier for it; if it will never come, type: /resolve {{reference}} short why",
  "settle.issued.not-shown":
    "{{reference}}: the supplier shows no booking under our id, so nothing was done. Look for the booking id in the supplier's portal and type: /resolve {{reference}} issued BOOKING-ID",
  "settle.issued.not-its-id":
    "{{reference}}: {{id}} is not its booking, for no read shows our id under it. Nothing was done. Look for the traveller in the supplier's portal once more.",
  "settle.issued.unclear":
    "{{reference}}: the supplier gave no clear answer, so nothing was done. Try again in a few minutes. With a booking id from the supplier's portal: /resolve {{reference}} issued BOOKING-ID",
  "settle.issued.contradiction":
    "{{reference}}: the supplier shows an eSIM that belongs to another order. Nothing was sent. Ask the supplier.",
  "settle.issued.settled": "{{reference}} waits for nobody: it is {{state}}.",
  "settle.void.void": "🚫 {{reference}} is void. The customer is told, and money that was taken goes back.",
  "settle.void.void-by-hand":
    "🚫 {{reference}} is void. The customer is told. Money that was taken is to be handed back: tap its post in the group first.",
  "settle.void.found":
    "{{reference}}: the supplier has this booking, so it cannot be void. The customer gets it.",
  "settle.void.unpaid":
    "{{reference}}: the supplier has this booking, not paid yet, so it cannot be void. It ends by itself if it is not paid in time.",
  "settle.void.part":
    "{{reference}}: a part of its eSIMs came, so it cannot be void. Ask the supplier for the rest; if it will never come, type: /resolve {{reference}} short why",
  "settle.void.unreadable":
    "{{reference}}: the supplier cannot be read now, and that proves nothing, so nothing was done. Try again later.",
  "settle.void.second-person":
    "{{reference}}: one of you has said void. A second colleague must tap Void, or type: /resolve {{reference}} void why",
  "settle.void.typed": "You are the only one here, so please type it: /resolve {{reference}} void why",
  "settle.void.later":
    "{{reference}}: you are the only one here, so say it once more after {{time}}: /resolve {{reference}} void why",
  "settle.void.settled": "{{reference}} waits for nobody: it is {{state}}.",
  "settle.refund.started":
    "↩️ {{reference}}: the money goes back by itself. The customer is told when it has.",
  "settle.refund.handed-back": "↩️ {{reference}}: noted as handed back. The customer is told.",
  "settle.refund.not-owed":
    "{{reference}}: no money is owed for it (it is {{state}}). To give something all the same, use /credit.",
  "settle.refund.done": "{{reference}}: the money went back before.",
  "settle.released": "▶️ We sell again.",
  "settle.released-none": "That stop is not on.",
  "alarm.release": "▶️ Release",
} as const;
