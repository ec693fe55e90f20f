import { Agent, buildConnector } from "undici";

/** An error raised while the connection was still being made: not one byte of the request had been written. */
export interface ConnectErrors {
  has(error: unknown): boolean;
}

/** A connection pool with the memory of which errors happened before anything could be sent. */
export interface Pool {
  readonly dispatcher: Agent;
  readonly connectErrors: ConnectErrors;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 10_000;

/** The pool of the reads: a few connections, kept alive. */
export function createReadPool(connections: number): Pool {
  return createPool({ connections, keepAliveTimeout: 10_000, keepAliveMaxTimeout: 60_000 });
}

/**
 * The pool of the spending calls: a fresh connection for each, because a kept one may die just as the request is written, and
 * nobody could tell whether it arrived. No interceptors, so nothing in it can retry or follow a redirect.
 */
export function createSpendPool(): Pool {
  return createPool({ pipelining: 0 });
}

function createPool(options: Agent.Options): Pool {
  const connectErrors = new WeakSet<Error>();
  const connector = buildConnector({ timeout: CONNECT_TIMEOUT_MS });
  const dispatcher = new Agent({
    ...options,
    // Deadlines are total ones, set by the caller's signal; undici's are per chunk.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect(target, callback) {
      connector(target, (...[error, socket]) => {
        if (error !== null) {
          connectErrors.add(error);
          callback(error, null);
        } else callback(null, socket);
      });
    },
  });
  return {
    dispatcher,
    connectErrors: { has: (error) => error instanceof Error && connectErrors.has(error) },
    close: () => dispatcher.close(),
  };
}
