import Database from "better-sqlite3";
import { GrammyError } from "grammy";
import type { Update } from "grammy/types";
import { describe, expect, it, onTestFinished } from "vitest";
import { createLanes } from "../../../src/telegram/lanes.ts";
import type { Turn } from "../../../src/telegram/context.ts";
import { waitUntil } from "../../support/wait-until.ts";
import type { Inbox } from "../../../src/services/ports/index.ts";
import type { Storage } from "../../../src/storage/index.ts";
import { aDatabasePath, open, openNew, silent } from "../storage/fixtures.ts";

const text = (updateId: number, userId: number, words: string): Update => {
  const from = { id: userId, is_bot: false, first_name: "Nadia" };
  const chat = { id: userId, type: "private" as const, first_name: "Nadia" };
  return { update_id: updateId, message: { message_id: updateId, date: 1, from, chat, text: words } };
};

type Handle = (update: Update, turn: Turn) => Promise<void>;

/** Lanes that are not started yet, and what they handled. */
function openLanesOver(storage: Storage, handle: Handle = async () => undefined) {
  const handled: number[] = [];
  const lanes = createLanes({
    inbox: storage.inbox,
    handle: (update, turn) => {
      handled.push(update.update_id);
      return handle(update, turn);
    },
    clock: { now: Date.now },
    logger: silent,
    owner: "test",
    handlerTimeoutMs: 5_000,
    wakeOutbox: () => undefined,
  });
  onTestFinished(() => lanes.stop(1_000));
  return { lanes, handled };
}

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

  it("buries an update over which the process dies each time; what was under way beside it is handled", async () => {
    const path = aDatabasePath();
    const storage = await open(path);
    let nowMs = Date.now();
    const handled: number[] = [];
    const begun: number[] = [];

    /** A process of its own that ends when it meets update 1: from then on nothing in it goes on. */
    async function live(owner: string): Promise<void> {
      let isDead = false;
      let die: () => void = () => undefined;
      const end = new Promise<void>((resolve) => {
        die = resolve;
      });
      const forever = new Promise<never>(() => undefined);
      const lanes = createLanes({
        inbox: { ...storage.inbox, renew: async () => undefined },
        handle: async ({ update_id: id }) => {
          begun.push(id);
          if (id === 1) {
            isDead = true;
            die();
          }
          if (isDead) return forever;
          handled.push(id);
          if (handled.length === 3) die();
        },
        clock: { now: () => nowMs },
        logger: silent,
        owner,
        handlerTimeoutMs: 3_600_000,
        wakeOutbox: () => undefined,
      });
      lanes.start();
      await end;
      await lanes.stop(1);
      nowMs += 60_000;
    }

    const updates = [text(1, 7, "poison"), text(2, 8, "beside"), text(3, 9, "beside"), text(4, 7, "behind")];
    const entries = updates.map((update) => ({
      updateId: update.update_id,
      lane: `user ${update.message?.from.id}`,
      body: JSON.stringify(update),
    }));
    await storage.inbox.add(entries, nowMs);
    for (let life = 1; life <= 6; life += 1) await live(`process ${life}`);
    expect(begun.filter((id) => id === 1)).toHaveLength(5);
    expect(handled.sort()).toEqual([2, 3, 4]);
    const due = await storage.outbox.claim("test", nowMs, nowMs + 1_000, 10);
    expect(due).toMatchObject([{ kind: "update-failed", chatId: 7 }]);
    const raw = new Database(path, { readonly: true });
    expect(raw.prepare("select update_id from dead_letters").pluck().all()).toEqual([1]);
    raw.close();
  });

  it("buries at once what does not open any more, and goes on with the lane", async () => {
    const path = aDatabasePath();
    const storage = await open(path);
    const raw = new Database(path);
    const { lanes, handled } = openLanesOver(storage);
    await storage.inbox.add(
      [1, 2].map((id) => ({ updateId: id, lane: "user 7", body: JSON.stringify(text(id, 7, "a")) })),
      Date.now(),
    );
    raw.prepare("update inbox set body = 'v1.00000000.AAAA' where update_id = 1").run();
    lanes.start();
    await waitUntil(() => handled.includes(2), { what: "the update behind" });
    expect(handled).toEqual([2]);
    expect(raw.prepare("select update_id from dead_letters").pluck().all()).toEqual([1]);
    raw.close();
  });

  it("tries again, with a pause, where the end of an update cannot be written", async () => {
    const storage = await openNew();
    let refusals = 0;
    const inbox: Inbox = {
      ...storage.inbox,
      finish: async (...finished) => {
        refusals += 1;
        if (refusals === 1) throw new Error("the disk is full");
        return storage.inbox.finish(...finished);
      },
    };
    const { lanes, handled } = openLanesOver({ ...storage, inbox });
    lanes.start();
    const startedMs = performance.now();
    await lanes.accept([text(1, 7, "a"), text(2, 7, "b")]);
    await waitUntil(() => handled.includes(2), { what: "the update behind" });
    expect(handled).toEqual([1, 1, 2]);
    expect(performance.now() - startedMs).toBeGreaterThan(240);
  });

  it("waits for Telegram's patience many times over without giving up", async () => {
    const storage = await openNew();
    let tries = 0;
    const { lanes } = openLanesOver(storage, async () => {
      tries += 1;
      if (tries > 7) return;
      const refusal = { ok: false, error_code: 429, description: "Too Many Requests" } as const;
      throw new GrammyError("no", { ...refusal, parameters: { retry_after: 0 } }, "sendMessage", {});
    });
    lanes.start();
    await lanes.accept([text(1, 7, "a")]);
    await waitUntil(() => tries > 7, { what: "the eighth try" });
    expect(await storage.outbox.claim("test", Date.now(), Date.now() + 1_000, 10)).toEqual([]);
  });
});
