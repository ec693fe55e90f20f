import { expect, it } from "vitest";
import { call, emulatorWithCustomer } from "./bot-caller.ts";

const hello = (chatId: number) => ({ chat_id: chatId, text: "Hello" });

it("fails the next calls of a method as ordered, then works again", async () => {
  const { emulator, chatId } = await emulatorWithCustomer();
  emulator.control.failNext({
    method: "sendMessage",
    times: 2,
    fault: { kind: "too-many-requests", retryAfterS: 7 },
  });
  for (let i = 0; i < 2; i += 1) {
    expect(await call(emulator, "sendMessage", hello(chatId))).toMatchObject({
      error_code: 429,
      parameters: { retry_after: 7 },
    });
  }
  expect((await call(emulator, "sendMessage", hello(chatId))).ok).toBe(true);
  expect(emulator.control.calls({ method: "sendMessage" }).map(({ outcome }) => outcome?.ok)).toEqual([
    false,
    false,
    true,
  ]);
});

it("fails calls into one chat only", async () => {
  const { emulator, chatId } = await emulatorWithCustomer();
  const other = emulator.client.addUser({ firstName: "Jasim" }).id;
  emulator.client.start(other);
  const fault = { kind: "refuse", code: 403, description: "Forbidden: user is deactivated" } as const;
  emulator.control.failNext({ method: "*", chatId: other, fault });
  expect((await call(emulator, "sendMessage", hello(chatId))).ok).toBe(true);
  expect((await call(emulator, "sendMessage", hello(other))).description).toBe(
    "Forbidden: user is deactivated",
  );
});

it("cuts the connection before or after the message went out", async () => {
  const { emulator, chatId } = await emulatorWithCustomer();
  emulator.control.failNext({ method: "sendMessage", fault: { kind: "reset-before" } });
  await expect(call(emulator, "sendMessage", hello(chatId))).rejects.toThrow();
  expect(emulator.control.history(chatId)).toHaveLength(1);
  emulator.control.failNext({ method: "sendMessage", fault: { kind: "reset-after" } });
  await expect(call(emulator, "sendMessage", hello(chatId))).rejects.toThrow();
  expect(emulator.control.history(chatId)).toHaveLength(2);
});

it("keeps a caller waiting for ever, with or without effect", async () => {
  const { emulator, chatId } = await emulatorWithCustomer();
  for (const [kind, calls, visible] of [
    ["hang-before", 1, 1],
    ["hang-after", 2, 2],
  ] as const) {
    emulator.control.failNext({ method: "sendMessage", fault: { kind } });
    const stop = new AbortController();
    const url = `${emulator.apiRoot}/bot${emulator.token}/sendMessage?chat_id=${chatId}&text=Hello`;
    const waiting = fetch(url, { signal: stop.signal });
    await expect.poll(() => emulator.control.calls({ method: "sendMessage" }).length).toBe(calls);
    await expect.poll(() => emulator.control.history(chatId).length).toBe(visible);
    stop.abort();
    await expect(waiting).rejects.toThrow(/abort/);
  }
});

it("answers late, as an error of its own, or as a broken proxy", async () => {
  const { emulator, chatId } = await emulatorWithCustomer();
  emulator.control.failNext({ method: "sendMessage", fault: { kind: "delay", delayMs: 60 } });
  const before = performance.now();
  expect((await call(emulator, "sendMessage", hello(chatId))).ok).toBe(true);
  expect(performance.now() - before).toBeGreaterThan(50);
  emulator.control.failNext({ method: "sendMessage", fault: { kind: "server-error" } });
  expect(await call(emulator, "sendMessage", hello(chatId))).toMatchObject({ error_code: 500 });
  emulator.control.failNext({ method: "sendMessage", fault: { kind: "bad-gateway" } });
  await expect(call(emulator, "sendMessage", hello(chatId))).rejects.toThrow(/JSON/);
});

it("forgets faults that are called off or reset", async () => {
  const { emulator, chatId } = await emulatorWithCustomer();
  const callOff = emulator.control.failNext({ method: "sendMessage", fault: { kind: "server-error" } });
  callOff();
  emulator.control.failNext({ method: "*", times: 99, fault: { kind: "server-error" } });
  emulator.control.reset();
  expect((await call(emulator, "sendMessage", hello(chatId))).ok).toBe(true);
});
