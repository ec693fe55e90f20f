import type { notices as english } from "../en/notices.ts";

/** Short sentences for moments when the customer and the shop are out of step. */
export const notices: Record<keyof typeof english, string> = {
  "notice.stale": "এই মেনুটি আগের। এখনকারটি এই যে।",
  "notice.placed": "অর্ডার {{reference}} একবারই দেওয়া হয়েছে। এই চাপে কিছু বদলায়নি।",
  "notice.claimed": "আপনি জানিয়েছেন। একজন সহকর্মী টাকা খুঁজে দেখছেন।",
  "notice.button-due": "অনুগ্রহ করে একটি বোতাম চাপুন।",
  "notice.text-due": "অনুগ্রহ করে উত্তরটি লিখে পাঠান।",
  "notice.too-long": "মেসেজটি অনেক বড়। কয়েকটি শব্দই যথেষ্ট।",
  "notice.language-set": "এখন থেকে বাংলায়।",
  "notice.forgotten": "সংরক্ষিত যাত্রীর তথ্য মুছে ফেলা হয়েছে।",
  "notice.kept": "পরের বারের জন্য রাখা হলো। মুছতে /profile লিখুন।",
  "notice.not-kept": "রাখা হলো না।",
  "resume.title": "<b>দোকানটি এইমাত্র হালনাগাদ হয়েছে।</b> যেখানে ছিলেন, সেখান থেকেই চলবে?",
  "resume.left": "<b>আপনার কেনাকাটা এখনো শেষ হয়নি।</b> যেখানে ছিলেন, সেখান থেকেই চলবে?",
  "resume.go-on": "{{country}} নিয়েই চলুক",
  "resume.go-on-short": "যেখানে ছিলাম, সেখান থেকে",
  "resume.start-over": "নতুন করে শুরু",
  "go-on.button": "↩️ {{country}} কেনা চালিয়ে যান",
  "go-on.button-short": "↩️ কেনা চালিয়ে যান",
  "update-failed.title": "<b>দুঃখিত, আমাদের দিকে একটি সমস্যা হয়েছে।</b>",
  "update-failed.text":
    "আপনার শেষ মেসেজটি নিয়ে কাজ করা যায়নি। অর্ডার নিশ্চিত করে থাকলে তা নিজে থেকেই এগোবে, /orders লিখে দেখুন; না করে থাকলে কোনো টাকা কাটা হয়নি। আবার চেষ্টা করুন, অথবা আমাদের লিখুন।",
};
