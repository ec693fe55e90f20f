import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { aDatabasePath, aDraft, open, T0 } from "../../storage/fixtures.ts";

it("is not taken for an older copy after a kill between the first order's commit and the note beside it", async () => {
  const path = aDatabasePath();
  const { storage, send } = await openWithOrders(path);
  const note = readFileSync(`${path}.last-seen`, "utf8");
  await send();
  await storage.close();
  writeFileSync(`${path}.last-seen`, note);
  const again = await open(path);
  expect(await again.brakes.held()).toEqual([]);
});

describe("a database that is not the newest one", () => {
  it("is braked when an older copy was put in its place", async () => {
    const path = aDatabasePath();
    const early = await open(path);
    await early.close();
    copyFileSync(path, `${path}.backup`);
    const { storage, send } = await openWithOrders(path);
    await send();
    expect(await storage.brakes.held()).toEqual([]);
    await storage.close();
    const again = await open(path);
    expect(await again.brakes.held()).toEqual([]);
    await again.close();

    copyFileSync(`${path}.backup`, path);
    for (const file of [`${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
    const restored = await open(path);
    expect(await restored.brakes.held()).toEqual(["restored"]);
    expect(await restored.brakes.release("restored", 5)).toBe(true);
    await restored.close();
    const later = await open(path);
    expect(await later.brakes.held()).toEqual([]);
  });

  it("is braked when it came from another place", async () => {
    const path = aDatabasePath();
    const { storage, send } = await openWithOrders(path);
    await send();
    await storage.close();
    const elsewhere = aDatabasePath();
    mkdirSync(dirname(elsewhere), { recursive: true });
    copyFileSync(path, elsewhere);
    const moved = await open(elsewhere);
    expect(await moved.brakes.held()).toEqual(["restored"]);
  });
});

async function openWithOrders(path: string) {
  const storage = await open(path);
  const send = async () => {
    const draft = aDraft();
    const move = { orderId: draft.id, detail: "by the test", nowMs: T0 };
    await storage.orders.createDraft(draft, T0);
    await storage.orders.transition({ ...move, from: ["draft"], to: "quoted" });
    await storage.orders.transition({ ...move, from: ["quoted"], to: "ready" });
    await storage.orders.transition({ ...move, from: ["ready"], to: "accepted" });
    await storage.orders.transition({ ...move, from: ["accepted"], to: "sending" });
  };
  return { storage, send };
}
