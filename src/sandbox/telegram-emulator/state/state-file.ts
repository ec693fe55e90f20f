import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { PendingUpdate, PendingUpdates } from "../updates/pending.ts";
import type { FileStore, StoredFile } from "./files.ts";
import type { BotProfile } from "./profile.ts";
import type { ChatRecord, CustomerRecord, MessageRecord } from "./records.ts";
import type { StarLedger, StarSnapshot } from "./stars.ts";
import type { World } from "./world.ts";

const SAVE_AFTER_MS = 200;

type SavedChat = Omit<ChatRecord, "messages" | "members" | "admins" | "topics"> & {
  messages: MessageRecord[];
  members: number[];
  admins: number[];
  topics: [number, string][];
};
type SavedFile = Omit<StoredFile, "bytes"> & { base64: string };

// The file is the emulator's own; the schema guards against one of another version or a broken one.
const record = <T>(): z.ZodType<T> => z.custom<T>((value) => typeof value === "object" && value !== null);
const schema = z.object({
  version: z.literal(1),
  customers: z.array(record<CustomerRecord>()),
  chats: z.array(record<SavedChat>()),
  messageIds: z.array(z.tuple([z.number(), z.number()])),
  nextUpdateId: z.number(),
  pending: z.array(record<PendingUpdate>()),
  profile: record<ReturnType<BotProfile["snapshot"]>>(),
  files: z.array(record<SavedFile>()),
  // Absent in the files of earlier versions.
  stars: record<StarSnapshot>().optional(),
});

/** Keeps the emulator's state in one JSON file between runs. */
export interface StateFile {
  /** Reads the file into the (empty) state; nothing happens where there is none. */
  load(): void;
  /** Saves soon; many calls make one save. */
  scheduleSave(): void;
  /** Saves what is still unsaved. */
  close(): void;
}

/** What is kept, and where. */
export interface StateFileDeps {
  path: string;
  world: World;
  files: FileStore;
  profile: BotProfile;
  pending: PendingUpdates;
  stars: StarLedger;
}

/** A state file at `path`. Open taps are not kept: after a restart they are too old, as at Telegram. */
export function createStateFile(deps: StateFileDeps): StateFile {
  const { path, world, files, profile, pending, stars } = deps;
  let timer: NodeJS.Timeout | null = null;

  function save(): void {
    timer = null;
    const state: z.infer<typeof schema> = {
      version: 1,
      customers: [...world.customers.values()],
      chats: [...world.chats.values()].map(packChat),
      messageIds: [...world.messageIds],
      nextUpdateId: pending.nextUpdateId(),
      pending: pending.list(),
      profile: profile.snapshot(),
      files: files.all().map(({ bytes, ...file }) => ({ ...file, base64: bytes.toString("base64") })),
      stars: stars.snapshot(),
    };
    // Written beside and renamed: a kill in the middle leaves the older state whole.
    writeFileSync(`${path}.new`, JSON.stringify(state), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }

  return {
    load() {
      if (!existsSync(path)) return;
      const state = schema.parse(JSON.parse(readFileSync(path, "utf8")));
      for (const customer of state.customers) world.customers.set(customer.user.id, customer);
      for (const chat of state.chats) world.chats.set(chat.chat.id, unpackChat(chat));
      for (const [sequence, id] of state.messageIds) world.messageIds.set(sequence, id);
      for (const { base64, ...file } of state.files)
        files.restore({ ...file, bytes: Buffer.from(base64, "base64") });
      profile.restore(state.profile);
      if (state.stars !== undefined) stars.restore(state.stars);
      pending.restore(state.nextUpdateId, state.pending);
    },
    scheduleSave() {
      timer ??= setTimeout(save, SAVE_AFTER_MS);
    },
    close() {
      if (timer === null) return;
      clearTimeout(timer);
      save();
    },
  };
}

function packChat(chat: ChatRecord): SavedChat {
  return {
    ...chat,
    isTyping: false,
    messages: [...chat.messages.values()],
    members: [...chat.members],
    admins: [...chat.admins],
    topics: [...chat.topics],
  };
}

function unpackChat(chat: SavedChat): ChatRecord {
  return {
    ...chat,
    messages: new Map(chat.messages.map((message) => [message.message.message_id, message])),
    members: new Set(chat.members),
    admins: new Set(chat.admins),
    topics: new Map(chat.topics),
  };
}
