import type { Update } from "grammy/types";
import { describe, expect, it, onTestFinished } from "vitest";
import { createLanes } from "../../../src/telegram/lanes.ts";
import type { Turn } from "../../../src/telegram/context.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { openNew, silent } from "../storage/fixtures.ts";

const text = (updateId: number, userId: number, words: string): Update => {
  const from = { id: userId, is_bot: false, first_name: "Nadia" };
  const chat = { id: userId, type: "private" as const, first_name: "Nadia" };
  return { update_id: updateId, message: { message_id: updateId, date: 1, from, chat, text: words } };
};

type Handle = (update: Update, turn: Turn) => Promise<void>;

async function openLanes(handle: Handle, handlerTimeoutMs = 5_000) {
  const storage = await openNew();
  const lanes = createLanes({
    inbox: storage.inbox,
    handle,
    clock: { now: Date.now },
    logger: silent,
    owner: "test",
    handlerTimeoutMs,
    wakeOutbox: () => undefined,
  });
  onTestFinished(() => lanes.stop(1_000));
  lanes.start();
  return { storage, lanes };
}

describe("the lanes", () => {
  it("handles what one user does strictly in order, and others meanwhile", async () => {
    const log: string[] = [];
    let letNadiaGo: () => void = () => undefined;
    const nadiaWaits = new Promise<void>((resolve) => {
      letNadiaGo = resolve;
    });
    const { lanes } = await openLanes(async ({ message }) => {
      if (message?.text === "first") await nadiaWaits;
      log.push(`${message?.from.first_name} ${message?.chat.id} ${message?.text}`);
    });
    await lanes.accept([text(1, 7, "first"), text(2, 7, "second"), text(3, 8, "other")]);
    await waitUntil(() => log.length === 1, { what: "the other user's turn" });
    expect(log).toEqual(["Nadia 8 other"]);
    letNadiaGo();
    await waitUntil(() => log.length === 3, { what: "both of the first user's turns" });
    expect(log.slice(1)).toEqual(["Nadia 7 first", "Nadia 7 second"]);
  });

  it("handles an update once, however often it is delivered", async () => {
    let count = 0;
    const { lanes } = await openLanes(async () => {
      count += 1;
    });
    await lanes.accept([text(1, 7, "a"), text(1, 7, "a")]);
    await waitUntil(() => count === 1, { what: "the first run" });
    await lanes.accept([text(1, 7, "a"), text(2, 7, "b")]);
    await waitUntil(() => count === 2, { what: "the second update" });
    expect(count).toBe(2);
  });

  it("commits the dialogue with the update, and not when the handler fails", async () => {
    let tries = 0;
    const { storage, lanes } = await openLanes(async (_update, turn) => {
      tries += 1;
      turn.dialogue = { kind: "write", key: "chat 7", version: "1", state: `"try ${tries}"` };
      if (tries === 1) throw new Error("the first try fails after its dialogue was written");
    });
    await lanes.accept([text(1, 7, "a")]);
    await waitUntil(async () => (await storage.dialogues.read("chat 7"))?.state === '"try 2"', {
      what: "the second try's dialogue",
    });
    expect(tries).toBe(2);
  });

  it("takes the turn from a handler that hangs, and what it still does commits nothing", async () => {
    let tries = 0;
    let letFirstGo: () => void = () => undefined;
    const { storage, lanes } = await openLanes(async (_update, turn) => {
      tries += 1;
      const mine = tries;
      if (mine === 1)
        await new Promise<void>((resolve) => {
          letFirstGo = resolve;
        });
      turn.dialogue = { kind: "write", key: "chat 7", version: "1", state: `"run ${mine}"` };
    }, 200);
    await lanes.accept([text(1, 7, "a")]);
    await waitUntil(async () => (await storage.dialogues.read("chat 7"))?.state === '"run 2"', {
      what: "the second run",
    });
    letFirstGo();
    await lanes.accept([text(2, 7, "b")]);
    await waitUntil(async () => (await storage.dialogues.read("chat 7"))?.state === '"run 3"', {
      what: "the next update",
    });
  });

  it(
    "buries an update that fails every time, apologises once, and goes on with the lane",
    { timeout: 90_000 },
    async () => {
      const handled: number[] = [];
      const { storage, lanes } = await openLanes(async ({ update_id: id }) => {
        handled.push(id);
        if (id === 1) throw new Error("poison");
      });
      await lanes.accept([text(1, 7, "poison"), text(2, 7, "next")]);
      await waitUntil(() => handled.includes(2), { what: "the update after the poison", timeoutMs: 80_000 });
      expect(handled.filter((id) => id === 1)).toHaveLength(5);
      const due = await storage.outbox.claim("test", Date.now(), Date.now() + 1_000, 10);
      expect(due).toMatchObject([{ kind: "update-failed", chatId: 7 }]);
    },
  );
});
