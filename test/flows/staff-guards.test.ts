import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sender } from "../../src/sandbox/telegram-emulator/index.ts";
import type { IntentKind } from "../../src/services/ports/index.ts";
import type { Customer } from "../support/customer.ts";
import { say } from "../support/purchase.ts";
import { textOf } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";
import { readRows, sentAll } from "./support/database.ts";
import { sampleCommands, sampleTaps } from "./support/staff-samples.ts";
import { setStaffScene, type StaffScene } from "./support/staff-scene.ts";
import { ADMIN_ID, AGENT_ID } from "./support/staffed-shop.ts";

/** What acts of staff tell customers. */
const TOLD = [
  "esim",
  "support-reply",
  "account-changed",
  "order-void",
] as const satisfies readonly IntentKind[];

/** Whatever an act of staff leaves behind. */
const TRACES = [
  "select * from staff",
  // What was refused is written down by itself, of staff and of those who were.
  "select count(*) as n from audit where outcome not in ('refused: only an admin may', 'refused: no member of staff any more')",
  "select count(*) as n from staff_notes",
  "select id, state from orders",
  "select count(*) as n from order_events",
  "select id, state from payments",
  "select count(*) as n from ledger",
  "select * from credit_limits",
  "select * from void_proposals",
  "select * from settings where name like 'brake%'",
  "select count(*) as n from support_messages",
  `select count(*) as n from outbox where kind in (${TOLD.map((kind) => `'${kind}'`).join(", ")})`,
];

const BOT_ID = 7_700_000_001;
const UNKNOWN = "nonsense";

describe("every command and button of staff's table", () => {
  let scene: StaffScene;
  let namesake: Customer;
  let left: Customer;
  let otherGroupId: number;

  const shop = () => scene.shop;
  const traces = () => [...TRACES.map((sql) => readRows(shop(), sql)), shop().itt.control.ledger().length];
  const chatOf = (chatId: number) => shop().telegram.client.chat(chatId).messages;
  const arrived = () => readRows<{ n: number }>(shop(), "select count(*) as n from inbox")[0]?.n ?? 0;

  /** Does something `count` updates long, and gives what the bot said in the chat until all were handled. */
  async function saidWhile(chatId: number, count: number, act: () => unknown): Promise<readonly string[]> {
    await sentAll(shop());
    const before = arrived();
    const last = chatOf(chatId).at(-1)?.message_id ?? 0;
    await act();
    await waitUntil(() => arrived() >= before + count, { what: "every update to arrive" });
    await sentAll(shop());
    return chatOf(chatId)
      .filter(({ from, message_id }) => from.id === BOT_ID && message_id > last)
      .map(textOf);
  }

  const speak = (sender: Sender, chatId: number, texts: readonly string[]) =>
    saidWhile(chatId, texts.length, () =>
      texts.forEach((text) => shop().telegram.control.speak(sender, chatId, text)),
    );

  beforeAll(async () => {
    scene = await setStaffScene();
    const { admin, stranger } = scene;
    namesake = shop().customer({ firstName: "Ayesha", username: "ayesha" });
    left = shop().customer({ firstName: "Retired" });
    for (const each of [stranger, namesake, left]) {
      await each.start();
      await each.see("Mobile data for");
      shop().telegram.control.addToGroup(scene.groupId, each.id);
    }
    await say(admin, `/grant ${left.id} for a week`, "is an agent from now on");
    await say(left, `/find ${scene.sold.reference}`, "1 order found");
    await say(admin, `/revoke ${left.id} has left`, "no longer staff");
    const memberIds = [ADMIN_ID, AGENT_ID, stranger.id];
    otherGroupId = shop().telegram.control.addGroup({ title: "Elsewhere", memberIds });
  }, 180_000);
  afterAll(() => scene?.shop.close());

  const user = (who: () => Customer) => (): Sender => ({ kind: "user", userId: who().id });
  const strangerId = () => scene.stranger.id;
  const senders: readonly (readonly [string, () => Sender])[] = [
    ["a stranger", user(() => scene.stranger)],
    ["somebody with an admin's username", user(() => namesake)],
    ["an agent whose role was taken away", user(() => left)],
    ["an anonymous admin of the group", () => ({ kind: "anonymous-admin" })],
    ["a channel", () => ({ kind: "channel" })],
    ["the linked channel", () => ({ kind: "linked-channel" })],
    ["a stranger who forwards an admin", () => ({ kind: "forward", userId: strangerId(), origin: ADMIN_ID })],
    ["an admin who forwards somebody", () => ({ kind: "forward", userId: ADMIN_ID, origin: strangerId() })],
    ["an admin who forwards themselves", () => ({ kind: "forward", userId: ADMIN_ID, origin: ADMIN_ID })],
    [
      "an admin who forwards somebody hidden",
      () => ({ kind: "forward", userId: ADMIN_ID, origin: { hiddenName: "Ayesha" } }),
    ],
    ["an admin through another bot", () => ({ kind: "via-bot", userId: ADMIN_ID })],
    ["a stranger through another bot", () => ({ kind: "via-bot", userId: strangerId() })],
  ];

  it.each(senders)("is silence in the support group for %s", async (_, sender) => {
    const before = traces();
    const texts = [`/${UNKNOWN}`, "/help", ...sampleCommands(scene).map(({ text }) => text)];
    expect(await speak(sender(), scene.groupId, texts)).toEqual([]);
    expect(traces()).toEqual(before);
  });

  it.each(senders)("goes to no customer as an answer to their letter from %s", async (_, sender) => {
    const before = traces();
    const { length } = scene.owner.messages();
    const options = { replyToMessageId: scene.letterId };
    const said = await saidWhile(scene.groupId, 1, () =>
      shop().telegram.control.speak(sender(), scene.groupId, "Send me your code", options),
    );
    expect(said).toEqual([]);
    expect(scene.owner.messages()).toHaveLength(length);
    expect(traces()).toEqual(before);
  });

  it.each(senders.filter(([name]) => !/channel|anonymous/.test(name)))(
    "is in private what an unknown command is for %s",
    async (_, sender) => {
      const who = sender();
      const chatId = "userId" in who ? who.userId : 0;
      const before = traces();
      for (const { name, text, isShared } of sampleCommands(scene)) {
        // One that customers have too is theirs, whatever follows it; any other is answered like one that does not exist.
        const like = isShared ? `/${name}` : text.replace(`/${name}`, `/${UNKNOWN}`);
        const expected = await speak(who, chatId, [like]);
        const said = await speak(who, chatId, [text]);
        expect(expected.length, name).toBeGreaterThan(0);
        expect(said, name).toEqual(expected.map((each) => each.replaceAll(`/${UNKNOWN}`, `/${name}`)));
      }
      expect(traces()).toEqual(before);
    },
  );

  it.each([
    ["an admin", ADMIN_ID],
    ["an agent", AGENT_ID],
  ])("is in another group what an unknown command is, for %s too", async (_, userId) => {
    const before = traces();
    const who: Sender = { kind: "user", userId };
    const [expected] = await speak(who, otherGroupId, [`/${UNKNOWN}`]);
    const texts = sampleCommands(scene).map(({ text }) => text);
    const said = await speak(who, otherGroupId, texts);
    expect(said).toEqual(texts.map(() => expected));
    expect(traces()).toEqual(before);
  });

  it("is nothing when an admin edits a message into it, or a channel posts it", async () => {
    const before = traces();
    const texts = sampleCommands(scene).map(({ text }) => text);
    for (const [who, chatId] of [
      [scene.admin, ADMIN_ID],
      [scene.admin.inGroup(scene.groupId), scene.groupId],
    ] as const) {
      await saidWhile(chatId, 1, () => who.send("hello"));
      const mine = who.messages().findLast(({ text }) => text === "hello")?.message_id ?? 0;
      const edit = async () => {
        for (const text of texts) await who.edit(mine, text);
      };
      expect(await saidWhile(chatId, 0, edit)).toEqual([]);
    }
    for (const text of texts) shop().telegram.control.postInChannel(text);
    const { text } = await scene.stranger.send(`/${UNKNOWN}`);
    await scene.stranger.see(`I don't know ${text}.`, { inLast: true });
    await sentAll(shop());
    expect(traces()).toEqual(before);
  });

  it("is refused to an agent where only an admin may, and changes nothing", async () => {
    const before = traces();
    const forAdmins = sampleCommands(scene).filter(({ role }) => role === "admin");
    expect(forAdmins.length).toBeGreaterThan(0);
    const refused = "Only an admin may do this.";
    for (const chatId of [AGENT_ID, scene.groupId]) {
      const texts = forAdmins.map(({ text }) => text);
      const said = await speak({ kind: "user", userId: AGENT_ID }, chatId, texts);
      expect(said).toEqual(texts.map(() => refused));
    }
    const there = scene.agent.inGroup(scene.groupId);
    for (const { data } of sampleTaps(scene).filter(({ role }) => role === "admin")) {
      const tap = async () => (await there.tapData(scene.letterId, data)).answered();
      expect(await saidWhile(scene.groupId, 1, tap)).toEqual([refused]);
    }
    expect(traces()).toEqual(before);
  });

  /** Presses a button that does not exist, then every one of the table: both must be answered alike. */
  async function pressAll(who: Customer, chatId: number, taps: readonly { data: string }[]): Promise<void> {
    const under = chatOf(chatId).findLast(({ from }) => from.id === BOT_ID)?.message_id ?? 0;
    const press = async (data: string) => {
      let answer: object = {};
      const said = await saidWhile(chatId, 1, async () => {
        answer = { ...(await (await who.tapData(under, data)).answered()), queryId: "" };
      });
      return { answer, said };
    };
    const before = traces();
    const expected = await press("no-such-button");
    for (const { data } of taps) expect(await press(data), data).toEqual(expected);
    expect(traces()).toEqual(before);
  }

  const pressers: readonly (readonly [string, () => Customer])[] = [
    ["a stranger", () => scene.stranger],
    ["somebody with an admin's username", () => namesake],
    ["an agent whose role was taken away", () => left],
  ];

  it.each(pressers)("is no button for %s, in the group or by its data in private", async (_, who) => {
    const posts = () =>
      chatOf(scene.groupId).filter(({ from, text }) => from.id === BOT_ID && !text?.startsWith("Only"));
    const before = JSON.stringify(posts());
    await pressAll(who().inGroup(scene.groupId), scene.groupId, sampleTaps(scene));
    await pressAll(who(), who().id, sampleTaps(scene));
    expect(JSON.stringify(posts())).toBe(before);
    expect(who().transcript()).not.toMatch(/Jasim|Karim/);
  });

  it("is written down of an agent and of who was one, within bounds, and of nobody else", () => {
    const refused = readRows<{ staff_id: number; action: string; outcome: string }>(
      shop(),
      "select staff_id, action, outcome from audit where outcome like 'refused: only%' or outcome like 'refused: no%'",
    );
    const byAgent = refused.filter(({ staff_id }) => staff_id === AGENT_ID);
    const adminsOnly = [...sampleCommands(scene), ...sampleTaps(scene)].filter(
      ({ role }) => role === "admin",
    );
    expect(new Set(byAgent.map(({ action }) => action))).toEqual(new Set(adminsOnly.map(({ name }) => name)));
    expect(refused.filter(({ staff_id }) => staff_id === left.id)).toHaveLength(20);
    expect(refused.filter(({ staff_id }) => staff_id !== left.id && staff_id !== AGENT_ID)).toEqual([]);
  });

  it("is no button for an admin in another group, nor one of the group's posts in private", async () => {
    await speak({ kind: "user", userId: ADMIN_ID }, otherGroupId, ["/help"]);
    await pressAll(scene.admin.inGroup(otherGroupId), otherGroupId, sampleTaps(scene));
    await say(scene.admin, "/help", "How can we help");
    await pressAll(
      scene.admin,
      ADMIN_ID,
      sampleTaps(scene).filter(({ isGroupOnly }) => isGroupOnly),
    );
  });

  // Last, since it changes the scene: the samples above would all have done something.
  it("does something for an admin", async () => {
    const there = scene.admin.inGroup(scene.groupId);
    for (const { name, data } of sampleTaps(scene)) {
      const seen = JSON.stringify([chatOf(scene.groupId), traces()]);
      await saidWhile(scene.groupId, 1, async () => (await there.tapData(scene.letterId, data)).answered());
      expect(JSON.stringify([chatOf(scene.groupId), traces()]), name).not.toBe(seen);
    }
    for (const { name, text } of sampleCommands(scene)) {
      const before = traces();
      const said = (await speak({ kind: "user", userId: ADMIN_ID }, ADMIN_ID, [text])).join("\n");
      expect(said, text).not.toMatch(/I don't know|This is how it goes|Only an admin/);
      expect(said, text).not.toBe("");
      if (name !== "staff") expect(traces(), text).not.toEqual(before);
    }
  });
});
