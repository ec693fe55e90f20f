import { expect, it, onTestFinished } from "vitest";
import { addDemoPeople } from "../../../src/sandbox/demo-people.ts";
import { startTelegramEmulator } from "../../../src/sandbox/telegram-emulator/index.ts";

it("makes the demo's people and their group once, also where a kept demo has only the customers", async () => {
  const telegram = await startTelegramEmulator();
  onTestFinished(() => telegram.close());
  telegram.client.addUser({ firstName: "Nadia", username: "nadia_rahman" });
  const staff = addDemoPeople(telegram);
  expect(addDemoPeople(telegram)).toEqual(staff);
  expect(telegram.client.users().map(({ firstName }) => firstName)).toEqual([
    "Nadia",
    "জসিম",
    "Ayesha",
    "Rafi",
  ]);
  expect(telegram.client.groups()).toMatchObject([{ id: staff.supportChatId, adminIds: [staff.adminId] }]);
  expect(staff.supportChatId).toBeLessThan(0);
});
