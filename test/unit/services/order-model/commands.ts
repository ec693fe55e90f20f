import * as fc from "fast-check";
import { ADMINS, reconcileJob, untilDeath, type OneProcess } from "./process.ts";
import { ANSWERS, type Answer } from "./supplier.ts";
import type { Bench } from "./bench.ts";

/** The model remembers nothing: what must hold of every path is checked on the path itself. */
type Nothing = Record<string, never>;
type Command = fc.AsyncCommand<Nothing, Bench>;

/** One step, and then everything that must hold. */
function command(words: string, step: (bench: Bench) => Promise<unknown>): Command {
  return {
    check: () => true,
    async run(_model, bench) {
      await step(bench);
      await bench.expectLawful();
    },
    toString: () => words,
  };
}

/** Both processes at once, where `isRace`; else the one of them. */
const withBoth = (isRace: boolean, work: (one: OneProcess) => Promise<unknown>) => (bench: Bench) =>
  Promise.all((isRace ? bench.processes : [bench.processes[0]]).map((one) => untilDeath(() => work(one))));

const MINUTE = 60_000;
const which = fc.nat(2);
const race = fc.boolean();
const order = (bench: Bench, nth: number): string => bench.orderIds[nth % bench.orderIds.length] ?? "";

/** Every act that can happen to an order, by anybody. */
export const COMMANDS: fc.Arbitrary<Command>[] = [
  fc.tuple(which, race).map(([nth, isRace]) =>
    command(`accept ${nth}${isRace ? " twice" : ""}`, async (bench) => {
      const { customerId, nonce, paymentMethod } = await bench.order(order(bench, nth));
      await withBoth(isRace, (one) => one.acceptance.accept(customerId, nonce ?? "", paymentMethod))(bench);
    }),
  ),
  fc.tuple(fc.constantFrom(...ANSWERS), race).map(([answer, isRace]: [Answer, boolean]) =>
    command(`jobs${isRace ? " in both" : ""}, the supplier: ${answer}`, async (bench) => {
      bench.supplier.answer = answer;
      await withBoth(isRace, (one) => one.runDue())(bench);
    }),
  ),
  fc.tuple(which, fc.constantFrom(...ANSWERS)).map(([nth, answer]: [number, Answer]) =>
    command(`fulfil ${nth} in both at once, the supplier: ${answer}`, async (bench) => {
      bench.supplier.answer = answer;
      await withBoth(true, (one) => one.fulfilment.fulfil(order(bench, nth)))(bench);
    }),
  ),
  race.map((isRace) =>
    command(
      "sweep",
      withBoth(isRace, (one) => one.reconciliation.sweep()),
    ),
  ),
  fc
    .constantFrom(9_000, 5 * MINUTE, 40 * MINUTE, 25 * 60 * MINUTE)
    .map((ms) => command(`${ms / MINUTE} minutes pass`, async (bench) => bench.pass(ms))),
  fc.boolean().map((isDown) =>
    command(isDown ? "reads fail" : "reads answer", async ({ supplier }) => {
      supplier.isDown = isDown;
    }),
  ),
  fc
    .tuple(which, race)
    .map(([nth, isRace]) =>
      command(`read ${nth}`, (bench) =>
        withBoth(isRace, (one) => one.reconciliation.reconcile(reconcileJob(order(bench, nth))))(bench),
      ),
    ),
  fc.tuple(which, fc.nat(1)).map(([nth, charge]) =>
    command(`${nth} is paid in Stars, charge ${charge}, told twice`, async (bench) => {
      const { id, customerId, nonce, paymentMethod } = await bench.order(order(bench, nth));
      if (paymentMethod !== "telegram") return;
      const amount = { minor: 245, currency: "XTR" };
      await withBoth(true, (one) =>
        one.collection.receive(customerId, nonce ?? "", amount, `charge ${id} ${charge}`),
      )(bench);
    }),
  ),
  fc.tuple(which, fc.nat(2)).map(([nth, number]) =>
    command(`${nth} claims to have paid, number ${number}`, async (bench) => {
      const { id, customerId, paymentMethod } = await bench.order(order(bench, nth));
      if (paymentMethod !== "manual") return;
      const claim = { number: `TRX${number}`, photoFileId: null };
      await withBoth(true, (one) => one.collection.claim(customerId, id, claim))(bench);
    }),
  ),
  fc.tuple(which, fc.boolean(), race).map(([nth, isPaid, isRace]) =>
    command(`staff ${isPaid ? "saw the money" : "declined"} of ${nth}`, async (bench) => {
      const known = await bench.processes[0].payments.listOfOrder(order(bench, nth));
      const claim = known.find(({ state }) => state === "claimed");
      if (claim)
        await withBoth(isRace, (one) =>
          one.collection.decide(claim.id, isPaid, ADMINS[0], isPaid ? null : "not-found"),
        )(bench);
    }),
  ),
  which.map((nth) =>
    command(`${nth} gives up`, async (bench) => {
      const { id, customerId } = await bench.order(order(bench, nth));
      await bench.processes[1].collection.cancel(customerId, id);
    }),
  ),
  fc.tuple(which, fc.constantFrom(...ADMINS)).map(([nth, staffId]) =>
    command(`staff ${staffId}: ${nth} is void`, async (bench) => {
      const found = await bench.order(order(bench, nth));
      await bench.processes[1].settlement.markVoid(found, true, { staffId, reason: "test" });
    }),
  ),
  which.map((nth) =>
    command(`${nth} is bought, and comes short`, async (bench) => {
      const { id, customerId, nonce, paymentMethod } = await bench.order(order(bench, nth));
      const [{ acceptance, fulfilment }] = bench.processes;
      await acceptance.accept(customerId, nonce ?? "", paymentMethod);
      bench.supplier.answer = "booked, one of two";
      await fulfilment.fulfil(id);
    }),
  ),
  fc.tuple(which, fc.subarray([...ADMINS], { minLength: 1 }), race).map(([nth, staffIds, isRace]) =>
    command(`staff ${staffIds.join(", then ")}: the rest of ${nth} will not come`, async (bench) => {
      for (const staffId of staffIds) {
        const found = await bench.order(order(bench, nth));
        const act = { staffId, reason: "test" };
        await withBoth(isRace, (one) => one.closing.closeShort(found, true, act))(bench);
      }
    }),
  ),
  which.map((nth) =>
    command(`staff: ${nth} is issued`, async (bench) => {
      const found = await bench.order(order(bench, nth));
      await bench.processes[0].settlement.markIssued(found, null, { staffId: ADMINS[0], reason: null });
    }),
  ),
  fc.tuple(which, race).map(([nth, isRace]) =>
    command(`staff give the money of ${nth} back`, async (bench) => {
      const found = await bench.order(order(bench, nth));
      await withBoth(isRace, (one) => one.settlement.refund(found, { staffId: ADMINS[1], reason: "test" }))(
        bench,
      );
    }),
  ),
  fc
    .tuple(which, race)
    .map(([nth, isRace]) =>
      command(`${nth} is in the chat`, (bench) =>
        withBoth(isRace, (one) => one.deliver(order(bench, nth)))(bench),
      ),
    ),
];
