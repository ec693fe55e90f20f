import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Customer } from "../support/customer.ts";
import { buyEsim } from "../support/care.ts";
import { JASIM, reachConfirm, say } from "../support/purchase.ts";
import { waitUntil } from "../support/wait-until.ts";
import { newestOrder, readRows } from "./support/database.ts";
import { ADMIN_ID, AGENT_ID, startStaffedShop, type StaffedShop } from "./support/staffed-shop.ts";

const inLast = { inLast: true } as const;
const NADIA = { ...JASIM, firstName: "Nadia", lastName: "Rahman", email: "nadia@example.com" };

interface AuditRow {
  staff_id: number | null;
  action: string;
  order_id: string | null;
  subject_id: number | null;
  outcome: string;
}

describe("staff", () => {
  let world: StaffedShop;
  let admin: Customer;
  let nadia: Customer;
  let reference: string;
  let orderId: string;
  let iccid: string;

  const audit = (): AuditRow[] =>
    readRows<AuditRow>(
      world.shop,
      "select staff_id, action, order_id, subject_id, outcome from audit order by id",
    );
  const lastAudit = () => audit().at(-1);

  beforeAll(async () => {
    world = await startStaffedShop();
    admin = world.admin;
    await admin.start();
    await admin.see("Mobile data for");
    nadia = world.shop.customer({ firstName: "Nadia" });
    await buyEsim(nadia, NADIA);
    const order = newestOrder(world.shop, nadia.id);
    ({ reference, id: orderId } = order);
    iccid = readRows<{ iccid: string }>(world.shop, "select iccid from esims")[0]?.iccid ?? "";
  }, 120_000);
  afterAll(() => world?.shop.close());

  it.each([
    ["its reference, however it is typed", () => reference.toLowerCase().replace("-", "")],
    [
      "the booking id",
      () =>
        readRows<{ booking_id: string }>(world.shop, "select booking_id from orders")[0]?.booking_id ?? "",
    ],
    ["the ICCID", () => iccid],
    ["the ICCID's last four", () => iccid.slice(-4)],
    ["the phone, with its country code", () => "+880 1966-330000"],
    ["the phone as it is dialled at home, in Bengali digits", () => "০১৯৬৬৩৩০০০০"],
    ["the e-mail address in capitals", () => "NADIA@Example.com"],
    ["a whole word of the name", () => "rahman"],
    ["the whole name, in any order", () => "Rahman, Nadia"],
    ["the customer's Telegram id", () => String(nadia.id)],
  ])("find an order by %s, with personal details masked", async (_, query) => {
    const { text = "" } = await say(admin, `/find ${query()}`, "1 order found");
    expect(text).toContain(`${reference} · 🇧🇩 Bangladesh`);
    expect(text).toContain("N•••• R•••••");
    expect(text).not.toMatch(/nadia|rahman|01966/i);
    expect(lastAudit()).toEqual({
      ...{ staff_id: ADMIN_ID, action: "find", order_id: orderId, subject_id: nadia.id, outcome: "1 found" },
    });
  });

  it("find nothing by a part of a name, or by what is not there", async () => {
    for (const query of ["rahma", "nobody@example.com", "+8801700000000", "0000", "ZZZ-ZZZ"])
      await say(admin, `/find ${query}`, "Nothing was found");
    await say(admin, "/find", "This is how it goes");
  });

  it("read an order in one plain sentence, what to do, and both sides of it", async () => {
    await admin.send(`/order ${reference}`);
    const { text = "" } = await admin.see(/Booking \S+: confirm/, inLast);
    expect(text.split("\n").slice(0, 2)).toEqual([
      "All is well: the eSIM is in the customer's chat.",
      "Nothing to do.",
    ]);
    expect(text).toContain(`${reference} · eSIM · 🇧🇩 Bangladesh`);
    expect(text).toContain("N•••• R••••• · +880•••000 · n•••@example.com");
    expect(text).toMatch(/With us\n[\s\S]*being ordered: sent to the supplier[\s\S]*With the supplier\n/);
    expect(text).toContain("1 eSIM of 1 is in it.");
    expect(text).toMatch(new RegExp(`To copy:\n${reference} \\S+`));
    expect(lastAudit()).toMatchObject({ action: "order", outcome: "shown, masked" });
  });

  it("see the traveller's details only after a tap, which is written down", async () => {
    const before = audit().length;
    const { message_id: afterId } = await admin.send(`/order ${reference}`);
    await admin.see("1 eSIM of 1", { inLast: true, afterId });
    await admin.tap("👤 Show details", { inLast: true, afterId });
    await admin.see("Nadia Rahman · +8801966330000 · nadia@example.com", inLast);
    expect(
      audit()
        .slice(before)
        .map(({ action }) => action),
    ).toEqual(["order", "show-details"]);
    expect(lastAudit()).toMatchObject({ staff_id: ADMIN_ID, order_id: orderId, subject_id: nadia.id });
  });

  it("look at eSIMs and at what is left of them, without their codes", async () => {
    const { text = "" } = await say(admin, `/esim ${iccid.slice(-4)}`, iccid);
    expect(text).toContain(`Order ${reference} · eSIM 1 of 1`);
    expect(text).not.toMatch(/LPA|smdp|\$/i);
    await say(admin, `/usage ${nadia.id}`, /\d+ % used/);
    await say(admin, `/usage ${reference}`, "As of");
    expect(lastAudit()).toMatchObject({ action: "usage", order_id: orderId, outcome: "1 found" });
    await say(admin, "/esim 0000", "No eSIM was found");
  });

  it("keep the customer's own /usage and /export where nothing follows them", async () => {
    await say(admin, "/usage", /no eSIM|nothing here|yet/i);
    await say(admin, "/export", "All that we store about you");
  });

  it("send an eSIM again, to its owner's chat alone", async () => {
    const before = nadia.lastMessage().message_id;
    await say(admin, `/resend ${reference} phone was lost`, "1 eSIM goes to the owner's chat again");
    await nadia.seePhoto({ afterId: before, timeoutMs: 20_000 });
    expect(admin.messages().some(({ photo }) => photo !== undefined)).toBe(false);
    expect(lastAudit()).toMatchObject({ action: "resend", outcome: "1 sent to the order's chat" });
  });

  it("keep notes that colleagues read on the order, sealed in the database", async () => {
    await say(admin, `/note ${reference} canary-note: calls after six`, "Noted.");
    await say(admin, `/order ${reference}`, `${ADMIN_ID}: canary-note: calls after six`);
    expect(JSON.stringify(readRows(world.shop, "select * from staff_notes"))).not.toContain("canary");
    await say(admin, "/note 999999999 about nobody", "no single customer");
    await say(admin, `/note ${reference}`, "This is how it goes");
  });

  it("have the supplier asked about a lost answer at once, and see it settled", async () => {
    const rafiq = world.shop.customer({ firstName: "Rafiq" });
    const { control } = world.shop.itt;
    control.addFault({ kind: "resetAfterCommit", operation: "create-booking" });
    control.addFault({ kind: "status500Before", operation: "booking-details", times: "always" });
    await reachConfirm(rafiq, { ...JASIM, firstName: "Rafiq" });
    await rafiq.tap(/^✅ Confirm/);
    await rafiq.see("We are checking your order");
    const order = newestOrder(world.shop, rafiq.id);
    const { message_id: afterId } = await admin.send(`/order ${order.reference}`);
    const { text = "" } = await admin.see("No clear answer", { afterId, timeoutMs: 25_000 });
    expect(text).toMatch(
      /^No eSIM yet: the supplier has not confirmed it clearly, and nothing will be ordered twice\.\nThe bot reads again at/,
    );
    control.clearFaults();
    await say(admin, `/reconcile ${order.reference} the customer called`, "is being asked now");
    expect(lastAudit()).toMatchObject({ action: "reconcile", order_id: order.id, outcome: "read at once" });
    await admin.see(new RegExp(`^${order.reference}: (The eSIM is there|All is well)`), {
      afterId,
      timeoutMs: 10_000,
    });
    await rafiq.seePhoto({ timeoutMs: 20_000 });
    await say(admin, `/reconcile ${reference}`, "There is nothing to find out: the order is delivered.");
  });

  it("are made and unmade by an admin, from the next update on", async () => {
    const { agent } = world;
    await agent.start();
    await say(agent, `/find ${reference}`, "/find");
    expect(agent.lastMessage().text).not.toContain(reference);
    await say(admin, "/grant @babul night shift", "the numeric Telegram id, never a username");
    await say(admin, `/grant ${AGENT_ID}`, "This is how it goes");
    await say(admin, `/grant ${AGENT_ID} night shift`, `${AGENT_ID} is an agent from now on.`);
    await say(agent, `/find ${reference}`, "1 order found");
    for (const command of ["/grant 123456 friend", "/audit", "/export 2026-11", `/revoke ${ADMIN_ID} coup`])
      await say(agent, command, "Only an admin may do this.");
    await say(agent, "/staff", "find orders");
    expect(agent.lastMessage().text).not.toContain("/grant");
    await agent.send(`/order ${reference}`);
    await agent.see("1 eSIM of 1", inLast);
    await say(admin, `/revoke ${AGENT_ID} left us`, "no longer staff");
    const before = audit().length;
    await (await agent.tap("👤 Show details")).answered();
    expect(agent.transcript()).not.toContain("Nadia Rahman");
    expect(audit().slice(before)).toMatchObject([
      { staff_id: AGENT_ID, action: "staff-details", outcome: "refused: no member of staff any more" },
    ]);
    await say(admin, `/revoke ${ADMIN_ID} mistake`, "ADMIN_IDS");
    expect(lastAudit()).toMatchObject({ action: "revoke", subject_id: ADMIN_ID });
    expect(lastAudit()?.outcome).toMatch(/^refused/);
    const written = audit().length;
    await say(admin, "/credit", "I could not read that");
    expect(audit()).toHaveLength(written);
  });

  it("see who did what, to whom and why", async () => {
    const { text = "" } = await say(admin, `/audit ${AGENT_ID}`, "Who did what");
    expect(text).toMatch(new RegExp(`${ADMIN_ID} · revoke · ${AGENT_ID} · no longer staff\n  why: left us`));
    await say(admin, `/audit ${reference}`, `· note · ${reference} · kept`);
    await say(admin, "/audit", "· audit ·");
  });

  it("work in the support group too, in the shop's language", async () => {
    const there = admin.inGroup(world.groupId);
    await say(there, `/find@demo_travel_esim_bot ${reference}`, "1 order found");
    const { message_id: afterId } = await there.send(`/order ${reference}`);
    await there.see("1 eSIM of 1", { afterId });
    await there.tap("👤 Show details", { inLast: true, afterId });
    await there.see("Nadia Rahman", { inLast: true, afterId });
    await say(there, "/help", "For staff");
  });

  it("read figures, and the month's books as a file by the shop's clock", async () => {
    const { text = "" } = await say(admin, "/stats", "How the shop is doing");
    expect(text).toMatch(/Today: \d+ ordered, \d+ issued, 0 came to nothing/);
    await say(admin, "/export 2026-13", "This is how it goes");
    const month = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Dhaka" }).format(Date.now()).slice(0, 7);
    const message = await say(admin, `/export ${month}`, `${month}: 2 orders`);
    const file = world.shop.telegram.client.file(message.document?.file_id ?? "");
    const lines = (file?.bytes.toString("utf8") ?? "").trimEnd().split("\r\n");
    expect(lines[0]).toBe(
      "\uFEFFaccepted,reference,kind,booking id,purchase currency,purchase,charged currency,charged,refunded,owed by hand,margin,method,payment reference,clerk,state,missing",
    );
    expect(lines[1]).toMatch(new RegExp(`^${month}-\\d\\d \\d\\d:\\d\\d,${reference},esim,[^,]+,BDT,`));
    expect(lines[1]).toMatch(/,agency_balance,,,delivered,$/);
    expect(lastAudit()).toMatchObject({ action: "export", outcome: `${month}: 2 orders` });
  });

  it("do not lose their own open purchase by a command", async () => {
    await admin.send("/buy");
    await admin.see("Where are you going?");
    await admin.send("Bangladesh");
    await admin.tap("Show all");
    await admin.tap(/ · .* · ৳/);
    await admin.tap("Continue");
    await admin.see("First name", inLast);
    await say(admin, `/find ${reference}`, "1 order found");
    await say(admin, "Ayesha", "Last name");
  });

  it("find nothing of a customer who was forgotten", async () => {
    await nadia.send("/delete");
    await nadia.tap("🗑 Yes, delete it", inLast);
    await nadia.see("Really?", inLast);
    await nadia.tap("🗑 Delete for good", inLast);
    await waitUntil(
      () => readRows(world.shop, "select id from customers where id = ?", nadia.id).length === 0,
      {
        what: "the customer to be forgotten",
      },
    );
    for (const query of ["rahman", "nadia@example.com", String(nadia.id)])
      await say(admin, `/find ${query}`, /Nothing was found/);
    await say(admin, `/order ${reference}`, "The traveller's details are kept no longer");
    await say(admin, `/resend ${reference} try`, "has no eSIM to send");
  });
});
