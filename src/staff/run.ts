import type { Roles } from "../services/index.ts";

const HOW = [
  "npm run staff                              lists them",
  "npm run staff -- add 123456789 why         makes somebody an agent, by their numeric Telegram id",
  "npm run staff -- remove 123456789 why      takes the role away; it acts on their next message",
  "Admins are set by ADMIN_IDS.",
];

/** Does what the command line asks and says so through `print`; false where it could not. */
export async function runStaffCommand(
  roles: Roles,
  args: readonly string[],
  timeZone: string,
  print: (line: string) => unknown,
): Promise<boolean> {
  const [act = "list", id = "", ...reason] = args;
  const why = reason.join(" ").trim();
  if (act === "list" && id === "") {
    await list(roles, timeZone, print);
    return true;
  }
  const userId = /^[1-9]\d{3,15}$/.test(id) ? Number(id) : Number.NaN;
  if ((act !== "add" && act !== "remove") || !Number.isSafeInteger(userId) || why === "") {
    for (const line of HOW) print(line);
    return false;
  }
  const outcome =
    act === "add" ? await roles.grant(null, userId, why) : await roles.revoke(null, userId, why);
  print(SAID[outcome](userId));
  return outcome !== "configured" && outcome !== "none";
}

type Outcome = Awaited<ReturnType<Roles["grant"]>> | Awaited<ReturnType<Roles["revoke"]>>;

const SAID: Readonly<Record<Outcome, (id: number) => string>> = {
  granted: (id) => `${id} is an agent from now on.`,
  already: (id) => `${id} was an agent before.`,
  revoked: (id) => `${id} is no member of staff any more.`,
  none: (id) => `${id} was no member of staff.`,
  configured: (id) => `${id} is an admin by ADMIN_IDS: only there can that be changed.`,
};

async function list(roles: Roles, timeZone: string, print: (line: string) => unknown): Promise<void> {
  const members = await roles.list();
  if (members.length === 0) print("Nobody yet. Set ADMIN_IDS, or add an agent.");
  for (const { userId, role, grantedBy, grantedAtMs } of members) {
    const day = new Intl.DateTimeFormat("sv-SE", { timeZone }).format(grantedAtMs);
    const since = grantedAtMs === 0 ? "by ADMIN_IDS" : `since ${day}, by ${grantedBy ?? "the server"}`;
    print(`${userId}  ${role}  ${since}`);
  }
}
