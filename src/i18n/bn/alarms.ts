import type { alarms as english } from "../en/alarms.ts";

/** Alarms for staff: what is wrong in one sentence, what to do, and that it is over; and what customers hear of a brake. */
export const alarms: Record<keyof typeof english, string> = {
  "kept.title": "<b>আপনার অর্ডার {{reference}} রাখা আছে, আপনার টাকাও।</b>",
  "kept.text": "আমরা অল্প সময়ের জন্য অর্ডার করা থামিয়েছি। নিজে থেকেই আবার চলবে, আর আপনার eSIM এখানেই আসবে।",
  "alarm.unknown-orders": "⚠️ <b>কিছু অর্ডারের ফল জানা নেই।</b> গ্রাহকদের বলা হয়েছে যে আমরা দেখছি।",
  "alarm-do.unknown-orders":
    "হাতে আবার অর্ডার করবেন না। আমরা নিজেরাই দেখে যাচ্ছি; একটিতে চাপ দিয়ে দেখুন, বা সরবরাহকারীর পোর্টালে খুঁজুন।",
  "alarm-over.unknown-orders": "✅ <b>ফল অজানা, এমন কোনো অর্ডার আর নেই।</b>",
  "alarm.needs-person": "⚠️ <b>অর্ডার {{reference}} আপনার অপেক্ষায়: এক দিন দেখেও কী হয়েছে জানা যায়নি।</b>",
  "alarm-do.needs-person":
    "সরবরাহকারীর পোর্টালে খুঁজুন। সেখানে থাকলে “ইস্যু হয়েছে” চাপুন, না থাকলে “বুকিং নেই” চাপুন।",
  "alarm-over.needs-person": "✅ <b>অর্ডার {{reference}} নিষ্পত্তি হয়েছে।</b>",
  "alarm.contradiction":
    "⚠️ <b>অর্ডার {{reference}} নিয়ে সরবরাহকারীর উত্তরগুলো মেলে না।</b> গ্রাহককে কিছু পাঠানো হয়নি।",
  "alarm-do.contradiction":
    "সরবরাহকারীকে জিজ্ঞেস করুন কোন eSIM এই বুকিংয়ের। তারপর “আবার দেখুন”, “ইস্যু হয়েছে” বা “বুকিং নেই” চাপুন।",
  "alarm-over.contradiction": "✅ <b>অর্ডার {{reference}} নিয়ে সরবরাহকারীর উত্তরগুলো আবার মেলে।</b>",
  "alarm.late-find":
    "⚠️ <b>অর্ডার {{reference}} eSIM ছাড়াই শেষ হয়েছিল, এখন সরবরাহকারীর কাছে সেটি আছে।</b> গ্রাহক এটি পাচ্ছেন।",
  "alarm-do.late-find":
    "গ্রাহক হয়তো টাকা ফেরত পেয়েছেন বা আবার কিনেছেন: তাঁর সঙ্গে কথা বলুন, তারপর /credit দিয়ে বা সরবরাহকারীর সঙ্গে মিটিয়ে নিন।",
  "alarm-over.late-find": "✅ <b>অর্ডার {{reference}} নিষ্পত্তি হয়েছে।</b>",
  "alarm.agency-balance":
    "⚠️ <b>সরবরাহকারীর কাছে আমাদের ব্যালেন্স কম।</b> অর্ডার সম্পন্ন হচ্ছে না, কোনো টাকা কাটা হচ্ছে না।",
  "alarm-do.agency-balance": "সরবরাহকারীর অ্যাকাউন্টে টাকা ভরুন। পরের সফল অর্ডারে এই সতর্কতা শেষ হবে।",
  "alarm-over.agency-balance": "✅ <b>সরবরাহকারী আবার আমাদের ব্যালেন্স থেকে অর্ডার নিচ্ছে।</b>",
  "alarm.credentials": "⚠️ <b>সরবরাহকারী আমাদের কী গ্রহণ করছে না।</b> কিছুই দেখানো বা বিক্রি করা যাচ্ছে না।",
  "alarm-do.credentials":
    "সরবরাহকারীর সঙ্গে ITT_API_KEY ও ITT_SECRET_CODE মিলিয়ে দেখুন, তারপর বট আবার চালু করুন।",
  "alarm-over.credentials": "✅ <b>সরবরাহকারী আবার আমাদের কী গ্রহণ করছে।</b>",
  "alarm.supplier-down": "⚠️ <b>সরবরাহকারী উত্তর দিচ্ছে না।</b> গ্রাহকদের পরে চেষ্টা করতে বলা হচ্ছে।",
  "alarm-do.supplier-down":
    "এখানে কিছু করার নেই: আমরা প্রতি আধ মিনিটে চেষ্টা করি। বেশি সময় চললে সরবরাহকারীকে ফোন করুন।",
  "alarm-over.supplier-down": "✅ <b>সরবরাহকারী আবার উত্তর দিচ্ছে।</b>",
  "alarm.undelivered": "⚠️ <b>অর্ডার {{reference}} বুক হয়েছে, টাকাও কাটা হয়েছে, কিন্তু eSIM চ্যাটে পৌঁছায়নি।</b>",
  "alarm-do.undelivered": "গ্রাহক হয়তো বটকে ব্লক করেছেন: ফিরে এলেই পাঠানো হবে। শিগগির ভ্রমণ থাকলে তাঁকে ফোন করুন।",
  "alarm-over.undelivered": "✅ <b>অর্ডার {{reference}}-এর eSIM চ্যাটে পৌঁছেছে।</b>",
  "alarm.payment-pending":
    "⚠️ <b>সরবরাহকারী বলছে অর্ডার {{reference}}-এর টাকা দেওয়া হয়নি: এমন অর্ডার শিগগির বাতিল করে, অথবা করে ফেলেছে।</b> গ্রাহকের কাছে eSIM আছে; অন্য অর্ডারও এমন হতে পারে।",
  "alarm-do.payment-pending":
    "সময় শেষের আগেই আমাদের ব্যালেন্স থেকে টাকা নিতে, বাতিল হয়ে থাকলে ফিরিয়ে আনতে সরবরাহকারীকে বলুন।",
  "alarm-over.payment-pending": "✅ <b>সরবরাহকারী অর্ডার {{reference}} আর বাতিল করছে না।</b>",
  "alarm.payment-address":
    "⚠️ <b>অর্ডার {{reference}}: সরবরাহকারী এমন কোনো পাতা দেয়নি যেখানে গ্রাহককে টাকা দিতে পাঠানো যায়।</b> গ্রাহককে জানানো হয়েছে যে আমরা দেখছি।",
  "alarm-do.payment-address":
    "কোন পাতাটি ঠিক তা সরবরাহকারীকে জিজ্ঞেস করুন; তাদেরই হলে তার হোস্ট SUPPLIER_PAGE_HOSTS-এ লিখুন। ততক্ষণ গ্রাহক যেন অন্য উপায়ে টাকা দেন।",
  "alarm.brake-unknowns": "🛑 <b>আমরা বিক্রি থামিয়েছি: দশ মিনিটে তিনটি অর্ডারের ফল অজানা।</b>",
  "alarm-do.brake-unknowns":
    "যেসব অর্ডারের টাকা এসেছে, সেগুলো রাখা আছে। আগে অর্ডারগুলো দেখুন; সরবরাহকারী ঠিক হলে একজন অ্যাডমিন “ছাড়ুন” চাপবেন।",
  "alarm-over.brake-unknowns": "✅ <b>আমরা আবার বিক্রি করছি।</b> অজানা ফলের পরের থামা তুলে নেওয়া হয়েছে।",
  "alarm.brake-restored":
    "🛑 <b>আমরা বিক্রি থামিয়েছি: ডেটাবেসটি শেষ দেখা ডেটাবেসের চেয়ে পুরোনো, বা অন্য জায়গা থেকে এসেছে।</b>",
  "alarm-do.brake-restored":
    "সরবরাহকারীর পোর্টালের শেষ বুকিংগুলো আমাদের অর্ডারের সঙ্গে মেলান: এখানে যেগুলো নেই সেগুলো বিক্রি হয়েছে কিন্তু অজানা। তারপর একজন অ্যাডমিন “ছাড়ুন” চাপবেন।",
  "alarm-over.brake-restored": "✅ <b>আমরা আবার বিক্রি করছি।</b> ডেটাবেস ফেরানোর পরের থামা তুলে নেওয়া হয়েছে।",
  "alarm.brake-disk": "🛑 <b>আমরা বিক্রি থামিয়েছি: ডিস্ক প্রায় ভরা।</b>",
  "alarm-do.brake-disk": "সার্ভারের ডিস্কে জায়গা করুন। আমরা নিজে থেকেই আবার চালু হব।",
  "alarm-over.brake-disk": "✅ <b>আমরা আবার বিক্রি করছি।</b> ডিস্কে জায়গা আছে।",
  "alarm.brake-spend": "🛑 <b>একটি অর্ডার আটকানো হয়েছে: আজকের খরচের সীমা শেষ।</b>",
  "alarm-do.brake-spend":
    "যেসব অর্ডারের টাকা এসেছে, সেগুলো রাখা আছে, কাল চলবে। আজই চালাতে DAILY_SPEND_LIMIT বাড়িয়ে বট আবার চালু করুন।",
  "alarm-over.brake-spend": "✅ <b>নতুন দিন: খরচের সীমা নতুন করে শুরু।</b>",
  "alarm.orders": "অর্ডার: {{references}}",
  "alarm.more": "আরও {{count}}টি",
  "alarm.order": "অর্ডার {{reference}}",
  "alarm.read-again": "🔎 আবার দেখুন",
  "alarm.issued": "✅ ইস্যু হয়েছে…",
  "alarm.void": "🚫 বুকিং নেই…",
  "staff.command.resolve": "দেখে মেটানো যায় না এমন অর্ডার মেটান",
  "staff.command.refund": "অর্ডারের টাকা ফেরত দিন",
  "staff.command.release": "থামার পর দোকান আবার চালু করুন",
  "staff.how.resolve":
    "<code>/resolve T7K-4QX issued</code>, বা সরবরাহকারীর পোর্টালের আইডি দিয়ে <code>/resolve T7K-4QX issued BOOKING-ID</code>, বা <code>/resolve T7K-4QX void কেন</code>",
  "staff.how.refund": "<code>/refund T7K-4QX কেন</code>",
  "staff.how.release": "<code>/release unknowns</code> বা <code>/release restored</code>",
  "settle.issued.issued": "✅ {{reference}}: সরবরাহকারীর কাছে আছে। গ্রাহক এখনই পাচ্ছেন।",
  "settle.issued.ordered":
    "{{reference}}: বুকিং আছে, কিন্তু পুরো eSIM এখনো নেই। আমরা দেখে যাচ্ছি; বেশি সময় লাগলে সরবরাহকারীকে জিজ্ঞেস করুন।",
  "settle.issued.unpaid":
    "{{reference}}: বুকিং আছে, কিন্তু সরবরাহকারী বলছে টাকা দেওয়া হয়নি, তাই কিছু পাঠানো হয়নি। টাকা দেওয়া হলে গ্রাহক eSIM পাবেন।",
  "settle.issued.part":
    "{{reference}}: eSIM-এর একটি অংশ এসেছে, কিন্তু বুকিংটি এখন দেখা যাচ্ছে না। বাকিটার জন্য সরবরাহকারীকে জিজ্ঞেস করুন।",
  "settle.issued.not-shown":
    "{{reference}}: আমাদের আইডিতে কোনো বুকিং দেখা যায় না, তাই কিছু করা হয়নি। সরবরাহকারীর পোর্টালে বুকিং আইডি খুঁজে লিখুন: /resolve {{reference}} issued BOOKING-ID",
  "settle.issued.unclear":
    "{{reference}}: সরবরাহকারী স্পষ্ট উত্তর দেয়নি, তাই কিছু করা হয়নি। কয়েক মিনিট পরে আবার দেখুন। পোর্টালে বুকিং আইডি পেলে লিখুন: /resolve {{reference}} issued BOOKING-ID",
  "settle.issued.contradiction":
    "{{reference}}: সরবরাহকারী অন্য অর্ডারের eSIM দেখাচ্ছে। কিছু পাঠানো হয়নি। সরবরাহকারীকে জিজ্ঞেস করুন।",
  "settle.issued.settled": "{{reference}} কারও অপেক্ষায় নেই: এটি {{state}}।",
  "settle.void.void": "🚫 {{reference}}: বুকিং নেই বলে মিটে গেল। গ্রাহককে জানানো হচ্ছে, নেওয়া টাকা ফেরত যাচ্ছে।",
  "settle.void.found":
    "{{reference}}: সরবরাহকারীর কাছে এই বুকিং আছে, তাই “বুকিং নেই” বলা যায় না। গ্রাহক এটি পাচ্ছেন।",
  "settle.void.unpaid":
    "{{reference}}: সরবরাহকারীর কাছে এই বুকিং আছে, টাকা এখনো দেওয়া হয়নি, তাই “বুকিং নেই” বলা যায় না। সময়মতো টাকা না দিলে এটি নিজে থেকেই শেষ হবে।",
  "settle.void.part":
    "{{reference}}: eSIM-এর একটি অংশ এসেছে, তাই “বুকিং নেই” বলা যায় না। বাকিটার জন্য সরবরাহকারীকে জিজ্ঞেস করুন।",
  "settle.void.unreadable":
    "{{reference}}: সরবরাহকারীর কাছে এখন দেখা যাচ্ছে না, আর তাতে কিছুই প্রমাণ হয় না, তাই কিছু করা হয়নি। পরে আবার চেষ্টা করুন।",
  "settle.void.second-person":
    "{{reference}}: একজন বলেছেন বুকিং নেই। দ্বিতীয় একজন সহকর্মীকে “বুকিং নেই” চাপতে হবে, বা লিখতে হবে: /resolve {{reference}} void কেন",
  "settle.void.typed": "এখানে আপনি একা, তাই লিখে দিন: /resolve {{reference}} void কেন",
  "settle.void.later":
    "{{reference}}: এখানে আপনি একা, তাই {{time}}-এর পরে আরেকবার লিখুন: /resolve {{reference}} void কেন",
  "settle.void.settled": "{{reference}} কারও অপেক্ষায় নেই: এটি {{state}}।",
  "settle.refund.started": "↩️ {{reference}}: টাকা নিজে থেকেই ফেরত যাচ্ছে। ফেরত গেলে গ্রাহককে জানানো হবে।",
  "settle.refund.handed-back": "↩️ {{reference}}: ফেরত দেওয়া হয়েছে বলে লেখা হলো। গ্রাহককে জানানো হচ্ছে।",
  "settle.refund.not-owed":
    "{{reference}}: এর জন্য কোনো টাকা পাওনা নেই (এটি {{state}})। তবু কিছু দিতে চাইলে /credit ব্যবহার করুন।",
  "settle.refund.done": "{{reference}}: টাকা আগেই ফেরত গেছে।",
  "settle.released": "▶️ আমরা আবার বিক্রি করছি।",
  "settle.released-none": "এই থামা চালু নেই।",
  "alarm.release": "▶️ ছাড়ুন",
};
