/** Letters between customers and staff. */
export const support = {
  "command.support": "write to a person",
  "support.title": "<b>What can we do for you?</b>",
  "support.how":
    "Write it in one message, or send one photo with a few words. A person reads it and answers here in this chat.",
  "support.order": "Order {{reference}} goes with it. If it is about another one, please say so.",
  "support.unreadable": "<b>Only text or a photo can be passed on.</b>",
  "support.too-long": "<b>That is too long to be passed on.</b> At most 3,000 characters, please.",
  "support.caption-too-long":
    "<b>The words under the photo are too long to be passed on.</b> At most 500 characters, please.",
  "support.elsewhere": "<b>Write to us, a person will help.</b>",
  "support.enough": "<b>We have your last messages, and a person is reading them.</b>",
  "support.enough-next":
    "You have written five times within an hour. You can write again here later. If it cannot wait, use the button below.",
  "support.taken": "<b>Passed on.</b>",
  "support.taken-order": "<b>Passed on</b>, with order {{reference}}.",
  "support.wait": "A person answers here in this chat. If you block the bot, the answer cannot reach you.",
  "support.reply": "💬 <b>{{shop}} answers</b>",
  "support.reply-order": "💬 <b>{{shop}} answers</b> · order {{reference}}",
  "support.answer": "↩️ Write back",
  "staff-support.title": "💬 <b>A customer writes</b>",
  "staff-support.order": "Order <code>{{reference}}</code> · {{what}}",
  "staff-support.no-order": "No order yet",
  "staff-support.how": "<i>Reply to this message: the customer gets what you write.</i>",
  "staff-support.unreached": "🚫 <b>Your answer has not reached the customer:</b> <code>{{customer}}</code>",
  "staff-support.unreached-order":
    "🚫 <b>Your answer has not reached the customer:</b> <code>{{customer}}</code> · order <code>{{reference}}</code>",
  "staff-support.unreached-next":
    "They have blocked the bot. It is sent when they come back; if it cannot wait, call them.",
  "staff-support.photo-refused":
    "⚠️ A photo came with it that Telegram did not let us show here. Ask for it once more.",
  "support.photo-refused": "⚠️ A photo came with it that could not be shown here. Please ask us for it.",
  "staff-support.not-sent": "🚫 <b>Not sent to the customer.</b>",
} as const;
