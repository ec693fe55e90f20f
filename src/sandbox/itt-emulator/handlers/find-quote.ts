import { refusals } from "../refusal.ts";
import type { Quote } from "../state/state.ts";
import type { World } from "../world.ts";

/** The quote that *single package* gave; an unknown or expired id is refused. */
export function findQuote(world: World, bookingTrackingId: string): Quote {
  const quote = world.store.state.quotes[bookingTrackingId];
  if (quote === undefined || world.now() - quote.createdAtMs > world.options.quoteLifetimeMs)
    throw refusals.quoteUnknown();
  return quote;
}
