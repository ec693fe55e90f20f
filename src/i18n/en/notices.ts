/** Short sentences for moments when the customer and the shop are out of step. */
export const notices = {
  "notice.stale": "This menu is from earlier. Here is the current one.",
  "notice.placed": "Order {{reference}} is placed, once. This tap changes nothing.",
  "notice.claimed": "You have told us. A colleague is looking for your payment.",
  "notice.button-due": "Please tap one of the buttons.",
  "notice.text-due": "Please type the answer as text.",
  "notice.too-long": "That message is too long for me. A few words are enough.",
  "notice.language-set": "From now on in English.",
  "notice.forgotten": "The saved traveller is removed.",
  "notice.kept": "Kept for next time. /profile removes them.",
  "notice.not-kept": "Not kept.",
  "resume.title": "<b>We have just updated the shop.</b> Go on where you were?",
  "resume.left": "<b>Your purchase is not finished.</b> Go on where you were?",
  "resume.go-on": "Go on with {{country}}",
  "resume.go-on-short": "Go on where I was",
  "resume.start-over": "Start over",
  "go-on.button": "↩️ Go on with {{country}}",
  "go-on.button-short": "↩️ Go on where I was",
  "update-failed.title": "<b>Sorry, that did not work on our side.</b>",
  "update-failed.text":
    "Your last message could not be handled. An order that you confirmed goes on by itself, see /orders; without one nothing is charged. Please try again, or write to us.",
} as const;
