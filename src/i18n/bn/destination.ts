import type { destination as english } from "../en/destination.ts";

/** Where the customer is going. */
export const destination: Record<keyof typeof english, string> = {
  "destination.question": "<b>কোন দেশে যাচ্ছেন?</b>",
  "destination.unreadable": "এখানে আমি শুধু লেখা পড়তে পারি। অনুগ্রহ করে দেশের নাম লিখুন, অথবা বেছে নিন।",
  "destination.type": "দেশের নাম লিখুন, অথবা বেছে নিন।",
  "destination.by-region": "🌏 অঞ্চল ধরে",
  "destination.letters": "🔤 অ–হ",
  "destination.which-region": "<b>পৃথিবীর কোন অঞ্চলে?</b>",
  "destination.in-region": "<b>{{region}}</b> · দেশ বেছে নিন, অথবা নাম লিখুন।",
  "destination.which-letter": "<b>বর্ণানুক্রমে সব দেশ</b>",
  "destination.on-letter": "<b>{{letters}}</b> · দেশ বেছে নিন, অথবা নাম লিখুন।",
  "destination.did-you-mean": "আপনি কি <b>{{country}}</b> বলতে চাইছেন?",
  "destination.yes": "হ্যাঁ, {{country}}",
  "destination.no": "না, আবার লিখব",
  "destination.or": "অথবা এগুলোর একটি:",
  "destination.look-alikes": "এই নামগুলো সহজেই গুলিয়ে যায়। <b>কোনটিতে যাচ্ছেন?</b>",
  "destination.several": "“{{query}}” নামে একাধিক দেশ পাওয়া গেছে। <b>কোনটিতে যাচ্ছেন?</b>",
  "destination.with-capital": "{{country}} · রাজধানী {{capital}}",
  "destination.nothing": "<b>“{{query}}” নামে কোনো দেশ পেলাম না।</b>",
  "destination.nothing-near": "<b>এই নামে কোনো দেশ পেলাম না।</b> অন্যভাবে লিখুন, অথবা বেছে নিন:",
  "destination.nearest": "কাছাকাছি নামগুলো নিচে দিলাম। অন্যভাবে লিখে দেখুন, অথবা অঞ্চল ধরে খুঁজুন।",
  "destination.not-sold": "<b>{{country}}</b> · এই মুহূর্তে কোনো প্ল্যান নেই।",
  "destination.not-sold-next":
    "এখন কোনো অপারেটর এই দেশের জন্য প্ল্যান দিচ্ছে না। পরে আবার দেখুন, অথবা আমাদের লিখুন।",
};
