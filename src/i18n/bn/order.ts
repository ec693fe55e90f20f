import type { order as english } from "../en/order.ts";

/** What happens to an order after the confirm tap. */
export const order: Record<keyof typeof english, string> = {
  "ordering.text_one": "⏳ আপনার eSIM অর্ডার করা হচ্ছে। সাধারণত এক মিনিটও লাগে না। অর্ডার {{reference}}।",
  "ordering.text_other":
    "⏳ আপনার {{count}}টি eSIM অর্ডার করা হচ্ছে। সাধারণত এক মিনিটও লাগে না। অর্ডার {{reference}}।",
  "done.text_one": "✅ আপনার eSIM এসে গেছে · {{country}} · অর্ডার {{reference}}",
  "done.text_other": "✅ আপনার {{count}}টি eSIM এসে গেছে · {{country}} · অর্ডার {{reference}}",
  "unknown.title": "<b>অপারেটরের কাছে আপনার অর্ডারের খোঁজ নিচ্ছি।</b>",
  "unknown.text":
    "অর্ডার করার সময় সংযোগ কেটে গেছে। আপনার টাকা দুবার কাটা হবে না। অনুগ্রহ করে আবার অর্ডার করবেন না: ১৫ মিনিটের মধ্যে এখানেই জানাব।",
  "still-unknown.title": "<b>আপনার অর্ডারের খোঁজ এখনো চলছে।</b>",
  "still-unknown.text":
    "অপারেটর এখনো পরিষ্কার উত্তর দেয়নি। আপনার টাকা দুবার কাটা হবে না। অনুগ্রহ করে আবার অর্ডার করবেন না: আমরা খোঁজ নিতে থাকব, জানামাত্রই এখানে লিখব।",
  "with-staff.title": "<b>আমাদের একজন সহকর্মী আপনার অর্ডারটি দেখছেন।</b>",
  "with-staff.text":
    "অর্ডারটির কী হলো, অপারেটর এখনো পরিষ্কার জানায়নি। আপনার টাকা দুবার কাটা হবে না। অনুগ্রহ করে আবার অর্ডার করবেন না: মীমাংসা হওয়ামাত্রই এখানে লিখব।",
  "failed.nothing-charged": "কোনো টাকা কাটা হয়নি।",
  "failed.title.sold_out": "<b>অপারেটরের কাছে এই প্ল্যানটি শেষ হয়ে গেছে।</b>",
  "failed.title.price_changed": "<b>শেষ মুহূর্তে দাম বদলে গেছে, তাই আমরা থেমে গেছি।</b>",
  "failed.title.package_gone": "<b>অপারেটর এই প্ল্যানটি আর দিচ্ছে না।</b>",
  "failed.title.supplier_refused": "<b>অপারেটর অর্ডারটি নেয়নি।</b>",
  "failed.title.supplier_unavailable": "<b>অপারেটরের সঙ্গে যোগাযোগ করা যায়নি, তাই কোনো অর্ডার হয়নি।</b>",
  "failed.title.agency_balance": "<b>এই মুহূর্তে অর্ডারটি সম্পন্ন করতে পারছি না।</b>",
  "failed.title.traveller_refused": "<b>অপারেটর যাত্রীর তথ্য গ্রহণ করেনি।</b>",
  "failed.title.not_offered": "<b>এই প্ল্যানটি আপনার কাছে বিক্রি করা যাচ্ছে না।</b>",
  "failed.title.shop_closed": "<b>দোকান এখন অর্ডার নিচ্ছে না।</b>",
  "failed.title.not_rechargeable": "<b>এই eSIM-এ আর টপ-আপ করা যায় না।</b>",
  "failed.next.price_changed": "নতুন দাম দেখতে আবার বেছে নিন।",
  "failed.next.supplier_refused": "অন্য প্ল্যান নিয়ে দেখুন, অথবা অর্ডার নম্বরসহ আমাদের লিখুন।",
  "failed.next.supplier_unavailable": "কয়েক মিনিট পর আবার চেষ্টা করুন।",
  "failed.next.agency_balance":
    "সমস্যাটি আমাদের দিকে, আমাদের কর্মীরা ঠিক করে দিতে পারবেন। অনুগ্রহ করে অর্ডার নম্বরসহ আমাদের লিখুন।",
  "failed.next.traveller_refused": "নাম ও ফোন নম্বর মিলিয়ে দেখুন, অথবা আমাদের লিখুন।",
  "failed.next.not_offered": "অনুগ্রহ করে আমাদের লিখুন, আমরা উপায় খুঁজে দেব।",
  "failed.next.shop_closed": "পরে আবার চেষ্টা করুন, অথবা আমাদের লিখুন।",
  "failed.next.not_rechargeable": "একই দেশের নতুন eSIM এক চাপেই পেয়ে যাবেন।",
  "void.title": "<b>অপারেটরের কাছে খোঁজ নিয়ে আপনার কোনো বুকিং পাইনি।</b>",
  "void.text": "আপনি আবার অর্ডার করতে পারেন।",
  "void.again": "🛒 আবার অর্ডার করুন",
  "partly.title": "<b>আপনার {{quantity}}টির মধ্যে {{issued}}টি eSIM এসেছে।</b>",
  "partly.text":
    "বাকিগুলোর খোঁজ নিচ্ছি, এখানেই জানাব। আপনার টাকা দুবার কাটা হবে না। অনুগ্রহ করে আবার অর্ডার করবেন না।",
  "already.ordering": "<b>এটি অর্ডার করা হচ্ছে।</b> একটু অপেক্ষা করুন।",
  "already.checking": "<b>এটি অর্ডার করা হয়েছে, অপারেটরের কাছে খোঁজ নিচ্ছি।</b> অনুগ্রহ করে আবার অর্ডার করবেন না।",
  "already.issued": "<b>এটি আগেই অর্ডার করা হয়েছে।</b> আপনার eSIM /esims-এ আছে।",
  "already.failed": "<b>এই অর্ডারটি সম্পন্ন হয়নি।</b>",
  "already.cancelled": "<b>এই অর্ডারটি বাতিল হয়েছে।</b>",
  "already.again": "আবার বেছে নিতে পারেন।",
  "pending.text": "<b>এই অর্ডারটি এখনো নিশ্চিত করা হয়নি।</b> কোনো টাকা কাটা হয়নি।",
  "pending.go-on": "এটি নিয়ে এগিয়ে যান",
  "not-selling.title": "<b>আপাতত শুধু নিবন্ধিত গ্রাহকদের কাছেই বিক্রি করা হচ্ছে।</b>",
  "not-selling.text": "আমাদের লিখুন, আপনাকে নিবন্ধন করে দেব। কোনো টাকা কাটা হয়নি।",
  "too-many.title": "<b>এক দিনে এর বেশি অর্ডার করা যায় না।</b>",
  "too-many.text": "কোনো টাকা কাটা হয়নি। আগামীকাল আবার চেষ্টা করুন, বেশি লাগলে আমাদের লিখুন।",
  "closed.title": "<b>দোকান এখন অর্ডার নিচ্ছে না।</b>",
  "closed.text": "ঘুরে দেখতে পারেন, আপনার আগের eSIM-ও চলবে। কোনো টাকা কাটা হয়নি।",
};
