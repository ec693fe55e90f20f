/** Orders that staff close with fewer eSIMs than were bought: what customers and staff read of them. */
export const short = {
  "short.title": "<b>{{came}} of your {{quantity}} eSIMs came, and the rest will not come.</b>",
  "short.keep":
    "What has come stays yours: it is under /esims. If you still need the rest, you can order it anew.",
  "short.account": "↩️ <b>{{share}} for the rest is back on your account with us.</b>",
  "short.owed": "A colleague hands {{share}} for the rest back to you.",
  "short.owed-stars":
    "Stars go back only as a whole payment, so a colleague hands {{share}} for the rest back to you another way.",
  "short.handed": "↩️ <b>We have handed {{share}} back to you for the eSIMs that did not come.</b>",
  "short.agency_balance":
    "We took no money in this chat, so none goes back here: please settle the rest with us as usual.",
  "short.supplier_page":
    "You paid the operator, so we hold no money for the rest. Write to us, and we ask the operator to return it.",
  "short.late": "The rest came later all the same. Before that, {{share}} had gone back to you.",
  "orders.state.short": "closed, {{came}} of {{quantity}} eSIMs came",
  "order-card.short": "{{came}} of {{quantity}} eSIMs came; the rest will not come.",
  "receipt.short": "Delivered: {{came}} of {{quantity}}",
  "receipt.share": "Given back for the rest: {{share}}",
  "receipt.share-owed": "Still to be handed back for the rest: {{share}}",
  "alarm.short": "✂️ Close short…",
  "staff.now.short": "{{came}} of {{quantity}} eSIMs came; the rest has not come.",
  "staff.next.short":
    "Ask the supplier for the rest; what comes is delivered by itself. If it will never come, tap “Close short…”: the customer keeps what came.",
  "staff.now.closed": "Closed with {{came}} of {{quantity}} eSIMs, which the customer keeps.",
  "staff.now.closed-late":
    "Closed short, and the rest came all the same: the customer has all {{quantity}} eSIMs.",
  "staff.now.found-rest": "It was closed short, and now the supplier shows more of its eSIMs.",
  "staff.short.account": "{{share}} for the rest is back on the customer's account.",
  "staff.short.owed":
    "{{share}} for the rest is to be handed back: tap its post in the group first, or send it and type /refund {{reference}} why.",
  "staff.short.handed": "{{share}} for the rest was handed back.",
  "staff.short.agency_balance":
    "We hold no money of the customer: settle the rest with them outside of the shop, and ask the supplier for what we paid.",
  "staff.short.supplier_page":
    "We hold no money of the customer: they paid the supplier, who has to return the rest. Ask the supplier.",
  "staff.short.lapsed": "No money goes back: the customer has everything.",
  "staff.short.talk": "{{share}} had gone back before: talk to the customer.",
  "settle.short.closed": "✂️ {{reference}} is closed with what came. The customer is told.",
  "settle.short.found":
    "{{reference}}: the supplier shows all its eSIMs, so it is not closed short. The customer gets them.",
  "settle.short.more":
    "{{reference}}: the supplier shows more eSIMs than before, so nothing was closed. The customer gets them; look at the order again.",
  "settle.short.unpaid":
    "{{reference}}: the supplier does not call the booking paid now, so nothing was closed. Ask the supplier.",
  "settle.short.unreadable":
    "{{reference}}: the supplier cannot be read now, and that proves nothing, so nothing was closed. Try again later.",
  "settle.short.contradiction":
    "{{reference}}: the supplier shows an eSIM that belongs to another order, so nothing was closed. Ask the supplier.",
  "settle.short.not-short":
    "{{reference}} is not short: it takes several eSIMs of which some came. Where nothing came, use Void.",
  "settle.short.second-person":
    "{{reference}}: one says that the rest will not come. A second colleague must tap Close short, or type: /resolve {{reference}} short why",
  "settle.short.typed": "You are the only one here, so please type it: /resolve {{reference}} short why",
  "settle.short.later":
    "{{reference}}: you are the only one here, so say it once more after {{time}}: /resolve {{reference}} short why",
  "settle.short.settled": "{{reference}} waits for nobody: it is {{state}}.",
  "staff-owed.next-short":
    "{{came}} of {{quantity}} eSIMs came, and this is the share of the rest. Tap before you send anything: we tell whether it is still owed.",
  "staff-owed.stars":
    "It was paid in Stars, which go back only as a whole payment: hand it back another way.",
  "staff-owed.lapsed":
    "✅ <b>Order {{reference}}: nothing is to be handed back any more.</b> What was bought came after all.",
} as const;
