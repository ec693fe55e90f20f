import type { Supplier } from "../services/ports/supplier.ts";
import type { Clock, Logger } from "../services/ports/world.ts";
import { resolveConfig, type IttConfig } from "./config.ts";
import { createBookingCalls } from "./operations/booking.ts";
import { createCatalogueCalls } from "./operations/catalogue.ts";
import { createEsimCalls } from "./operations/esim.ts";
import { createReadBooking } from "./operations/read-booking.ts";
import { createSearch } from "./operations/search.ts";
import { createTopupCalls } from "./operations/topup.ts";
import { createScrub } from "./scrub.ts";
import { createCalls } from "./transport/calls.ts";

export interface IttSupplierDeps {
  readonly config: IttConfig;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** The supplier client with its connections. */
export interface IttSupplier extends Supplier {
  /** Waits for the calls under way, then closes the connections. */
  close(): Promise<void>;
}

/**
 * The client of ITT's E-Sim API. Failures are values, as the port describes them; it throws only here, on a configuration that
 * could never be sent.
 */
export function createIttSupplier(deps: IttSupplierDeps): IttSupplier {
  const config = resolveConfig(deps.config);
  const logger = deps.logger.child("itt");
  const scrub = createScrub([config.apiKey, config.secretCode, config.agencyEmail]);
  const calls = createCalls({ config, logger, clock: deps.clock, scrub });
  return {
    search: createSearch({ calls, config, logger }),
    ...createCatalogueCalls({ calls, config }),
    ...createBookingCalls({ calls, config }),
    readBooking: createReadBooking({ calls, config }),
    ...createEsimCalls({ calls, config }),
    ...createTopupCalls({ calls, config, logger }),
    close: () => calls.close(),
  };
}
