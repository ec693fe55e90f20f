/** Paying on the supplier's own page. */
export const page = {
  "page.title": "<b>Please pay for order {{reference}} on the operator's page</b>",
  "page.reminder": "⏰ <b>Order {{reference}} still waits for your payment</b>",
  "page.until": "The page takes your payment until {{time}}. Unpaid, the order ends then.",
  "page.how": "The eSIM comes here as soon as the operator has your payment.",
  "page.how-topup": "Once paid, the operator adds the data within 30 minutes, and we write here then.",
  "page.late":
    "<b>Your payment for order {{reference}} came after its time was over.</b> Nothing was ordered.",
  "page.late-next": "The operator tells us that it returns your money. If it does not come, write to us.",
} as const;
