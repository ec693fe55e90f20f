import type { support as english } from "../en/support.ts";

/** গ্রাহক ও কর্মীদের মধ্যে চিঠিপত্র। */
export const support: Record<keyof typeof english, string> = {
  "command.support": "আমাদের কর্মীকে লিখুন",
  "support.title": "<b>আপনার জন্য কী করতে পারি?</b>",
  "support.how":
    "একটি মেসেজে লিখুন, অথবা দু-এক কথা লিখে একটি ছবি পাঠান। আমাদের একজন কর্মী পড়বেন এবং এই চ্যাটেই উত্তর দেবেন।",
  "support.order": "সঙ্গে অর্ডার {{reference}} জানিয়ে দিচ্ছি। অন্য অর্ডারের কথা হলে লিখে দিন।",
  "support.unreadable": "<b>শুধু লেখা বা ছবি পাঠানো যায়।</b>",
  "support.too-long": "<b>লেখাটি অনেক বড়, পাঠানো গেল না।</b> বড়জোর ৩,০০০ অক্ষরে লিখুন।",
  "support.caption-too-long": "<b>ছবির নিচের লেখাটি অনেক বড়, পাঠানো গেল না।</b> বড়জোর ৫০০ অক্ষরে লিখুন।",
  "support.elsewhere": "<b>আমাদের লিখুন, একজন কর্মী সাহায্য করবেন।</b>",
  "support.enough": "<b>আপনার শেষ মেসেজগুলো পেয়েছি, একজন কর্মী সেগুলো দেখছেন।</b>",
  "support.enough-next":
    "এক ঘণ্টার মধ্যে আপনি পাঁচবার লিখেছেন। একটু পরে এখানে আবার লিখতে পারবেন। জরুরি হলে নিচের বোতাম চাপুন।",
  "support.taken": "<b>জানিয়ে দিয়েছি।</b>",
  "support.taken-order": "<b>জানিয়ে দিয়েছি</b>, সঙ্গে অর্ডার {{reference}}।",
  "support.wait": "একজন কর্মী এই চ্যাটেই উত্তর দেবেন। বট ব্লক করলে উত্তর আপনার কাছে পৌঁছাবে না।",
  "support.reply": "💬 <b>{{shop}}-এর উত্তর</b>",
  "support.reply-order": "💬 <b>{{shop}}-এর উত্তর</b> · অর্ডার {{reference}}",
  "support.answer": "↩️ আবার লিখুন",
  "staff-support.title": "💬 <b>একজন গ্রাহক লিখেছেন</b>",
  "staff-support.order": "অর্ডার <code>{{reference}}</code> · {{what}}",
  "staff-support.no-order": "এখনো কোনো অর্ডার নেই",
  "staff-support.how": "<i>এই মেসেজের রিপ্লাইয়ে লিখুন: যা লিখবেন, গ্রাহক তা পাবেন।</i>",
  "staff-support.unreached": "🚫 <b>আপনার উত্তর গ্রাহকের কাছে পৌঁছায়নি:</b> <code>{{customer}}</code>",
  "staff-support.unreached-order":
    "🚫 <b>আপনার উত্তর গ্রাহকের কাছে পৌঁছায়নি:</b> <code>{{customer}}</code> · অর্ডার <code>{{reference}}</code>",
  "staff-support.unreached-next": "তিনি বট ব্লক করেছেন। ফিরে এলে উত্তরটি পাবেন; জরুরি হলে তাঁকে ফোন করুন।",
  "staff-support.photo-refused": "⚠️ সঙ্গে একটি ছবি ছিল, যা টেলিগ্রাম এখানে দেখাতে দেয়নি। ছবিটি আবার চান।",
  "support.photo-refused": "⚠️ সঙ্গে একটি ছবি ছিল, যা এখানে দেখানো গেল না। ছবিটি আমাদের কাছে চেয়ে নিন।",
  "staff-support.not-sent": "🚫 <b>গ্রাহককে পাঠানো হয়নি।</b>",
};
