/** Telegram Stars: at the checkout, and when they go back. */
export const stars = {
  "checkout.changed":
    "The price of this order has changed. Open /orders and ask for a new invoice. Nothing was charged.",
  "checkout.over": "This order can no longer be paid. Nothing was charged. /buy starts a new one.",
  "checkout.foreign": "This invoice belongs to another customer. Nothing was charged.",
  "checkout.trouble": "We cannot look at this order right now. Nothing was charged. Please try again.",
  "stars.too-late": "<b>Your payment came after the order had ended.</b> Nothing was ordered for it.",
  "stars.twice": "<b>This order was paid twice.</b> The first payment counts.",
  "stars.unknown": "<b>We know no order for this payment.</b> Nothing was ordered for it.",
  "stars.returned": "↩️ {{count}} Stars that came too late or twice went back to you.",
  "stars.returning": "↩️ {{count}} Stars that came too late or twice are on their way back to you.",
  "stars.going-back": "These Stars go back to you by themselves, usually within a minute.",
  "command.paysupport": "help with a payment in Stars",
  "paysupport.title": "<b>Help with a payment in Stars</b>",
  "paysupport.text":
    "If an order comes to nothing, its Stars go back by themselves. For all else write to us with the order number: we answer, not Telegram.",
  "paysupport.orders": "Your orders paid in Stars:",
  "paysupport.order": "{{reference}}: {{state}}",
} as const;
