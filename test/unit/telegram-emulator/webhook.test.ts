import { describe, expect, it, vi } from "vitest";
import { call, emulatorWithCustomer, result } from "./bot-caller.ts";
import { startReceiver, type Delivery } from "./webhook-receiver.ts";

const textsOf = (deliveries: readonly Delivery[]) =>
  deliveries.map(({ update }) => update.message?.text ?? update.callback_query?.data);
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });

describe("setting a webhook", () => {
  it.each([
    [{ url: "http://shop.example.com/hook" }, "bad webhook: An HTTPS URL must be provided for webhook"],
    [
      { url: "https://shop.example.com:9000/hook" },
      "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
    ],
    [{ url: "https://shop.example.com", secret_token: "a b" }, "secret token contains unallowed characters"],
  ])("refuses %j", async (params, problem) => {
    const { emulator } = await emulatorWithCustomer();
    expect((await call(emulator, "setWebhook", params)).description).toBe(`Bad Request: ${problem}`);
  });

  it("tells what is set and what waits", async () => {
    const { emulator } = await emulatorWithCustomer();
    await result(emulator, "setWebhook", {
      url: "https://shop.example.com/hook",
      max_connections: 3,
      allowed_updates: ["message"],
    });
    expect(await result(emulator, "getWebhookInfo")).toMatchObject({
      url: "https://shop.example.com/hook",
      pending_update_count: 1,
      max_connections: 3,
      allowed_updates: ["message"],
    });
    await result(emulator, "deleteWebhook", { drop_pending_updates: true });
    expect(await result(emulator, "getWebhookInfo")).toMatchObject({ url: "", pending_update_count: 0 });
  });
});

describe("delivering", () => {
  it("brings waiting and new updates with the secret", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const receiver = await startReceiver(() => ({ status: 200 }));
    await result(emulator, "setWebhook", { url: receiver.url, secret_token: "s3cret_-" });
    emulator.client.sendText(chatId, "new");
    await until(() => expect(textsOf(receiver.deliveries)).toEqual(["/start", "new"]));
    expect(receiver.deliveries.map(({ secret }) => secret)).toEqual(["s3cret_-", "s3cret_-"]);
    await until(() => expect(emulator.control.pendingUpdateCount()).toBe(0));
    expect(emulator.control.webhookReplies()).toEqual([]);
  });

  it("tries again until a 2xx, and lets nothing of the chat pass meanwhile", async () => {
    const { emulator, chatId } = await emulatorWithCustomer({ webhookBackoff: { firstMs: 1, maxMs: 5 } });
    let failures = 0;
    const receiver = await startReceiver(({ update }) => {
      if (update.message?.text !== "/start" || failures === 4) return { status: 204 };
      failures += 1;
      return failures % 2 === 0 ? "hang up" : { status: 503 };
    });
    await result(emulator, "setWebhook", { url: receiver.url });
    emulator.client.sendText(chatId, "after");
    await until(() => expect(textsOf(receiver.deliveries).at(-1)).toBe("after"));
    expect(textsOf(receiver.deliveries)).toEqual([...Array.from({ length: 5 }, () => "/start"), "after"]);
    expect(new Set(receiver.deliveries.map(({ update }) => update.update_id)).size).toBe(2);
    expect(await result(emulator, "getWebhookInfo")).toMatchObject({
      last_error_message: expect.any(String) as string,
    });
  });

  it("runs taps in a queue of their own, beside the messages of the same person", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    let release = (): void => undefined;
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    const receiver = await startReceiver(async ({ update }) => {
      if (update.message?.text === "slow") await isReleased;
      return { status: 200 };
    });
    await result(emulator, "setWebhook", { url: receiver.url });
    for (const text of ["slow", "next"]) emulator.client.sendText(chatId, text);
    for (const data of ["tap 1", "tap 2"]) emulator.client.tap(chatId, { messageId: 1, data });
    await until(() => expect(textsOf(receiver.deliveries)).toHaveLength(4));
    expect(textsOf(receiver.deliveries).filter((text) => text?.startsWith("tap"))).toEqual([
      "tap 1",
      "tap 2",
    ]);
    expect(textsOf(receiver.deliveries)).not.toContain("next");
    release();
    await until(() => expect(textsOf(receiver.deliveries).at(-1)).toBe("next"));
  });

  it("keeps to max_connections", async () => {
    const { emulator } = await emulatorWithCustomer();
    let atOnce = 0;
    let mostAtOnce = 0;
    const receiver = await startReceiver(async () => {
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      atOnce -= 1;
      return { status: 200 };
    });
    await result(emulator, "setWebhook", { url: receiver.url, max_connections: 2 });
    for (let i = 0; i < 20; i += 1) emulator.client.start(emulator.client.addUser({ firstName: `C${i}` }).id);
    await until(() => expect(receiver.deliveries).toHaveLength(21));
    expect(mostAtOnce).toBeLessThanOrEqual(2);
  });

  it("delivers each update twice when told to", async () => {
    const { emulator } = await emulatorWithCustomer();
    emulator.control.duplicateUpdates(true);
    const receiver = await startReceiver(() => ({ status: 200 }));
    await result(emulator, "setWebhook", { url: receiver.url });
    await until(() => expect(receiver.deliveries).toHaveLength(2));
    expect(new Set(receiver.deliveries.map(({ update }) => update.update_id)).size).toBe(1);
  });

  it("executes a JSON answer as a method call, and records it", async () => {
    const { emulator, chatId } = await emulatorWithCustomer();
    const body = { method: "sendMessage", chat_id: chatId, text: "from the answer" };
    const receiver = await startReceiver(() => ({ status: 200, body: JSON.stringify(body) }));
    await result(emulator, "setWebhook", { url: receiver.url });
    await until(() => expect(emulator.control.webhookReplies()).toEqual([{ body, ok: true }]));
    expect(emulator.control.history(chatId).at(-1)?.text).toBe("from the answer");
  });
});
