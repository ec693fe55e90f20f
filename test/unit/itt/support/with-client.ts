import { afterEach, beforeEach } from "vitest";
import type { IttConfig, IttSupplier } from "../../../../src/itt/index.ts";
import { startFakeSupplier, type FakeSupplier } from "./fake-supplier.ts";
import { testClient, type LogLine } from "./client.ts";

/** A server and a client for each test, closed after it. */
export interface Bench {
  readonly server: FakeSupplier;
  readonly supplier: IttSupplier;
  readonly lines: readonly LogLine[];
}

/** Registers the hooks; the result is the bench of the test that runs. */
export function useBench(overrides: Partial<IttConfig> = {}): () => Bench {
  let current: Bench | undefined;
  beforeEach(async () => {
    const server = await startFakeSupplier();
    const { supplier, logger } = testClient(server.url, overrides);
    current = { server, supplier, lines: logger.lines };
  });
  afterEach(async () => {
    await current?.server.close();
    await current?.supplier.close();
  });
  return () => {
    if (!current) throw new Error("the bench exists inside tests only");
    return current;
  };
}
