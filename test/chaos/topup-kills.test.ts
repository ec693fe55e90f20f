import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Customer } from "../support/customer.ts";
import { startShop, type Shop } from "../support/shop.ts";
import { makeStaffRoom, type StaffRoom } from "../support/staff.ts";
import { buyEsim, reachTopupConfirm } from "../support/topup.ts";
import { waitUntil } from "../support/wait-until.ts";
import { lostEnough, releaseUnknowns } from "./support/release.ts";

type SupplierFault = Parameters<Shop["itt"]["control"]["addFault"]>[0];
type TelegramFault = Parameters<Shop["telegram"]["control"]["failNext"]>[0]["fault"];
type Operation = ReturnType<Shop["itt"]["control"]["calls"]>[number]["operation"];

/** One customer with one eSIM, who stands at one step of a top-up. */
interface Stander {
  readonly customer: Customer;
  readonly iccid: string;
}

/** Where the process is killed: what stops the top-up there, and how it is seen to stand there. */
interface Step {
  readonly name: string;
  readonly arm: (shop: Shop, who: Stander) => void;
  readonly isReached: (shop: Shop, who: Stander) => boolean;
  /** An outcome lost at the supplier, which counts for the brake. */
  readonly isLostThere?: true;
}

/** The supplier's calls of `operation` that name this eSIM. */
function callsFor(shop: Shop, { iccid }: Stander, operation: Operation) {
  return shop.itt.control
    .calls()
    .filter((call) => call.operation === operation && JSON.stringify(call.body).includes(iccid));
}

function failSupplier(fault: SupplierFault) {
  return (shop: Shop, { iccid }: Stander): void => {
    shop.itt.control.addFault(fault, (body) => JSON.stringify(body).includes(iccid));
  };
}

function failTelegram(method: string, fault: TelegramFault) {
  return (shop: Shop, { customer }: Stander): void => {
    shop.telegram.control.failNext({ method, chatId: customer.id, fault });
  };
}

const hangs = (operation: Operation): Step["arm"] => failSupplier({ kind: "hang", operation });

/** One call more than the menu made before the tap. */
const isAsked =
  (operation: Operation, calls: number) =>
  (shop: Shop, who: Stander): boolean =>
    callsFor(shop, who, operation).length >= calls;

const isPosted = isAsked("create-topup-booking", 1);
const isLost: Step["isReached"] = (shop, who) =>
  callsFor(shop, who, "create-topup-booking").some(({ outcome }) => outcome === "lost");
const hasCalled =
  (method: string): Step["isReached"] =>
  (shop, { customer }) =>
    shop.telegram.control.calls({ method, chatId: customer.id }).length > 0;

const POST = "create-topup-booking";

const STEPS: readonly Step[] = [
  {
    name: "the tap is stored and its card is not edited",
    arm: failTelegram("editMessageText", { kind: "hang-before" }),
    isReached: hasCalled("editMessageText"),
  },
  {
    name: "the packages are read again",
    arm: hangs("topup-packages"),
    isReached: isAsked("topup-packages", 3),
  },
  {
    name: "the history is read before sending",
    arm: hangs("topup-history"),
    isReached: isAsked("topup-history", 1),
  },
  {
    name: "the usage is read before sending",
    arm: hangs("data-usage"),
    isReached: isAsked("data-usage", 2),
  },
  {
    name: "the supplier has topped up and does not answer",
    arm: failSupplier({ kind: "hangAfterCommit", operation: POST }),
    isReached: isLost,
  },
  {
    name: "the supplier has topped up and the connection broke",
    arm: failSupplier({ kind: "resetAfterCommit", operation: POST }),
    isReached: isLost,
    isLostThere: true,
  },
  {
    name: "the supplier has topped up and answered with an error",
    arm: failSupplier({ kind: "status500After", operation: POST }),
    isReached: isLost,
    isLostThere: true,
  },
  {
    name: "the connection broke and the top-up comes later",
    arm: failSupplier({ kind: "lateCommit", operation: POST, ms: 4_000 }),
    isReached: isLost,
    isLostThere: true,
  },
  {
    name: "the supplier has accepted and the customer is not told",
    arm: failTelegram("sendMessage", { kind: "hang-before" }),
    isReached: hasCalled("sendMessage"),
  },
  {
    name: "the top-up is there and the receipt is not sent",
    // The message before it is "accepted".
    arm: (shop, who) => {
      failTelegram("sendMessage", { kind: "reset-after" })(shop, who);
      failTelegram("sendMessage", { kind: "hang-before" })(shop, who);
    },
    isReached: (shop, who) =>
      shop.telegram.control.calls({ method: "sendMessage", chatId: who.customer.id }).length > 1,
  },
];

/** The one step that can leave no top-up behind: the POST has left, and nothing else is known. */
const NOTHING_THERE: Step = {
  name: "the supplier has the request and has topped nothing up",
  arm: hangs(POST),
  isReached: isPosted,
};

const ALL = [...STEPS, NOTHING_THERE];

/** What is played in each way of getting updates: one kill there, and two here, the second while every read that could settle hangs. */
const PLAYS = [
  { mode: "polling", kills: 1 },
  { mode: "webhook", kills: 2 },
] as const;

/** One customer at each step, all in one shop: one kill meets every step at once. */
describe.each(PLAYS)("after $kills kill(s) in $mode mode while", ({ mode, kills }) => {
  let shop: Shop;
  const standers = new Map<Step, Stander>();
  const at = (step: Step): Stander => {
    const who = standers.get(step);
    if (!who) throw new Error(`nobody stands at: ${step.name}`);
    return who;
  };
  const chargesOf = ({ iccid }: Stander) =>
    shop.itt.control.ledger().filter(({ kind, iccids }) => kind === "topup" && iccids.includes(iccid));

  async function killAgain(): Promise<void> {
    const { control } = shop.itt;
    control.addFault({ kind: "hang", operation: "topup-history", times: "always" });
    control.addFault({ kind: "hang", operation: "data-usage", times: "always" });
    const { length: before } = control.calls();
    await shop.start();
    const isReading = () =>
      control
        .calls()
        .slice(before)
        .some(({ operation }) => operation === "topup-history");
    await waitUntil(isReading, { what: "a read after the first kill", timeoutMs: 30_000 });
    await shop.kill();
    control.clearFaults();
  }

  async function goTo(step: Step): Promise<void> {
    const who = at(step);
    step.arm(shop, who);
    await who.customer.tap(/Confirm/, { inLast: true });
    await waitUntil(() => step.isReached(shop, who), {
      what: `the moment when ${step.name}`,
      timeoutMs: 30_000,
      explain: who.customer.transcript,
    });
  }

  beforeAll(async () => {
    let room: StaffRoom | undefined;
    shop = await startShop({
      mode,
      prepare: (telegram) => {
        const made = makeStaffRoom(telegram);
        room = made.room;
        return made.environment;
      },
    });
    for (const step of ALL) {
      const customer = shop.customer({ firstName: "Buyer" });
      standers.set(step, { customer, iccid: await buyEsim(shop, customer) });
    }
    const turnedAway = shop.customer({ firstName: "Buyer" });
    await buyEsim(shop, turnedAway);
    for (const { customer } of [{ customer: turnedAway }, ...standers.values()])
      await reachTopupConfirm(customer);
    shop.telegram.control.clearCalls();
    const lost = ALL.filter(({ isLostThere }) => isLostThere);
    await Promise.all(lost.map(goTo));
    // What is lost stays unknown until the kill, and stops the shop, as three lost answers must.
    for (const step of lost)
      for (const operation of ["topup-history", "data-usage"] as const)
        failSupplier({ kind: "hang", operation, times: "always" })(shop, at(step));
    await lostEnough(shop, lost.length);
    if (!room) throw new Error("nobody is staff");
    await releaseUnknowns(room.admin, {
      customer: turnedAway,
      tap: () => turnedAway.tap(/Confirm/, { inLast: true }),
    });
    await Promise.all(ALL.filter((step) => !lost.includes(step)).map(goTo));
    await shop.kill();
    shop.itt.control.clearFaults();
    if (kills > 1) await killAgain();
    await shop.start();
  }, 240_000);

  afterAll(() => shop?.close());

  for (const step of STEPS)
    it(`${step.name}, there is one top-up, paid once and told`, async () => {
      const who = at(step);
      await who.customer.see(/Your top-up is there\./, { timeoutMs: 60_000 });
      expect(callsFor(shop, who, POST)).toHaveLength(1);
      expect(chargesOf(who)).toHaveLength(1);
    }, 90_000);

  it(`${NOTHING_THERE.name}, nothing is sent again and the customer hears that we check`, async () => {
    const who = at(NOTHING_THERE);
    await who.customer.see("We are checking your top-up with the operator.", { timeoutMs: 30_000 });
    await who.customer.send("/topup");
    await who.customer.see("A top-up of this eSIM is under way.");
    expect(callsFor(shop, who, POST)).toHaveLength(1);
    expect(chargesOf(who)).toHaveLength(0);
  });

  it("no chat is left with a message that still says sending", () => {
    const sending = [...standers.values()].flatMap(({ customer }) =>
      customer.messages().filter(({ text }) => text?.startsWith("⏳ Sending")),
    );
    expect(sending).toEqual([]);
    expect(shop.telegram.control.unknownMethods()).toEqual([]);
  });
});
