import type { InstallationSteps } from "../../services/ports/supplier.ts";
import {
  firstValue,
  flagOf,
  listOf,
  MissingField,
  objectOf,
  objectsOf,
  objectsUnder,
  textOf,
} from "./fields.ts";
import { plainLines } from "./html.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";

type Platform = InstallationSteps["platform"];
const PLATFORM_ORDER: readonly Platform[] = ["ios", "android", "other"];

/** Installation links are shown as buttons, so only these two hosts are known. */
const INSTALL_HOSTS: Readonly<Record<string, Platform>> = {
  "esimsetup.apple.com": "ios",
  "esimsetup.android.com": "android",
};

/**
 * Steps per platform, iOS first, then Android (and by version, where there are several). Accepts the sample, whose `platforms.ios` is null with the figures
 * lifted to the top, and falls back on the installation HTML. An answer without any step is a contract failure.
 */
export function decodeInstructions(answer: JsonObject): readonly InstallationSteps[] {
  const root = objectOf(answer["instructions"]) ?? objectOf(answer["data"]) ?? answer;
  const platforms = objectOf(root["platforms"]) ?? objectOf(answer["platforms"]) ?? {};
  const named = Object.entries(platforms).flatMap(([name, value]) =>
    objectsOf(value).map((entry) => ({ platform: platformOf(name), entry })),
  );
  const emptied = Object.entries(platforms).filter(([, value]) => objectsOf(value).length === 0);

  const around = [root, ...(root === answer ? [] : [answer])];
  const single = named.length === 1 && emptied.length === 0;
  const steps = named.map(({ platform, entry }) =>
    decodeSteps(platform, single ? [entry, ...around] : [entry]),
  );
  if (!single) {
    const platform = emptied.length === 1 ? platformOf(emptied[0]?.[0] ?? "") : null;
    steps.push(decodeSteps(platform ?? platformOfLink(around), around));
  }
  const useful = steps
    .filter(hasSteps)
    .sort((a, b) => PLATFORM_ORDER.indexOf(a.platform) - PLATFORM_ORDER.indexOf(b.platform));
  if (useful.length > 0) return useful;

  const html = decodeHtml([answer, objectOf(answer["data"]), root]);
  if (!hasSteps(html)) throw new MissingField("instructions");
  return [html];
}

function hasSteps(steps: InstallationSteps): boolean {
  return steps.viaQr.length > 0 || steps.manual.length > 0 || steps.networkSetup.length > 0;
}

function platformOf(name: string): Platform {
  const word = name.toLowerCase();
  return word === "ios" || word === "android" ? word : "other";
}

function platformOfLink(scopes: readonly JsonObject[]): Platform {
  const link = linkOf(scopes);
  return link === null ? "other" : (INSTALL_HOSTS[new URL(link).hostname] ?? "other");
}

function decodeSteps(platform: Platform, scopes: readonly JsonObject[]): InstallationSteps {
  const homes = scopes.flatMap((scope) => {
    const installation = objectOf(scope["installation"]);
    return installation ? [installation, scope] : [scope];
  });
  const section = (...keys: readonly string[]) =>
    homes.flatMap((home) => keys.flatMap((key) => objectsUnder([home], key)))[0];
  const network = section("network_setup");
  return {
    platform,
    version: textOf(firstValue(scopes, "version")),
    model: textOf(firstValue(scopes, "model")),
    directUrl: linkOf(scopes),
    viaQr: stepsOf(section("via_qr", "installation_via_qr_code", "installation_via_qr")?.["steps"]),
    manual: stepsOf(section("manual", "installation_manual")?.["steps"]),
    networkSetup: stepsOf(network?.["steps"]),
    apnType: textOf(network?.["apn_type"]),
    apnValue: textOf(network?.["apn_value"]),
    isRoaming: flagOf(network?.["is_roaming"]),
  };
}

function linkOf(scopes: readonly JsonObject[]): string | null {
  for (const key of [
    "direct_installation_url",
    "direct_apple_installation_url",
    "direct_android_installation_url",
  ]) {
    const link = textOf(firstValue(scopes, key));
    if (link === null || !URL.canParse(link)) continue;
    const url = new URL(link);
    if (url.protocol === "https:" && url.hostname in INSTALL_HOSTS && url.port === "") return link;
  }
  return null;
}

/** A string, a list, or an object with the keys "1", "2", …; each of them plain or HTML. */
function stepsOf(value: Json | undefined): readonly string[] {
  return listOf(value).flatMap((item) => {
    if (isObject(item)) return stepsOf(firstValue([item], "step") ?? firstValue([item], "text"));
    const text = textOf(item);
    return text === null ? [] : plainLines(text);
  });
}

function decodeHtml(scopes: readonly (JsonObject | undefined)[]): InstallationSteps {
  return {
    platform: "other",
    version: null,
    model: null,
    directUrl: null,
    viaQr: stepsOf(firstValue(scopes, "qr_installation") ?? firstValue(scopes, "qrcode_installation")),
    manual: stepsOf(firstValue(scopes, "manual_installation")),
    networkSetup: [],
    apnType: null,
    apnValue: null,
    isRoaming: null,
  };
}
