import { setImmediate as nextTurn } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { Database } from "../schema.ts";

/** Work that joins one transaction at most; the rest goes into the next. */
const LARGEST_GROUP = 100;

/** One piece of work inside a transaction; it may be run again after a rollback, so it does nothing else. */
type Work<T> = (trx: Kysely<Database>) => Promise<T>;

/** Commits small pieces of work together. */
export interface GroupCommit {
  /** Resolves with the work's result once it is committed. Rejects when this very work fails; the others of its group go on. */
  run<T>(work: Work<T>): Promise<T>;
  /** Resolves when nothing is under way. */
  drain(): Promise<void>;
}

interface Call {
  /** Does the work; gives what tells the caller after the commit. */
  readonly perform: Work<() => void>;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers the work of one turn of the event loop into one transaction: a commit that is synced to disk costs about as much for
 * fifty rows as for one.
 */
export function createGroupCommit(db: Kysely<Database>): GroupCommit {
  let waiting: Call[] = [];
  let flushing: Promise<void> | undefined;

  async function commit(group: readonly Call[]): Promise<void> {
    try {
      const settle = await db.transaction().execute(async (trx) => {
        const done: (() => void)[] = [];
        for (const call of group) done.push(await call.perform(trx));
        return done;
      });
      for (const tell of settle) tell();
    } catch (error) {
      const [only] = group;
      if (group.length === 1) only?.reject(error);
      // One of them broke the transaction of all: alone, only that one fails.
      else for (const call of group) await commit([call]);
    }
  }

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      // Requests that arrived in this very turn are still being parsed: they join.
      await nextTurn();
      const group = waiting.slice(0, LARGEST_GROUP);
      waiting = waiting.slice(LARGEST_GROUP);
      await commit(group);
    }
    flushing = undefined;
  }

  return {
    run: (work) =>
      new Promise((resolve, reject) => {
        const perform: Call["perform"] = async (trx) => {
          const result = await work(trx);
          return () => {
            resolve(result);
          };
        };
        waiting.push({ perform, reject });
        flushing ??= flush();
      }),
    drain: () => flushing ?? Promise.resolve(),
  };
}
