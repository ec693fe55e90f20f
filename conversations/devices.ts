import type { Conversation } from "@grammyjs/conversations";
import { Composer, type Context } from "grammy";
import {
  showDeviceQuestion,
  showDeviceVerdict,
  showDeviceWaiting,
  type PlanChoice,
} from "../src/screens/index.ts";
import type { Destinations, Devices } from "../src/services/index.ts";
import { onAction, type Dialogue, type ShopContext } from "../src/telegram/index.ts";
import { createOutside } from "./steps/outside.ts";

interface Deps {
  readonly devices: Devices;
  readonly destinations: Pick<Destinations, "search">;
  /** A country was typed where a phone was asked for: the customer is shopping on. */
  readonly searchCountry: (ctx: ShopContext, typed: string) => Promise<void>;
  readonly shopTimeZone: string;
}

/** What the dialogue is entered with. */
interface DeviceArgs {
  /** The plan card it was asked from, null from elsewhere. */
  readonly from: PlanChoice | null;
  /** A model that was named with the question, null for none. */
  readonly typed: string | null;
}

/** Will it work on my phone? */
export interface DeviceCheck {
  readonly dialogue: Dialogue;
  readonly menu: Composer<ShopContext>;
}

const DEVICES_DIALOGUE = "devices";
/** No phone's name is longer; what is longer is a message to somebody else. */
const MAX_TYPED = 120;

/** Builds the device check. The dialogue takes one model's name after the other; a country's name, a tap or a command ends it. */
export function createDeviceCheck({ devices, destinations, searchCountry, shopTimeZone }: Deps): DeviceCheck {
  const ask = (ctx: ShopContext, { from }: DeviceArgs, isTextDue = false) =>
    ctx.show(showDeviceQuestion({ from, isTextDue }, ctx.t));

  /** Answers what was typed; true where the customer is shopping on. */
  async function answer(ctx: ShopContext, typed: string, { from }: DeviceArgs): Promise<boolean> {
    await ctx.show(showDeviceWaiting(ctx.t));
    const { verdict, asOfMs } = await devices.check(typed);
    if (verdict.kind === "not-listed" && destinations.search(typed).kind === "exact") {
      await searchCountry(ctx, typed);
      return true;
    }
    await ctx.show(showDeviceVerdict({ from, typed, verdict, asOfMs, timeZone: shopTimeZone }, ctx.t));
    return false;
  }

  async function take(ctx: ShopContext, args: DeviceArgs): Promise<boolean> {
    const text = ctx.message?.text;
    if (text !== undefined && text.length <= MAX_TYPED) return answer(ctx, text, args);
    await ask(ctx, args, true);
    return false;
  }

  async function begin(ctx: ShopContext, args: DeviceArgs): Promise<boolean> {
    if (args.typed !== null) return answer(ctx, args.typed, args);
    await ask(ctx, args);
    return false;
  }

  async function enter(ctx: ShopContext, args: DeviceArgs): Promise<void> {
    await ctx.conversation.exitAll();
    await ctx.conversation.enter(DEVICES_DIALOGUE, args);
  }

  const menu = new Composer<ShopContext>();
  menu.command("devices", async (ctx) => {
    const typed = ctx.match.trim();
    await enter(ctx, { from: null, typed: typed === "" || typed.length > MAX_TYPED ? null : typed });
  });
  onAction(menu, "phone-check", (ctx) => enter(ctx, { from: null, typed: null }));
  onAction(menu, "plan-phone-check", (ctx, { do: _name, ...from }) => enter(ctx, { from, typed: null }));

  return {
    menu,
    dialogue: {
      name: DEVICES_DIALOGUE,
      version: 2,
      async build(conversation: Conversation<ShopContext, Context>, _ctx: Context, args: DeviceArgs) {
        const outside = createOutside(conversation);
        const isAnswered = await outside((ctx) => begin(ctx, args));
        if (isAnswered) return;
        const waiting = conversation.checkpoint();
        await conversation.wait();
        const isDone = await outside((ctx) => take(ctx, args));
        if (!isDone) await conversation.rewind(waiting);
      },
    },
  };
}
