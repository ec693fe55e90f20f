import type { TelegramEmulator } from "./telegram-emulator/index.ts";

/** Who the bot must know: what the demo sets as `ADMIN_IDS` and `SUPPORT_CHAT_ID`. */
export interface DemoStaff {
  adminId: number;
  /** Rafi, who is no clerk yet. */
  agentId: number;
  supportChatId: number;
}

const GROUP_TITLE = "Demo Travel support";

/**
 * Two customers to be, one reads English and one Bengali, and the people of the shop: Ayesha is its admin, Rafi becomes
 * its clerk as soon as Ayesha grants it. A kept demo has them already, or gets those that its version did not have yet.
 */
export function addDemoPeople(telegram: TelegramEmulator): DemoStaff {
  personBy(telegram, {
    firstName: "Nadia",
    lastName: "Rahman",
    username: "nadia_rahman",
    languageCode: "en",
    phone: "+8801966330000",
  });
  personBy(telegram, {
    firstName: "জসিম",
    lastName: "করিম",
    username: "jasim_karim",
    languageCode: "bn",
    phone: "+8801711223344",
  });
  const adminId = personBy(telegram, {
    firstName: "Ayesha",
    lastName: "Siddika",
    username: "ayesha_demo_travel",
    languageCode: "en",
    phone: "+8801819000001",
  });
  const agentId = personBy(telegram, {
    firstName: "Rafi",
    lastName: "Hasan",
    username: "rafi_demo_travel",
    languageCode: "en",
    phone: "+8801819000002",
  });
  return { adminId, agentId, supportChatId: supportGroup(telegram, adminId, agentId) };
}

type Person = Parameters<TelegramEmulator["client"]["addUser"]>[0];

function personBy(telegram: TelegramEmulator, person: Person): number {
  const known = telegram.client.users().find(({ username }) => username === person.username);
  return known?.id ?? telegram.client.addUser(person).id;
}

function supportGroup(telegram: TelegramEmulator, adminId: number, agentId: number): number {
  const known = telegram.client.groups().find(({ title }) => title === GROUP_TITLE);
  return (
    known?.id ??
    telegram.control.addGroup({ title: GROUP_TITLE, memberIds: [adminId, agentId], adminIds: [adminId] })
  );
}
