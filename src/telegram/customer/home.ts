import { Composer } from "grammy";
import { createTranslator, isLanguage, languageFor, type Language } from "../../i18n/index.ts";
import {
  goOnRow,
  showHelp,
  showLanguages,
  showPrivacy,
  showProfile,
  showStart,
  showTerms,
  type Screen,
} from "../../screens/index.ts";
import type { Customers } from "../../services/index.ts";
import type { offeredCommands } from "../commands.ts";
import type { ShopContext } from "../context.ts";
import { onAction } from "../on-action.ts";

interface Deps {
  readonly customers: Customers;
  readonly shop: ShopWords;
  /** What /help lists. */
  readonly commands: ReturnType<typeof offeredCommands>;
  /** Whether customers may write to staff here. */
  readonly hasSupport: boolean;
  /** How many countries the shop sells for. */
  readonly countryCount: number;
  /** Goes straight to a country's plans (`?start=c_JP`); false for a code the shop does not know. */
  readonly openCountry: (ctx: ShopContext, code: string) => Promise<boolean>;
  /** The country of the purchase that is being filled in, if there is one. */
  readonly openPurchase: (ctx: ShopContext) => Promise<string | undefined>;
  /** Shows an order (`?start=o_<nonce>`); false for one that is not the customer's. */
  readonly openOrder: (ctx: ShopContext, nonce: string) => Promise<boolean>;
}

/** What the deployer says of the shop. */
export interface ShopWords {
  readonly name: string;
  readonly supportContact: string;
  readonly termsUrl: string | null;
  readonly privacyUrl: string | null;
  readonly defaultLanguage: Language;
}

/** Start, help, language, profile, terms and privacy: what every customer can always reach. */
export function createHome(deps: Deps): Composer<ShopContext> {
  const { customers, shop, openCountry, openOrder } = deps;

  /** Shows a card; with a purchase in the making, the way back to it comes first. */
  async function show(ctx: ShopContext, screen: Screen): Promise<void> {
    const code = await deps.openPurchase(ctx);
    const rows = code === undefined ? screen.rows : [goOnRow(code, ctx.t), ...screen.rows];
    await ctx.show({ ...screen, rows });
  }

  const home = (ctx: ShopContext) =>
    show(ctx, showStart({ shopName: shop.name, destinations: deps.countryCount }, ctx.t));
  const { commands, hasSupport } = deps;
  const help = (ctx: ShopContext) =>
    show(
      ctx,
      showHelp({ shopName: shop.name, commands, supportContact: shop.supportContact, hasSupport }, ctx.t),
    );
  const languages = (ctx: ShopContext) => show(ctx, showLanguages(ctx.t));
  const terms = (ctx: ShopContext) =>
    show(
      ctx,
      showTerms({ shopName: shop.name, termsUrl: shop.termsUrl, supportContact: shop.supportContact }, ctx.t),
    );
  const privacy = (ctx: ShopContext) =>
    show(ctx, showPrivacy({ shopName: shop.name, privacyUrl: shop.privacyUrl }, ctx.t));
  const profile = async (ctx: ShopContext) => {
    const traveller = (await customers.savedTraveller(ctx.customer.id)) ?? null;
    await show(ctx, showProfile({ saved: traveller, mutedAlerts: ctx.customer.mutedAlerts }, ctx.t));
  };

  const composer = new Composer<ShopContext>();
  composer.command("start", async (ctx) => {
    const [kind, ...rest] = ctx.match.split("_");
    const payload = rest.join("_");
    if (kind === "s" && payload !== "") await customers.rememberSource(ctx.customer.id, payload);
    if (kind === "c" && (await openCountry(ctx, payload.toUpperCase()))) return;
    if (kind === "o" && (await openOrder(ctx, payload))) return;
    await home(ctx);
  });
  composer.command("help", help);
  composer.command("language", languages);
  composer.command("terms", terms);
  composer.command("privacy", privacy);
  composer.command("profile", profile);
  onAction(composer, "home", home);
  onAction(composer, "help", help);
  onAction(composer, "language", languages);
  onAction(composer, "terms", terms);
  onAction(composer, "privacy", privacy);
  onAction(composer, "profile", profile);
  onAction(composer, "set-language", async (ctx, { language }) => {
    if (!isLanguage(language)) return languages(ctx);
    await customers.chooseLanguage(ctx.customer.id, language);
    ctx.t = createTranslator(languageFor(language, undefined, shop.defaultLanguage));
    await ctx.toast(ctx.t.text("notice.language-set"));
    await home(ctx);
  });
  onAction(composer, "set-alert", async (ctx, { kind, on }) => {
    await customers.setAlerts(ctx.customer.id, kind, on);
    ctx.customer = await customers.get(ctx.customer.id);
    await profile(ctx);
  });
  onAction(composer, "forget-profile", async (ctx) => {
    await customers.forgetTraveller(ctx.customer.id);
    await ctx.toast(ctx.t.text("notice.forgotten"));
    await profile(ctx);
  });
  return composer;
}
