import type { start as english } from "../en/start.ts";

/** The home card and what hangs on it: language, help, terms, privacy, phone check, profile. */
export const start: Record<keyof typeof english, string> = {
  "start.title": "<b>{{shop}}-এর ভ্রমণ eSIM</b>",
  "start.what": "{{n}}টিরও বেশি দেশে মোবাইল ডেটা, দুই মিনিটেই আপনার ফোনে।",
  "start.phone": "আপনার ফোনে eSIM সুবিধা থাকতে হবে। নিশ্চিত নন? আগে দেখে নিন।",
  "start.check-phone": "📱 ফোন যাচাই",
  "start.other-language": "🌐 {{name}}",
  "start.languages": "🌐 ভাষা",
  "language.question": "<b>কোন ভাষায় কথা বলব?</b>",
  "help.title": "<b>কীভাবে সাহায্য করতে পারি?</b>",
  "help.type": "যেকোনো সময় দেশের নাম লিখুন, প্ল্যানগুলো চলে আসবে। অথবা মেনু থেকে বেছে নিন:",
  "help.command": "/{{command}} · {{about}}",
  "help.person":
    "আটকে গেছেন, বা কোনো সমস্যা হয়েছে? {{shop}}-এর একজন কর্মী আপনাকে উত্তর দেবেন। অর্ডার নম্বরটি হাতের কাছে রাখুন।",
  "command.start": "শুরুর পাতা",
  "command.buy": "eSIM কিনুন",
  "command.esims": "আপনার eSIM: QR কোড, ধাপ, সাহায্য",
  "command.phone": "আমার ফোনে eSIM চলবে কি?",
  "command.topup": "eSIM-এ আরও ডেটা কিনুন",
  "command.topups": "আপনার টপ-আপগুলো",
  "command.orders": "আপনার অর্ডার ও রসিদ",
  "command.profile": "সংরক্ষিত যাত্রীর তথ্য",
  "command.language": "ভাষা বদলান",
  "command.help": "সাহায্য ও যোগাযোগ",
  "command.terms": "শর্তাবলি",
  "command.privacy": "আপনার কী কী তথ্য আমরা রাখি",
  "command.cancel": "চলমান কাজ বন্ধ করুন",
  "terms.title": "<b>{{shop}}-এর শর্তাবলি</b>",
  "terms.short":
    "নিশ্চিত করার আগে আপনি সব সময় পুরো দাম দেখতে পাবেন। eSIM একবার ইনস্টল হলে আর ফেরত নেওয়া যায় না।",
  "terms.none": "পূর্ণ শর্তাবলি জানতে আমাদের লিখুন।",
  "terms.link": "📄 শর্তাবলি পড়ুন",
  "privacy.title": "<b>{{shop}}-এ আপনার তথ্য</b>",
  "privacy.kept":
    "যাত্রীর নাম, বয়স, ফোন ও ইমেইল আমরা অর্ডারের সঙ্গে এনক্রিপ্ট করে রাখি। যারা eSIM ইস্যু করে, শুধু তাদেরই এগুলো দেওয়া হয়।",
  "privacy.removed":
    "অসমাপ্ত কেনাকাটা ৩০ দিন পর মুছে ফেলা হয়। পরের বারের জন্য সংরক্ষিত যাত্রীর তথ্য /profile থেকে আপনি না মোছা পর্যন্ত থাকে।",
  "privacy.link": "📄 গোপনীয়তা নীতি",
  "privacy.profile": "👤 সংরক্ষিত যাত্রী",
  "phone-check.dial": "১. <code>*#06#</code> ডায়াল করুন। <b>EID</b> লেখা লাইন থাকলে আপনার ফোনে eSIM চলে।",
  "phone-check.iphone": "২. আইফোন: Settings › General › About-এ EID খুঁজুন। XR, XS ও তার পরের মডেলে এটি থাকে।",
  "phone-check.android":
    "   অ্যান্ড্রয়েড: Settings › Connections (বা Network & internet) › SIM manager-এ “Add eSIM” খুঁজুন।",
  "phone-check.lock":
    "৩. ফোনটি কোনো একটি অপারেটরে লক করা থাকলে চলবে না। আইফোনে About › Carrier Lock-এ “No SIM restrictions” লেখা থাকে।",
  "profile.title": "<b>সংরক্ষিত যাত্রী</b>",
  "profile.none": "কোনো যাত্রীর তথ্য সংরক্ষিত নেই। পরের অর্ডারের পর তথ্য রেখে দেব কি না, জেনে নেব।",
  "profile.why": "পরের বার কেনার সময় এই তথ্য দেখাব, যাতে আপনাকে আবার লিখতে না হয়।",
  "profile.forget": "🗑 এই তথ্য মুছে ফেলুন",
  "cancelled.title": "<b>বন্ধ করা হলো।</b> কোনো অর্ডার হয়নি, টাকা কাটা হয়নি, কিছু মোছাও হয়নি।",
  "cancelled.next": "যখন ইচ্ছা দেশের নাম লিখুন, অথবা:",
  "group.private": "আপনার তথ্য যেন আপনারই থাকে, তাই আমি ব্যক্তিগত চ্যাটে eSIM বিক্রি করি। এখানে আমাকে লিখুন:",
  "group.open": "💬 ব্যক্তিগত চ্যাট খুলুন",
  "unknown-command.text": "{{command}} কমান্ডটি আমার জানা নেই। দেশের নাম লিখুন, অথবা বেছে নিন:",
};
