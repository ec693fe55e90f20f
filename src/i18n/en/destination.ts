/** Where the customer is going. */
export const destination = {
  "destination.question": "<b>Where are you going?</b>",
  "destination.type": "Type a country, or pick one.",
  "destination.by-region": "🌏 By region",
  "destination.letters": "🔤 A–Z",
  "destination.which-region": "<b>Which part of the world?</b>",
  "destination.in-region": "<b>{{region}}</b> · pick a country or type its name.",
  "destination.which-letter": "<b>All countries, A to Z</b>",
  "destination.on-letter": "<b>{{letters}}</b> · pick a country or type its name.",
  "destination.did-you-mean": "Did you mean <b>{{country}}</b>?",
  "destination.yes": "Yes, {{country}}",
  "destination.no": "No, type again",
  "destination.or": "Or one of these:",
  "destination.look-alikes": "These are easy to mix up. <b>Which one is it?</b>",
  "destination.several": "More than one country fits “{{query}}”. <b>Which one is it?</b>",
  "destination.with-capital": "{{country}} · capital {{capital}}",
  "destination.nothing": "<b>I found no country for “{{query}}”.</b>",
  "destination.nothing-near": "<b>I did not find that country.</b> Type it another way, or choose:",
  "destination.nearest": "The nearest names are below. Or type it another way, or look by region.",
  "destination.not-sold": "<b>{{country}}</b> · no plans at the moment.",
  "destination.not-sold-next":
    "The operators offer nothing for this country right now. Please look again later, or write to us.",
} as const;
