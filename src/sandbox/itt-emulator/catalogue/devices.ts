import type { JsonObject } from "../json.ts";

const LINES = `ios|Apple|iPhone XR|iPhone11,8
ios|Apple|iPhone XS|iPhone11,2
ios|Apple|iPhone 11|iPhone12,1
ios|Apple|iPhone 12|iPhone13,2
ios|Apple|iPhone 12 mini|iPhone13,1
ios|Apple|iPhone 13|iPhone14,5
ios|Apple|iPhone 13 Pro|iPhone14,2
ios|Apple|iPhone 14 Pro |iPhone15,2
ios|Apple|iPhone 15|iPhone15,4
ios|Apple|iPhone 15|iPhone15,4
ios|Apple|iPhone 16 Pro Max|iPhone17,2
ios|Apple|iPhone SE (2020)|iPhone12,8
ios|Apple|iPad Pro 11" (3rd generation)|iPad13,4
ios|Apple|iPad mini (6th generation) |iPad14,2
ios|Apple|Apple Watch Series 9|Watch7,4
android|Samsung|Galaxy S20|SM-G980F
android|Samsung|Galaxy S21 Ultra|SM-G998B
android|Samsung|Galaxy S22|SM-S901B
android|Samsung|Galaxy S23 |SM-S911B
android|Samsung|Galaxy S23|SM-S911B
android|Samsung|Galaxy S23 Ultra|SM-S918B
android|Samsung|Galaxy S24+|SM-S926B
android|Samsung|Galaxy Z Flip5|SM-F731B
android|Samsung|Galaxy Z Fold4|SM-F936B
android|Samsung|Galaxy Watch6 LTE|SM-R935F
android|Google|Pixel 4a|sunfish
android|Google|Pixel 6|oriole
android|Google|Pixel 7 Pro|cheetah
android|Google|Pixel 8|shiba
android|Google|Pixel 8 |shiba
android|Xiaomi|Xiaomi 13|2211133G
android|Xiaomi|Xiaomi 13T Pro|23078PND5G
android|Oppo|Find X5|PFFM10
android|Oppo|Reno 9A|CPH2523
android|Huawei|P40|ANA-NX9
android|Motorola|razr 40 ultra|XT2321-1
android|Sony|Xperia 1 V|XQ-DQ72
android|Honor|Magic5 Pro|PGT-N19
android|ABCTECH|X20|X20
android|Nothing|Phone (2a)|A142`;

/** Devices said to take eSIMs, with the duplicates, trailing spaces, tablets and watches that Airalo's list has. */
export const COMPATIBLE_DEVICES: readonly JsonObject[] = LINES.split("\n").map((line) => {
  const [os = "", brand = "", name = "", model = ""] = line.split("|");
  return { model, os, brand, name };
});
