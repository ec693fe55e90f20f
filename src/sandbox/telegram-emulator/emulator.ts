import type { AddressInfo } from "node:net";
import { createCallLog } from "./api/call-log.ts";
import { createDispatcher, type Dispatcher } from "./api/dispatch.ts";
import { createFaults } from "./api/faults.ts";
import { createRateLimit, type SendingLimits } from "./api/rate-limit.ts";
import { createEmulatorServer } from "./api/server.ts";
import { createClient, type TelegramClient } from "./client/client.ts";
import { createEventStream } from "./client/event-stream.ts";
import { createIncoming } from "./client/incoming.ts";
import { createPayments } from "./client/payments.ts";
import { createClientRoutes } from "./client/routes.ts";
import { createSenders } from "./client/senders.ts";
import { createTapping } from "./client/tapping.ts";
import { createWriting } from "./client/writing.ts";
import { createControl, type EmulatorControl, type WebhookReply } from "./control.ts";
import { messageMethods } from "./methods/table.ts";
import { updateMethods } from "./methods/updates.ts";
import { createEventBus } from "./state/events.ts";
import { createFileStore } from "./state/files.ts";
import { createBotProfile } from "./state/profile.ts";
import { createOpenQueries } from "./state/queries.ts";
import { createStarLedger } from "./state/stars.ts";
import { createStateFile } from "./state/state-file.ts";
import { createTimeline } from "./state/timeline.ts";
import { createWorld } from "./state/world.ts";
import { createDisorder } from "./updates/disorder.ts";
import { createLongPoll } from "./updates/long-poll.ts";
import { createPendingUpdates } from "./updates/pending.ts";
import { createWebhook, type Webhook, type WebhookBackoff } from "./updates/webhook.ts";

/** How the emulator differs from its defaults; all are optional. */
export interface TelegramEmulatorOptions {
  /** `<bot id>:<secret>`; a made-up one by default. */
  token?: string;
  botUsername?: string;
  botName?: string;
  host?: string;
  /** 0, the default, takes a free one. */
  port?: number;
  /** The clock, in milliseconds since 1970. */
  now?: () => number;
  firstUpdateId?: number;
  /** Sending limits that answer 429; none by default. */
  limits?: SendingLimits | null;
  /** Pauses between webhook retries; short by default, for tests. */
  webhookBackoff?: WebhookBackoff;
  webhookTimeoutMs?: number;
  /** How long the bot may take over a pre-checkout query; 10 s, as at Telegram. */
  checkoutTimeoutMs?: number;
  /** How many calls are remembered. */
  callLogSize?: number;
  /** A JSON file that keeps customers, chats and pending updates between runs. */
  stateFile?: string;
}

/** A running emulated Telegram. */
export interface TelegramEmulator {
  /** What to give a bot as the address of the Bot API, without a slash at the end. */
  apiRoot: string;
  token: string;
  /** The customers' side. */
  client: TelegramClient;
  control: EmulatorControl;
  /** Cuts all connections, saves the state file, and frees the port. */
  close(): Promise<void>;
}

const DEFAULT_TOKEN = "7700000001:EMULATED-token-of-no-real-bot-at-all";

/** Starts an emulated Telegram for one bot, on the loopback interface unless told otherwise. */
export async function startTelegramEmulator(
  options: TelegramEmulatorOptions = {},
): Promise<TelegramEmulator> {
  const now = options.now ?? Date.now;
  const token = options.token ?? DEFAULT_TOKEN;
  const botName = options.botName ?? "Demo Travel eSIM";
  const bot = {
    id: Number(token.split(":")[0]),
    is_bot: true,
    first_name: botName,
    username: options.botUsername ?? "demo_travel_esim_bot",
  };

  const events = createEventBus();
  const world = createWorld({ bot, now });
  const timeline = createTimeline({ events, bot });
  const files = createFileStore();
  const profile = createBotProfile({ name: botName });
  const queries = createOpenQueries({ now });
  const pending = createPendingUpdates({ now, firstUpdateId: options.firstUpdateId ?? 780_000_001 });
  const disorder = createDisorder();
  const webhook = createWebhook({
    pending,
    disorder,
    now,
    backoff: options.webhookBackoff ?? { firstMs: 20, maxMs: 500 },
    timeoutMs: options.webhookTimeoutMs ?? 60_000,
  });

  const incoming = createIncoming({ world, timeline, pending });
  const stars = createStarLedger();
  const answerMs = options.checkoutTimeoutMs ?? 10_000;
  const payments = createPayments({ world, timeline, incoming, pending, queries, stars, answerMs });
  const senders = createSenders({ world, incoming, pending });
  const actions = {
    ...createWriting({ world, timeline, files, incoming }),
    ...createTapping({ world, events, pending, queries }),
    ...payments,
  };
  const client = createClient({ world, events, timeline, pending, profile, files, actions });

  const faults = createFaults();
  const rateLimit = createRateLimit({ now, limits: options.limits ?? null });
  const log = createCallLog({ now, size: options.callLogSize ?? 20_000 });
  const dispatcher = createDispatcher({
    faults,
    rateLimit,
    log,
    methods: {
      ...messageMethods({ world, timeline, files, profile, queries, payments, stars }),
      ...updateMethods({ pending, longPoll: createLongPoll({ pending, disorder }), webhook }),
    },
  });
  const { control, replies } = createControl({
    world,
    pending,
    dispatcher,
    faults,
    disorder,
    rateLimit,
    log,
    payments,
    senders,
    incoming,
  });
  executeReplies(webhook, dispatcher, replies);

  const server = createEmulatorServer({
    token,
    dispatcher,
    files,
    clientRoutes: createClientRoutes(client),
    streamEvents: createEventStream(client),
  });
  const stateFile =
    options.stateFile === undefined
      ? null
      : createStateFile({ path: options.stateFile, world, files, profile, pending, stars });
  if (stateFile !== null) {
    stateFile.load();
    events.subscribe(() => stateFile.scheduleSave());
    server.on("request", () => stateFile.scheduleSave());
  }

  const host = options.host ?? "127.0.0.1";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    apiRoot: `http://${host}:${port}`,
    token,
    client,
    control,
    async close() {
      webhook.close();
      timeline.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      stateFile?.close();
    },
  };
}

// A JSON object answered to a webhook call is a method call of its own; a shop that answers one by accident
// would do things twice, so tests look at the replies.
function executeReplies(webhook: Webhook, dispatcher: Dispatcher, replies: WebhookReply[]): void {
  webhook.onReply((body) => {
    const { method, ...fields } = body;
    const reply = { body, ok: false };
    replies.push(reply);
    if (typeof method !== "string") return;
    const params = { fields, files: new Map<string, never>() };
    void dispatcher.execute(method, params, new AbortController().signal).then((outcome) => {
      reply.ok = outcome.kind === "json" && outcome.status === 200;
    });
  });
}
