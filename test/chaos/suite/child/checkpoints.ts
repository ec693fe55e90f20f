import type { Plan, Report } from "./protocol.ts";

/** The labelled points of the shop: each crossing to a port, before and after, and each statement that writes. */
export interface Checkpoints {
  /** Stands before and after each call of a port. */
  watch<Port extends object>(place: string, port: Port): Port;
  /** Stands before each statement of the driver that writes, once `open` was called. */
  watchStatements(driver: Driver): void;
  /** From here on statements count: what a boot writes is left alone. */
  open(): void;
}

/** What the driver is to us: every statement is prepared before it runs. */
export interface Driver {
  readonly prototype: { prepare(source: string): unknown };
  readonly SqliteError: new (message: string, code: string) => Error;
}

interface Deps {
  readonly plan: () => Plan;
  readonly say: (report: Report) => void;
  /** Ends the process at once. */
  readonly die: () => void;
}

/** Builds the checkpoints of one process. */
export function createCheckpoints({ plan, say, die }: Deps): Checkpoints {
  const met = new Map<string, number>();
  let writes = 0;
  let isOpen = false;

  function checkpoint(label: string): void {
    const hits = (met.get(label) ?? 0) + 1;
    met.set(label, hits);
    const { isRecording, kill } = plan();
    if (isRecording && hits === 1) say({ kind: "label", label });
    if (kill?.label === label && kill.hit === hits) die();
  }

  function isRefused(): boolean {
    writes += 1;
    const { failWrite } = plan();
    return failWrite !== undefined && writes >= failWrite.nth && writes < failWrite.nth + failWrite.count;
  }

  function watch<Port extends object>(place: string, port: Port): Port {
    return new Proxy(port, {
      get(target, key, receiver): unknown {
        const member: unknown = Reflect.get(target, key, receiver);
        if (typeof key !== "string") return member;
        if (place === "storage" && isRecord(member)) return watch(key, member);
        if (typeof member !== "function" || key === "close") return member;
        return (...args: unknown[]): unknown => {
          const name = nameOf(place, key, args);
          checkpoint(`before ${name}`);
          const result: unknown = Reflect.apply(member, target, args);
          if (!(result instanceof Promise)) return result;
          return result.then((value: unknown) => {
            checkpoint(`after ${name}`);
            return value;
          });
        };
      },
    });
  }

  return {
    watch,
    open: () => {
      isOpen = true;
    },
    watchStatements(driver) {
      const { prepare } = driver.prototype;
      driver.prototype.prepare = function (this: unknown, source: string): unknown {
        const verb = isOpen ? verbOf(source) : undefined;
        if (verb !== undefined) checkpoint(`sql ${verb}`);
        if (verb !== undefined && verb !== "begin" && isRefused()) {
          say({ kind: "write-refused" });
          throw new driver.SqliteError("disk I/O error", "SQLITE_IOERR_WRITE");
        }
        return prepare.call(this, source);
      };
    },
  };
}

/** What a statement that writes does, with its table; undefined for a read. */
function verbOf(source: string): string | undefined {
  const found = /^\s*(begin|commit|insert into "?(\w+)|update "?(\w+)|delete from "?(\w+))/i.exec(source);
  const act = found?.[1]?.replaceAll('"', "").toLowerCase();
  if (act === undefined) return undefined;
  // An update that is done is a step of its own: with it goes what the dialogue became.
  return act === "update inbox" && /"done_at_ms" = /.test(source) ? "update inbox to done" : act;
}

/** The name of a call: with the state for a move of an order, with the method for one of Telegram's. */
function nameOf(place: string, method: string, args: readonly unknown[]): string {
  const [first] = args;
  if (method === "transition" && isRecord(first)) return `${place}.transition to ${String(first["to"])}`;
  if (place === "telegram") return `telegram.${String(first).split("/").at(-1) ?? ""}`;
  return `${place}.${method}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
