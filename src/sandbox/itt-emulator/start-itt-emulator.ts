import { once } from "node:events";
import { createControl, type IttEmulatorControl } from "./control.ts";
import { createFaultBox } from "./faults/fault-box.ts";
import { createHandlers } from "./handlers/handlers.ts";
import { createAnswerOperation } from "./http/answer-operation.ts";
import { createCallLog } from "./http/call-log.ts";
import { createHttpServer } from "./http/create-http-server.ts";
import { createPaymentRoutes } from "./http/payment-routes.ts";
import { emulatorOptionsSchema, type IttEmulatorOptions } from "./options.ts";
import { createWorld } from "./world.ts";

/** A running emulated supplier. */
export interface IttEmulator {
  /** Its base URL without a slash at the end, such as `http://127.0.0.1:40123`. */
  url: string;
  control: IttEmulatorControl;
  /** Cuts every connection, answered or not, drops commits that were still to come, and stops listening. */
  close(): Promise<void>;
}

/** Starts the emulated ITT E-Sim API on a free port of this machine, or on the one the options name. */
export async function startIttEmulator(options: IttEmulatorOptions = {}): Promise<IttEmulator> {
  const { now = Date.now, ...rest } = options;
  const settings = emulatorOptionsSchema.parse(rest);
  const world = createWorld(settings, now);
  const faults = createFaultBox();
  const calls = createCallLog();
  const control = createControl({ world, faults, calls });
  const timers = new Set<NodeJS.Timeout>();
  const later = (ms: number, run: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  };
  const answerOperation = createAnswerOperation({ world, faults, calls, handlers: createHandlers(), later });
  const server = createHttpServer({
    options: settings,
    control,
    answerOperation,
    answerPayment: createPaymentRoutes(world),
  });
  server.listen(settings.port, settings.host);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : settings.port;
  world.ownUrl = `http://${settings.host}:${port}`;
  return {
    url: world.ownUrl,
    control,
    async close() {
      for (const timer of timers) clearTimeout(timer);
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
