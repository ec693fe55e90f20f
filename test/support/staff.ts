import type { TelegramEmulator } from "../../src/sandbox/telegram-emulator/index.ts";
import { createCustomer, type Customer } from "./customer.ts";

/** The support group of a test's shop, with one admin of the shop and somebody who only sits in it. */
export interface StaffRoom {
  readonly groupId: number;
  readonly admin: Customer;
  readonly stranger: Customer;
}

/** Makes the room, and the settings that name it. */
export function makeStaffRoom(telegram: TelegramEmulator): {
  room: StaffRoom;
  environment: Record<string, string>;
} {
  const admin = createCustomer(telegram, { firstName: "Nasrin", languageCode: "en" });
  const stranger = createCustomer(telegram, { firstName: "Guest", languageCode: "en" });
  const groupId = telegram.control.addGroup({
    title: "Support",
    memberIds: [admin.id, stranger.id],
    adminIds: [admin.id],
  });
  return {
    room: { groupId, admin, stranger },
    environment: { ADMIN_IDS: String(admin.id), SUPPORT_CHAT_ID: String(groupId) },
  };
}
