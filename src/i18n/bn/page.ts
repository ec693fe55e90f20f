import type { page as english } from "../en/page.ts";

/** অপারেটরের নিজের পাতায় টাকা দেওয়া। */
export const page: Record<keyof typeof english, string> = {
  "page.title": "<b>অর্ডার {{reference}}-এর টাকা অপারেটরের পাতায় দিন</b>",
  "page.reminder": "⏰ <b>অর্ডার {{reference}} এখনো আপনার টাকার অপেক্ষায় আছে</b>",
  "page.until": "{{time}} পর্যন্ত টাকা দেওয়া যাবে। না দিলে তখন অর্ডারটি শেষ হয়ে যাবে।",
  "page.how": "অপারেটর টাকা পেলেই eSIM এখানে চলে আসবে।",
  "page.late": "<b>অর্ডার {{reference}}-এর টাকা সময় শেষ হওয়ার পরে এসেছে।</b> কিছু অর্ডার করা হয়নি।",
  "page.late-next": "অপারেটর জানিয়েছে, টাকা ফেরত দেওয়া হচ্ছে। না পেলে আমাদের লিখুন।",
};
