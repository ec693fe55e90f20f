import type { Payments } from "../client/payments.ts";
import type { FileStore } from "../state/files.ts";
import type { BotProfile } from "../state/profile.ts";
import type { OpenQueries } from "../state/queries.ts";
import type { StarLedger } from "../state/stars.ts";
import type { Timeline } from "../state/timeline.ts";
import type { World } from "../state/world.ts";
import { answeringMethods } from "./answering.ts";
import { chatMethods } from "./chats.ts";
import { copyingMethods } from "./copying.ts";
import { deletingMethods } from "./deleting.ts";
import { editingMethods } from "./editing.ts";
import type { MethodTable } from "./method.ts";
import { createOutgoing } from "./outgoing.ts";
import { paymentMethods } from "./payments.ts";
import { profileMethods } from "./profile.ts";
import { sendingMethods } from "./sending.ts";

/** What the methods about chats, messages and the bot itself work on. */
export interface MethodDeps {
  world: World;
  timeline: Timeline;
  files: FileStore;
  profile: BotProfile;
  queries: OpenQueries;
  payments: Payments;
  stars: StarLedger;
}

/** All methods but those that fetch updates. */
export function messageMethods(deps: MethodDeps): MethodTable {
  const { world, timeline, files, profile, queries, payments, stars } = deps;
  const outgoing = createOutgoing({ world, timeline });
  return {
    ...profileMethods({ world, profile }),
    ...sendingMethods({ world, timeline, files, outgoing }),
    ...editingMethods({ world, timeline, files }),
    ...deletingMethods({ world, timeline }),
    ...answeringMethods({ queries }),
    ...chatMethods({ world, timeline }),
    ...copyingMethods({ world, outgoing, files }),
    ...paymentMethods({ world, outgoing, payments, stars }),
  };
}
