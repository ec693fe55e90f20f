import { expect, it, onTestFinished } from "vitest";
import { demoTroubles } from "../../../src/sandbox/demo-troubles.ts";
import { startTelegramEmulator } from "../../../src/sandbox/telegram-emulator/index.ts";
import { at, buy, post, prepareTopUp, startEmulator } from "../itt-emulator/emulator-client.ts";

async function openDemo() {
  const emulator = await startEmulator();
  const telegram = await startTelegramEmulator({ token: "1:a" });
  onTestFinished(() => telegram.close());
  const troubles = demoTroubles({
    itt: emulator.control,
    telegram,
    restartBot: () => Promise.resolve(),
  });
  const cause = (id: string) => troubles.find((trouble) => trouble.id === id)?.cause();
  return { emulator, cause, ...(await buy(emulator)) };
}

it("loses the answer of the next top-up, which is made all the same", async () => {
  const { emulator, cause, key } = await openDemo();
  const body = await prepareTopUp(emulator, key);
  await cause("lost-topup-answer");
  await expect(post(emulator, "create-topup-booking", body)).rejects.toThrow();
  expect(emulator.control.topUps()).toHaveLength(1);
});

it("uses up the newest eSIM, and most of it", async () => {
  const { emulator, cause, key } = await openDemo();
  const left = async () => at(await post(emulator, "data-usage", key), "instructions");
  await cause("data-used");
  expect(await left()).toMatchObject({ status: "ACTIVE", data_amount: { remaining: 205 } });
  await cause("data-used-up");
  expect(await left()).toMatchObject({ status: "FINISHED", data_amount: { remaining: 0 } });
});

it("adds the days of a top-up to an eSIM that is not in use yet", async () => {
  const { emulator, key, iccid } = await openDemo();
  const body = await prepareTopUp(emulator, key);
  const bookedDays = emulator.control.bookings()[0]?.eSims[0]?.validityDays ?? 0;
  await post(emulator, "create-topup-booking", body);
  emulator.control.setUsage(iccid, { usedMb: 1 });
  expect(emulator.control.bookings()[0]?.eSims[0]?.validityDays).toBeGreaterThan(bookedDays);
});
