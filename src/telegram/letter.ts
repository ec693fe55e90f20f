import type { Message } from "grammy/types";
import type { LetterProblem } from "../screens/index.ts";
import type { Letter, LetterSource } from "../services/index.ts";

/** Longest texts that are passed on: what is written around them must fit Telegram's 4,096 characters, or a photo's 1,024. */
const MAX_TEXT = 3_000;
const MAX_CAPTION = 500;

/** Reads one message or photo; the problem where it is neither, or too long to be passed on whole. */
export function readLetter(message: Message): Letter | LetterProblem {
  const photoFileId = message.photo?.at(-1)?.file_id ?? null;
  const text = (photoFileId === null ? message.text : message.caption)?.trim() ?? "";
  if (photoFileId === null && text === "") return "unreadable";
  if (text.length > (photoFileId === null ? MAX_TEXT : MAX_CAPTION))
    return photoFileId === null ? "too-long" : "caption-too-long";
  return { text: text === "" ? null : text, photoFileId };
}

/** Where a letter came from. */
export function sourceOf({ chat, message_id, date }: Message): LetterSource {
  return { chatId: chat.id, messageId: message_id, writtenAt: date };
}
