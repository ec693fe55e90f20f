import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buyEsim } from "../support/care.ts";
import type { Customer } from "../support/customer.ts";
import { waitUntil } from "../support/wait-until.ts";
import { STAFF_COMMANDS } from "../../src/telegram/staff/commands.ts";
import { newestOrder, readRows } from "./support/database.ts";
import { ADMIN_ID, AGENT_ID, startStaffedShop, type StaffedShop } from "./support/staffed-shop.ts";

type Sender = Parameters<StaffedShop["shop"]["telegram"]["control"]["speak"]>[0];

/** Tables in which a command that was obeyed would leave a trace. */
const TRACES = ["staff", "audit", "staff_notes", "outbox", "orders", "order_events"];

const BOT_ID = 7_700_000_001;

describe("whoever is no staff", () => {
  let world: StaffedShop;
  let stranger: Customer;
  let namesake: Customer;
  let reference: string;
  let otherGroupId: number;

  const shop = () => world.shop;
  /** Every command with what would make it do something. */
  const commands = (): string[] =>
    STAFF_COMMANDS.map(({ command }) => {
      const args: Record<string, string> = {
        grant: `${stranger.id} please`,
        revoke: `${AGENT_ID} please`,
        note: `${reference} a note`,
        export: "2026-11",
        audit: "",
        staff: "",
        stats: "",
      };
      return `/${command} ${args[command] ?? reference}`.trim();
    });
  const traces = () => TRACES.map((table) => readRows(shop(), `select count(*) as n from ${table}`));
  const allHandled = (atLeast: number) =>
    waitUntil(
      () => {
        const [row] = readRows<{ done: number; open: number }>(
          shop(),
          "select sum(state = 'done') as done, sum(state <> 'done') as open from inbox",
        );
        return row !== undefined && row.open === 0 && row.done >= atLeast;
      },
      { what: "every update to be handled", everyMs: 100 },
    );
  const doneUpdates = () =>
    readRows<{ done: number }>(shop(), "select count(*) as done from inbox where state = 'done'")[0]?.done ??
    0;
  /** Sends every command as `sender`, waits until all are handled, and gives what the bot said in that chat. */
  async function speakAll(sender: Sender, chatId: number): Promise<readonly string[]> {
    const before = doneUpdates();
    const seen = new Set(
      shop()
        .telegram.client.chat(chatId)
        .messages.map(({ message_id }) => message_id),
    );
    const texts = commands();
    for (const text of texts) shop().telegram.control.speak(sender, chatId, text);
    await allHandled(before + texts.length);
    return shop()
      .telegram.client.chat(chatId)
      .messages.filter(({ from, message_id }) => from.id === BOT_ID && !seen.has(message_id))
      .map(({ text, caption }) => text ?? caption ?? "");
  }

  beforeAll(async () => {
    world = await startStaffedShop();
    const nadia = world.shop.customer();
    await buyEsim(nadia);
    ({ reference } = newestOrder(world.shop, nadia.id));
    stranger = world.shop.customer({ firstName: "Stranger" });
    namesake = world.shop.customer({ firstName: "Ayesha", username: "ayesha" });
    for (const each of [stranger, namesake, world.admin]) {
      await each.start();
      await each.see("Mobile data for");
    }
    for (const { id } of [stranger, namesake]) world.shop.telegram.control.addToGroup(world.groupId, id);
    otherGroupId = world.shop.telegram.control.addGroup({
      title: "Elsewhere",
      memberIds: [ADMIN_ID, stranger.id],
    });
    await allHandled(1);
  }, 120_000);
  afterAll(() => world?.shop.close());

  const senders: readonly (readonly [string, () => Sender])[] = [
    ["an ordinary member", () => ({ kind: "user", userId: stranger.id })],
    ["somebody with an admin's username", () => ({ kind: "user", userId: namesake.id })],
    ["an anonymous admin of the group", () => ({ kind: "anonymous-admin" })],
    ["a channel", () => ({ kind: "channel" })],
    ["the linked channel", () => ({ kind: "linked-channel" })],
    ["somebody who forwards an admin", () => ({ kind: "forward", userId: stranger.id, origin: ADMIN_ID })],
    ["an admin who forwards somebody", () => ({ kind: "forward", userId: ADMIN_ID, origin: stranger.id })],
    [
      "an admin who forwards somebody hidden",
      () => ({ kind: "forward", userId: ADMIN_ID, origin: { hiddenName: "Ayesha" } }),
    ],
    ["an admin through another bot", () => ({ kind: "via-bot", userId: ADMIN_ID })],
    ["somebody through another bot", () => ({ kind: "via-bot", userId: stranger.id })],
  ];

  it.each(senders)("gets silence from every command in the support group: %s", async (_, sender) => {
    const before = traces();
    expect(await speakAll(sender(), world.groupId)).toEqual([]);
    expect(traces()).toEqual(before);
  });

  it.each(senders.filter(([name]) => !/channel|anonymous/.test(name)))(
    "is answered in private as if there were no such command: %s",
    async (_, sender) => {
      const who = sender();
      const chatId = "userId" in who ? who.userId : 0;
      const before = traces();
      const said = await speakAll(who, chatId);
      expect(traces()).toEqual(before);
      // One that customers have too is theirs; any other is not known, by its name.
      for (const { command } of STAFF_COMMANDS.filter(({ isShared }) => !isShared))
        expect(said.join("\n"), command).toContain(`I don't know /${command}.`);
      expect(said.join("\n")).not.toMatch(new RegExp(`${reference}|For staff|orders? found`));
    },
  );

  it("is an admin too in another group: there every command is an unknown one", async () => {
    const before = traces();
    const said = await speakAll({ kind: "user", userId: ADMIN_ID }, otherGroupId);
    shop().telegram.control.speak({ kind: "user", userId: ADMIN_ID }, otherGroupId, "/nonsense");
    const unknown = await world.admin.inGroup(otherGroupId).see(/./);
    expect(new Set(said)).toEqual(new Set([unknown.text]));
    expect(traces()).toEqual(before);
  });

  it("changes nothing by editing a message into a command", async () => {
    const before = traces();
    for (const [who, chatId] of [
      [world.admin, ADMIN_ID],
      [world.admin.inGroup(world.groupId), world.groupId],
    ] as const) {
      const { message_id } = await who.send("hello");
      const shown = shop().telegram.client.chat(chatId).messages.length;
      for (const command of commands()) await who.edit(message_id, command);
      await allHandled(1);
      expect(shop().telegram.client.chat(chatId).messages.length - shown).toBeLessThanOrEqual(1);
    }
    expect(traces()).toEqual(before);
  });

  it("presses staff's buttons in vain, in the group and by their data in private", async () => {
    const there = world.admin.inGroup(world.groupId);
    const { message_id: afterId } = await there.send(`/order ${reference}`);
    const { message_id } = await there.see("1 eSIM of 1", { afterId });
    const data = (there.allOldButtons() ?? []).filter((each) => each.messageId === message_id);
    expect(data.map(({ text }) => text)).toContain("👤 Show details");
    const before = traces();
    const passer = stranger.inGroup(world.groupId);
    for (const { callback_data } of data) await (await passer.tapData(message_id, callback_data)).answered();
    const home = stranger.lastMessage().message_id;
    for (const { callback_data } of data) await (await stranger.tapData(home, callback_data)).answered();
    await allHandled(1);
    expect(traces()).toEqual(before);
    expect(there.transcript()).not.toContain("Jasim Karim");
    const since = stranger.messages().filter((each) => each.message_id > home && each.from.is_bot);
    expect(JSON.stringify(since)).not.toContain(reference);
  });
});
