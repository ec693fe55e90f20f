import type { World } from "../world.ts";

/** From here on old searches are worth forgetting: a demo that keeps its state runs for weeks. */
const KEPT_SEARCHES = 500;

function dropOlder(records: Record<string, { createdAtMs: number }>, limitMs: number): void {
  for (const [id, record] of Object.entries(records))
    if (record.createdAtMs < limitMs) Reflect.deleteProperty(records, id);
}

/** Drops searches, quotes and top-up offers that are refused as expired anyway. */
export function forgetExpired(world: World): void {
  const { searches, quotes, topUpOffers } = world.store.state;
  if (Object.keys(searches).length < KEPT_SEARCHES) return;
  dropOlder(searches, world.now() - world.options.searchLifetimeMs);
  dropOlder(quotes, world.now() - world.options.quoteLifetimeMs);
  dropOlder(topUpOffers, world.now() - world.options.searchLifetimeMs);
}
