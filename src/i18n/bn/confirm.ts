import type { confirm as english } from "../en/confirm.ts";

/** The confirm card and what may come between it and the order. */
export const confirm: Record<keyof typeof english, string> = {
  "confirm.title": "<b>অনুগ্রহ করে মিলিয়ে নিন</b>",
  "confirm.item": "{{flag}} <b>{{country}}</b>, {{plan}} × {{quantity}}",
  "confirm.capital": "দেশটি <b>{{country}}</b>, রাজধানী {{capital}}।",
  "confirm.look-alike": "দেশটি <b>{{country}}</b>, রাজধানী {{capital}}। {{others}} নয়।",
  "confirm.or": "{{names}} বা {{last}}",
  "confirm.traveller": "যাত্রী: {{traveller}}",
  "confirm.contact": "{{phone}} · {{email}}",
  "confirm.fees": "এর মধ্যে ফি: {{amount}}",
  "confirm.tax": "এর মধ্যে কর: {{amount}}",
  "confirm.total": "<b>মোট দিতে হবে: {{total}}</b>",
  "confirm.final": "eSIM একবার ইনস্টল হলে আর ফেরত নেওয়া যায় না।",
  "confirm.terms": "শর্তাবলি",
  "confirm.button": "✅ নিশ্চিত করুন · {{total}}",
  "confirm.traveller-button": "✏️ যাত্রী",
  "confirm.package-button": "✏️ প্ল্যান",
  "checking.text": "⏳ <b>{{country}}</b>: অপারেটরের কাছে দাম মিলিয়ে নিচ্ছি। কয়েক সেকেন্ড লাগবে।",
  "price-changed.title": "<b>দাম বদলেছে।</b>",
  "price-changed.rose":
    "আপনি বেছে নেওয়ার পর অপারেটরের দাম {{before}} থেকে বেড়ে <b>{{now}}</b> হয়েছে। কোনো টাকা কাটা হয়নি।",
  "price-changed.fell":
    "আপনি বেছে নেওয়ার পর অপারেটরের দাম {{before}} থেকে কমে <b>{{now}}</b> হয়েছে। কোনো টাকা কাটা হয়নি।",
  "price-changed.accept": "✅ {{now}}-এ রাজি",
  "price-changed.others": "🔎 অন্য প্ল্যান",
  "offer-expired.title": "<b>দামটি ১৫ মিনিটের জন্য ধরা ছিল, সেই সময় পেরিয়ে গেছে।</b>",
  "offer-expired.next": "কোনো টাকা কাটা হয়নি। আপনার পছন্দ ও যাত্রীর তথ্য রাখা আছে।",
  "offer-expired.again": "🔄 দাম আবার দেখুন",
  "gone.sold-out": "<b>অপারেটরের কাছে এই প্ল্যানটি এইমাত্র শেষ হয়ে গেছে।</b>",
  "gone.removed": "<b>অপারেটর এই প্ল্যানটি আর দিচ্ছে না।</b>",
  "gone.next": "কোনো টাকা কাটা হয়নি। {{country}}: আরও প্ল্যান আছে।",
  "supplier-down.title": "<b>অপারেটরের সাড়া পাওয়া যাচ্ছে না।</b>",
  "supplier-down.next": "আপনার পছন্দ রাখা আছে, কোনো টাকা কাটা হয়নি। এক মিনিট পর আবার চেষ্টা করুন।",
};
