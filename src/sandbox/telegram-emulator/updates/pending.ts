import type { Update, UpdateContent, UpdateKind } from "../wire/update.ts";

/** An update that the bot has not confirmed yet. */
export interface PendingUpdate {
  update: Update;
  kind: UpdateKind;
  /** Updates of one queue reach a webhook one after the other; queues run side by side. */
  queue: string;
  createdAtMs: number;
}

/** How long Telegram keeps an update: 24 h, but a query only as long as it can be answered. */
const KEPT_MS: Record<UpdateKind, number> = {
  message: 86_400_000,
  edited_message: 86_400_000,
  channel_post: 86_400_000,
  my_chat_member: 86_400_000,
  callback_query: 150_000,
  pre_checkout_query: 150_000,
  inline_query: 150_000,
};

/** The updates between Telegram and the bot, by ascending id. */
export interface PendingUpdates {
  /** Makes an update, unless `allowed_updates` leaves its kind out; returns its id, or null then. */
  add<K extends UpdateKind>(kind: K, content: UpdateContent[K], queue: string): number | null;
  /** The pending updates, oldest first; what has waited too long is dropped on the way. */
  list(): PendingUpdate[];
  /** The pending updates of one queue, oldest first. */
  inQueue(queue: string): PendingUpdate[];
  /** The queues that have something waiting. */
  queues(): string[];
  remove(updateId: number): void;
  /** Forgets everything below `offset`, as a getUpdates with that offset does. */
  confirmBelow(offset: number): void;
  clear(): void;
  /** Null is Telegram's default: every kind this emulator makes. */
  allowedUpdates(): readonly string[] | null;
  setAllowedUpdates(kinds: readonly string[] | null): void;
  /** Called after each new update; returns the function that stops it. */
  onAdded(listener: (added: PendingUpdate) => void): () => void;
  nextUpdateId(): number;
  /** Takes up where an earlier run stopped. */
  restore(nextUpdateId: number, updates: readonly PendingUpdate[]): void;
}

/** No pending updates; ids count up from `firstUpdateId`. */
export function createPendingUpdates(deps: { now: () => number; firstUpdateId: number }): PendingUpdates {
  const byQueue = new Map<string, Map<number, PendingUpdate>>();
  const all = new Map<number, PendingUpdate>();
  const listeners = new Set<(added: PendingUpdate) => void>();
  let allowed: readonly string[] | null = null;
  let nextId = deps.firstUpdateId;

  function remove(updateId: number): void {
    const pending = all.get(updateId);
    if (pending === undefined) return;
    all.delete(updateId);
    const queue = byQueue.get(pending.queue);
    queue?.delete(updateId);
    if (queue?.size === 0) byQueue.delete(pending.queue);
  }

  function insert(pending: PendingUpdate): void {
    all.set(pending.update.update_id, pending);
    const queue = byQueue.get(pending.queue) ?? new Map<number, PendingUpdate>();
    byQueue.set(pending.queue, queue.set(pending.update.update_id, pending));
  }

  function fresh(list: Iterable<PendingUpdate>): PendingUpdate[] {
    const now = deps.now();
    const kept: PendingUpdate[] = [];
    for (const pending of [...list]) {
      if (now - pending.createdAtMs > KEPT_MS[pending.kind]) remove(pending.update.update_id);
      else kept.push(pending);
    }
    return kept;
  }

  return {
    add(kind, content, queue) {
      if (allowed !== null && !allowed.includes(kind)) return null;
      const update: Update = { update_id: nextId, [kind]: content };
      nextId += 1;
      const pending = { update, kind, queue, createdAtMs: deps.now() };
      insert(pending);
      for (const listener of [...listeners]) listener(pending);
      return update.update_id;
    },
    list: () => fresh(all.values()),
    inQueue: (queue) => fresh(byQueue.get(queue)?.values() ?? []),
    queues: () => [...byQueue.keys()],
    remove,
    confirmBelow(offset) {
      for (const id of [...all.keys()]) if (id < offset) remove(id);
    },
    clear() {
      all.clear();
      byQueue.clear();
    },
    allowedUpdates: () => allowed,
    setAllowedUpdates(kinds) {
      allowed = kinds;
    },
    onAdded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    nextUpdateId: () => nextId,
    restore(nextUpdateId, updates) {
      nextId = nextUpdateId;
      for (const pending of updates) insert(pending);
    },
  };
}
