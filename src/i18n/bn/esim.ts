import type { esim as english } from "../en/esim.ts";

/** Delivered eSIMs: the card with the QR code, the list, installing and trouble. */
export const esim: Record<keyof typeof english, string> = {
  "delivered.found-late":
    "শেষ পর্যন্ত খুঁজে পেয়েছি: অর্ডার {{reference}} বুক হয়েছিল। আবার অর্ডার করে থাকলে আমাদের লিখুন।",
  "delivered.title": "<b>আপনার eSIM তৈরি · {{country}}</b> · {{plan}}",
  "delivered.title-of": "<b>{{of}}টির মধ্যে {{position}} নম্বর eSIM তৈরি · {{country}}</b> · {{plan}}",
  "delivered.first-usage":
    "এখনই Wi-Fi-তে ইনস্টল করে রাখুন, পৌঁছে চালু করবেন। একটি ফোনে একবারই ইনস্টল করা যায়, মুছে ফেলবেন না।",
  "delivered.installation":
    "যাত্রার দিন Wi-Fi-তে ইনস্টল করুন: তখন থেকেই মেয়াদ শুরু। একটি ফোনে একবারই ইনস্টল করা যায়, মুছে ফেলবেন না।",
  "delivered.unknown":
    "Wi-Fi-তে ইনস্টল করুন, যাত্রার দিন হলে ভালো: মেয়াদ কখন শুরু হয়, তা জানানো হয়নি। একটি ফোনে একবারই ইনস্টল করা যায়, মুছে ফেলবেন না।",
  "delivered.install-by": "<b>{{date}}</b>-এর মধ্যে ইনস্টল করুন।",
  "delivered.confirmation-code": "ফোন একটি কনফারমেশন কোড চাইবে: <code>{{code}}</code>",
  "delivered.footer": "অর্ডার {{reference}} · ICCID …{{lastFour}}",
  "delivered.iphone": "আইফোনে ইনস্টল",
  "delivered.copy-iphone": "আইফোনের লিংক কপি",
  "delivered.android": "অ্যান্ড্রয়েডে ইনস্টল",
  "delivered.copy-smdp": "SM-DP+ কপি",
  "delivered.copy-code": "কোড কপি",
  "delivered.copy-confirmation": "কনফারমেশন কোড কপি",
  "esim.install": "📲 ইনস্টল করুন",
  "esim.steps": "📖 ধাপে ধাপে",
  "esim.trouble": "🆘 কাজ করছে না",
  "esim.send-again": "🔁 QR আবার পাঠান",
  "esims.title": "<b>আপনার eSIM</b>",
  "esims.line": "{{n}}. {{name}} · {{plan}} · কেনা {{date}} · …{{lastFour}}",
  "esims.state": "    {{state}}",
  "esims.until": "{{date}} পর্যন্ত",
  "esims.ended": "{{date}} তারিখে শেষ",
  "esims.gone": "অপারেটরের কাছে পাওয়া যাচ্ছে না",
  "esims.named": "{{n}}. {{flag}} {{label}}",
  "esims.label": "{{n}}. {{country}} …{{lastFour}}",
  "esims.none": "<b>আপনার এখনো কোনো eSIM নেই।</b>",
  "esims.none-next": "কিনলে সেটি এখানেই থাকবে: QR কোড, ধাপ ও সাহায্য।",
  "esim.title": "<b>{{country}}</b> · {{plan}}",
  "esim.bought": "কেনার তারিখ: {{date}}",
  "steps.via-qr": "QR কোড দিয়ে",
  "steps.manual": "নিজে লিখে",
  "steps.network": "পৌঁছানোর পর",
  "steps.line": "{{n}}. {{step}}",
  "steps.left-out": "এক মেসেজে সব ধরে না, তাই কিছু ধাপ এখানে নেই। বাকিটা আমাদের কাছে জেনে নিন।",
  "steps.generic-ios-1": "Settings › Cellular (বা Mobile Service) › Add eSIM › Use QR Code।",
  "steps.generic-ios-2": "কোডটি স্ক্যান করুন, অথবা তার নিচে “আইফোনে ইনস্টল” চাপুন।",
  "steps.generic-ios-3": "লাইনটির নাম দিন “Travel”; কথা বলার জন্য নিজের সিম রাখুন।",
  "steps.generic-android-1":
    "Settings › Connections (বা Network & internet) › SIM manager › Add eSIM › Scan QR code।",
  "steps.generic-android-2": "অথবা “Enter activation code” বেছে নিয়ে বোতাম থেকে কপি করা কোড বসান।",
  "steps.generic-arrive-1": "নতুন লাইনটি চালু করে মোবাইল ডেটার জন্য সেটিই বেছে নিন।",
  "steps.generic-arrive-3": "পাঁচ মিনিটেও সিগন্যাল না এলে ফোন বন্ধ করে চালু করুন।",
  "trouble.keep": "যা-ই করুন, eSIM মুছে ফেলবেন না: এটি দুবার ইনস্টল করা যায় না।",
};
