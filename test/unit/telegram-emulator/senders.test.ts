import { describe, expect, it } from "vitest";
import type {
  ClientChat,
  Message,
  Sender,
  TelegramEmulator,
  Update,
} from "../../../src/sandbox/telegram-emulator/index.ts";
import { emulatorWithCustomer, result } from "./bot-caller.ts";

/** A support group with an admin and an agent; the customer stands outside. */
async function supportGroup() {
  const { emulator, chatId } = await emulatorWithCustomer();
  const admin = emulator.client.addUser({ firstName: "Ayesha", username: "ayesha" }).id;
  const agent = emulator.client.addUser({ firstName: "Rafi" }).id;
  const group = emulator.control.addGroup({ title: "Support", memberIds: [agent], adminIds: [admin] });
  return { emulator, customer: chatId, admin, agent, group };
}

async function newestMessage(emulator: TelegramEmulator): Promise<Message | undefined> {
  return (await result<Update[]>(emulator, "getUpdates")).at(-1)?.message;
}

async function post<T>(emulator: TelegramEmulator, path: string, body: object): Promise<T> {
  const response = await fetch(`${emulator.apiRoot}/client${path}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

describe("people of a support group", () => {
  it("answer the bot's posts, send photos and press its buttons, over HTTP", async () => {
    const { emulator, agent, group } = await supportGroup();
    const card = await result(emulator, "sendMessage", {
      chat_id: group,
      text: "DT-1",
      reply_markup: { inline_keyboard: [[{ text: "Paid, issue", callback_data: "paid" }]] },
    });
    const place = { chatId: group, replyToMessageId: card.message_id };
    await post(emulator, `/chats/${agent}/text`, { text: "Done", ...place });
    expect(await newestMessage(emulator)).toMatchObject({
      chat: { id: group },
      from: { id: agent },
      reply_to_message: { text: "DT-1" },
    });
    await post(emulator, `/chats/${agent}/photo`, { caption: "The slip", ...place });
    expect(await newestMessage(emulator)).toMatchObject({
      caption: "The slip",
      chat: { id: group },
      reply_to_message: { message_id: card.message_id },
    });
    const press = { messageId: card.message_id, row: 0, column: 0, chatId: group };
    const { queryId } = await post<{ queryId: string }>(emulator, `/chats/${agent}/tap`, press);
    const asked = (await result<Update[]>(emulator, "getUpdates")).at(-1)?.callback_query;
    expect(asked).toMatchObject({
      id: queryId,
      from: { id: agent },
      message: { chat: { id: group } },
      data: "paid",
    });
  });

  it("change what they wrote", async () => {
    const { emulator, agent, group } = await supportGroup();
    const { message_id } = emulator.client.sendText(agent, "hello", { chatId: group });
    await post(emulator, `/chats/${agent}/edit`, { messageId: message_id, text: "/stats", chatId: group });
    const update = (await result<Update[]>(emulator, "getUpdates")).at(-1);
    expect(update?.edited_message).toMatchObject({
      text: "/stats",
      from: { id: agent },
      chat: { id: group },
    });
  });

  it("come in with a word to the group, and are listed", async () => {
    const { emulator, customer, admin, agent, group } = await supportGroup();
    emulator.control.addToGroup(group, customer);
    expect((await newestMessage(emulator))?.new_chat_members).toMatchObject([{ id: customer }]);
    const groups = await (await fetch(`${emulator.apiRoot}/client/groups`)).json();
    expect(groups).toEqual([
      { id: group, title: "Support", memberIds: [agent, admin, customer], adminIds: [admin] },
    ]);
  });

  it("see the same messages: none is marked as somebody's own", async () => {
    const { emulator, agent, group } = await supportGroup();
    emulator.client.sendText(agent, "hello", { chatId: group });
    const answer = await fetch(`${emulator.apiRoot}/client/chats/${group}`);
    const chat = (await answer.json()) as ClientChat;
    expect(chat.messages.map(({ outgoing }) => outgoing)).toEqual([undefined]);
  });

  it("have the menu of their standing", async () => {
    const { emulator, admin, agent, group } = await supportGroup();
    const set = (command: string, scope: object) =>
      result(emulator, "setMyCommands", { commands: [{ command, description: "x" }], scope });
    await set("everybody", { type: "all_group_chats" });
    await set("admins", { type: "chat_administrators", chat_id: group });
    await set("own", { type: "chat_member", chat_id: group, user_id: agent });
    const menu = (userId: number) => emulator.client.bot("en", userId, group).commands[0]?.command;
    expect([menu(admin), menu(agent), menu(1)]).toEqual(["admins", "own", "everybody"]);
  });
});

describe("who speaks", () => {
  const telegramBot = { id: 1_087_968_824, username: "GroupAnonymousBot", is_bot: true };
  it.each<[Sender["kind"], object]>([
    ["anonymous-admin", { from: telegramBot, sender_chat: { type: "supergroup" } }],
    ["channel", { from: { id: 136_817_688 }, sender_chat: { type: "channel" } }],
    [
      "linked-channel",
      { from: { id: 777_000 }, is_automatic_forward: true, forward_origin: { type: "channel" } },
    ],
    ["via-bot", { via_bot: { is_bot: true } }],
    ["forward", { forward_origin: { type: "user", sender_user: { username: "ayesha" } } }],
  ])("%s is told as Telegram tells it", async (kind, expected) => {
    const { emulator, customer, admin, group } = await supportGroup();
    const senders: Record<Sender["kind"], Sender> = {
      user: { kind: "user", userId: customer },
      "anonymous-admin": { kind: "anonymous-admin" },
      channel: { kind: "channel" },
      "linked-channel": { kind: "linked-channel" },
      "via-bot": { kind: "via-bot", userId: customer },
      forward: { kind: "forward", userId: customer, origin: admin },
    };
    emulator.control.speak(senders[kind], group, "/stats");
    expect(await newestMessage(emulator)).toMatchObject({
      ...expected,
      text: "/stats",
      entities: [{ type: "bot_command" }],
      chat: { id: group },
    });
  });

  it("may hide behind a name, or take an admin's username with another id", async () => {
    const { emulator, customer } = await supportGroup();
    const origin = { hiddenName: "Ayesha" };
    emulator.control.speak({ kind: "forward", userId: customer, origin }, customer, "/grant 1");
    expect((await newestMessage(emulator))?.forward_origin).toMatchObject({
      type: "hidden_user",
      sender_user_name: "Ayesha",
    });
    const double = emulator.client.addUser({ firstName: "Ayesha", username: "ayesha" });
    emulator.client.sendText(double.id, "/grant 1");
    expect((await newestMessage(emulator))?.from).toMatchObject({ id: double.id, username: "ayesha" });
  });

  it("is nobody in a channel", async () => {
    const { emulator } = await supportGroup();
    emulator.control.postInChannel("/stats");
    const update = (await result<Update[]>(emulator, "getUpdates")).at(-1);
    expect(update?.channel_post).toMatchObject({ text: "/stats", chat: { type: "channel" } });
    expect(update?.channel_post).not.toHaveProperty("from");
  });
});
