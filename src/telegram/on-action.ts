import type { Composer, NextFunction } from "grammy";
import type { Action } from "../screens/index.ts";
import type { ShopContext } from "./context.ts";

type ActionOf<Name extends Action["do"]> = Extract<Action, { readonly do: Name }>;

/** Registers a handler for the taps of one kind of button; it is given the action's fields, typed, and `next` for a tap that is not its own. */
export function onAction<Name extends Action["do"]>(
  composer: Composer<ShopContext>,
  name: Name,
  handle: (ctx: ShopContext, action: ActionOf<Name>, next: NextFunction) => Promise<void>,
): void {
  composer.on("callback_query:data", async (ctx, next) => {
    const { action } = ctx;
    return action?.do === name ? handle(ctx, action as ActionOf<Name>, next) : next();
  });
}
