/** Paying: the ways, what is owed, and what became of it. */
export const payment = {
  "pay.credit": "✅ Use my credit · {{total}}",
  "pay.manual": "🏦 Pay by transfer · {{total}}",
  "pay.telegram": "⭐ Pay {{count}} Stars",
  "pay.supplier": "💳 Pay by card · {{total}}",
  "pay.otherwise":
    "<b>That way to pay is not open for this order any more.</b> Nothing was charged. Please choose again:",
  "pay.none": "<b>There is no way to pay for this order right now.</b> Nothing was charged.",
  "pay.total": "To pay: <b>{{total}}</b>",
  "pay.manual-title": "<b>Please pay for order {{reference}}</b>",
  "pay.manual-how": "Then tap <b>I have paid</b> and send the transaction number or a photo of the receipt.",
  "pay.manual-until": "We keep this order until {{time}}.",
  "pay.claim": "✅ I have paid",
  "pay.give-up": "✖️ Cancel the order",
  "pay.again": "💰 How to pay",
  "pay.awaiting": "<b>Order {{reference}} waits for your payment.</b> Nothing has been ordered yet.",
  "pay.claimed":
    "<b>We are looking for your payment.</b> As soon as a colleague has found it, your order goes on, and we write here.",
  "pay.stars-esim": "Travel eSIM",
  "pay.stars-topup": "Top-up",
  "pay.stars-what": "{{country}}, {{plan}}. Order {{reference}}.",
  "pay.received": "✅ <b>Your payment is here.</b> We are ordering now.",
  "pay.declined": "<b>We could not find this payment.</b>",
  "pay.not-taken": "<b>We could not accept this payment.</b>",
  "pay.declined-reason": "Our colleague writes: {{reason}}",
  "pay.declined-next": "Nothing was ordered. Please check the number and send it again, or ask us.",
  "pay.expired": "<b>Order {{reference}} has ended: no payment came in time.</b> Nothing was ordered.",
  "pay.expired-next": "Did you pay after all? Write to us with the order number: no payment is lost.",
  "pay.given-up": "<b>Order {{reference}} is cancelled.</b> Nothing was ordered and nothing charged.",
  "pay.in-supplier":
    "<b>Order {{reference}} waits for your payment on the operator's page.</b> The eSIM comes here as soon as it is paid.",
  "pay.in-supplier-topup":
    "<b>Order {{reference}} waits for your payment on the operator's page.</b> Once paid, the data is added within 30 minutes, and we write here then.",
  "pay.page-paid": "Paid just now? We are asking the operator; please do not pay again.",
  "pay.page-ends": "Left unpaid, it is ended by the operator when its time is over, and nothing is charged.",
  "pay.stars-paid": "Already paid? It can take a minute; please do not pay twice.",
  "refund.coming": "Your money goes back.",
  "refund.text-credit": "↩️ <b>{{total}} is back on your account with us.</b>",
  "refund.text-telegram": "↩️ <b>Your Stars went back to you.</b>",
  "refund.text-manual": "↩️ <b>We have handed {{total}} back to you.</b>",
  "refund.waiting-manual":
    "A colleague hands {{total}} back to you. Until then it stands to your credit with us.",
} as const;
