import { describe, expect, it } from "vitest";
import { createAlarmSpeech } from "../../../conversations/staff-alarms.ts";
import type { IncidentKind } from "../../../src/domain/incident.ts";
import { openDesk, type OrderDesk } from "../../chaos/support/order-desk.ts";
import { english, readText } from "../screens/read-screen.ts";

/** What staff read of the incident that is open. */
async function read(desk: OrderDesk, kind: IncidentKind, subject: string, what: string): Promise<string> {
  const { incidents } = desk.storage;
  const speech = createAlarmSpeech({ ...desk.storage, staffTranslator: () => english });
  await incidents.open(kind, subject, null, desk.clockMs());
  const open = (await incidents.listOpen()).find((each) => each.subject === subject);
  const subjectOf = `${open?.id ?? 0} ${what}`;
  const about = { kind: "staff-alarm", subject: subjectOf, chatId: 1, dedupeKey: "a" } as const;
  const telling = await speech.tell({ ...about, id: 1, attempts: 1 });
  return telling ? readText(telling.screen) : "nothing";
}

describe("the end of an alarm", () => {
  it("is no all-clear for unknown outcomes while orders wait for a person", async () => {
    const desk = await openDesk();
    const id = await desk.accept();
    const base = { orderId: id, detail: "by the test", nowMs: desk.clockMs() };
    expect(await read(desk, "unknown-orders", "all", "closed")).toContain(
      "No order has an unknown outcome any more",
    );
    for (const [from, to] of [
      ["accepted", "sending"],
      ["sending", "unknown"],
      ["unknown", "staff"],
    ] as const)
      await desk.storage.orders.transition({ ...base, from: [from], to });
    const text = await read(desk, "unknown-orders", "all", "closed");
    expect(text).toContain("1 order still waits for a person.");
    expect(text).not.toContain("No order has an unknown");
  });

  it("says of an unpaid booking what is known: paid, past its deadline, cancelled, or not shown", async () => {
    const desk = await openDesk();
    const id = await desk.accept();
    const { reference } = await desk.order(id);
    const told = (what: string) => read(desk, "payment-pending", id, what);
    expect(await told("closed")).toContain(`The supplier calls order ${reference} paid now.`);
    expect(await told("past")).toContain("still calls it unpaid, and has not cancelled it");
    expect(await told("cancelled")).toContain(`The supplier has cancelled order ${reference}.`);
    expect(await told("gone")).toContain("its reads have not shown the booking");
  });
});

it("names one more order by itself where the alarm of unknown outcomes is open", async () => {
  const desk = await openDesk();
  const id = await desk.accept();
  const { reference } = await desk.order(id);
  const text = await read(desk, "unknown-orders", id, "opened");
  expect(text).toContain(`The outcome of order ${reference} is not known either.`);
});
