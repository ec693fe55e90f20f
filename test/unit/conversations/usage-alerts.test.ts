import { expect, it } from "vitest";
import { createUsageAlerts } from "../../../conversations/usage-alerts.ts";
import type { AlertKind } from "../../../src/domain/alerts.ts";
import { createTranslator } from "../../../src/i18n/index.ts";
import { createEsims } from "../../../src/services/index.ts";
import { anEsim, openNew, orderIn, silent, T0 } from "../storage/fixtures.ts";

it("drops an alert whose kind was switched off while it waited", async () => {
  const storage = await openNew();
  const draft = await orderIn(storage, "sending");
  const esims = [anEsim(draft)];
  const move = { orderId: draft.id, from: ["sending"], to: "issued", detail: "", nowMs: T0 } as const;
  await storage.orders.transition({ ...move, esims });
  const nothing = { total: null, remaining: null, isUnlimited: false };
  const data = { total: 1000, remaining: 90, isUnlimited: false };
  const figures = { status: "ACTIVE", expireAtMs: T0 * 2, data, voice: nothing, text: nothing };
  const usage = { figures, asOfMs: T0, triedAtMs: T0, trouble: null, topupFrom: null };
  const alerts = createUsageAlerts({
    esims: createEsims({ ...storage, clock: { now: () => T0 }, logger: silent }),
    view: async (owned) => ({ ...owned, usage, clocks: { nowMs: T0, zone: "Asia/Dhaka" } }),
  });
  const intent = {
    ...{ id: 1, attempts: 0, chatId: draft.chatId, dedupeKey: "one" },
    kind: "usage-alert" as const,
    ...{ subject: "data-90", esimId: esims[0]?.id },
  };
  const telling = (muted: readonly AlertKind[]) => alerts.tell(intent, muted, () => createTranslator("en"));
  expect(await telling(["time", "install"])).toBeDefined();
  expect(await telling(["data"])).toBeUndefined();
});
