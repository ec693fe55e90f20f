import { expect, it } from "vitest";
import { PNG } from "pngjs";
import type { Message, TelegramEmulator } from "../../../src/sandbox/telegram-emulator/index.ts";
import { call, emulatorWithCustomer, result, type BotAnswer } from "./bot-caller.ts";

function picture(width = 300, height = 200): Buffer {
  return PNG.sync.write(new PNG({ width, height }));
}

async function upload(emulator: TelegramEmulator, method: string, fields: Record<string, string | Buffer>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "string") form.set(name, value);
    else form.set(name, new Blob([new Uint8Array(value)], { type: "image/png" }), `${name}.png`);
  }
  const url = `${emulator.apiRoot}/bot${emulator.token}/${method}`;
  return (await (await fetch(url, { method: "POST", body: form })).json()) as BotAnswer & { result: Message };
}

it("keeps an uploaded photo byte for byte, for the customer and for the bot", async () => {
  const { emulator, chatId } = await emulatorWithCustomer();
  const bytes = picture();
  const sent = await upload(emulator, "sendPhoto", {
    chat_id: String(chatId),
    caption: "<b>Ready</b>",
    parse_mode: "HTML",
    photo: bytes,
  });
  expect(sent.result).toMatchObject({
    caption: "Ready",
    caption_entities: [{ type: "bold", offset: 0, length: 5 }],
    photo: [
      { width: 90, height: 60 },
      { width: 300, height: 200, file_size: bytes.length },
    ],
  });
  const fileId = sent.result.photo?.at(-1)?.file_id ?? "";

  const shown = await fetch(`${emulator.apiRoot}/client/files/${encodeURIComponent(fileId)}`);
  expect(shown.headers.get("content-type")).toBe("image/png");
  expect(Buffer.from(await shown.arrayBuffer()).equals(bytes)).toBe(true);

  const { file_path } = await result<{ file_path: string }>(emulator, "getFile", { file_id: fileId });
  const fetched = await fetch(`${emulator.apiRoot}/file/bot${emulator.token}/${file_path}`);
  expect(Buffer.from(await fetched.arrayBuffer()).equals(bytes)).toBe(true);
  expect((await fetch(`${emulator.apiRoot}/file/bot1:wrong/${file_path}`)).status).toBe(404);
});

it("takes attach:// references and the ids of files it has", async () => {
  const { emulator, chatId } = await emulatorWithCustomer();
  const attached = await upload(emulator, "sendPhoto", {
    chat_id: String(chatId),
    photo: "attach://qr",
    qr: picture(),
  });
  const fileId = attached.result.photo?.at(-1)?.file_id;
  const again = await result<Message>(emulator, "sendPhoto", { chat_id: chatId, photo: fileId });
  expect(again.photo?.at(-1)?.file_id).toBe(fileId);
});

it("takes a JPEG and reads its size", async () => {
  const { emulator, chatId } = await emulatorWithCustomer();
  // Start of image, an application segment to skip, a baseline frame header of 320 by 240, end of image.
  const jpeg = Buffer.from("ffd8ffe00004abcdffc0000b080 0f0014001011100ffd9".replaceAll(" ", ""), "hex");
  const sent = await upload(emulator, "sendPhoto", { chat_id: String(chatId), photo: jpeg });
  expect(sent.result.photo?.at(-1)).toMatchObject({ width: 320, height: 240 });
});

it.each<[string, Record<string, string | Buffer>, string]>([
  ["no photo", {}, "there is no photo in the request"],
  ["an address", { photo: "https://example.com/x.png" }, "failed to get HTTP URL content"],
  ["an unknown file id", { photo: "AgAC-unknown" }, "wrong file identifier/HTTP URL specified"],
  ["bytes that are no picture", { photo: Buffer.from("not a picture, not at all") }, "IMAGE_PROCESS_FAILED"],
  ["a picture too long for its height", { photo: picture(210, 10) }, "PHOTO_INVALID_DIMENSIONS"],
  ["a long caption", { photo: picture(), caption: "x".repeat(1025) }, "message caption is too long"],
])("refuses %s", async (_what, fields, problem) => {
  const { emulator, chatId } = await emulatorWithCustomer();
  const answer = await upload(emulator, "sendPhoto", { chat_id: String(chatId), ...fields });
  expect(answer.description).toBe(`Bad Request: ${problem}`);
});

it("sends albums, documents and copies, and swaps a picture in place", async () => {
  const { emulator, chatId } = await emulatorWithCustomer();
  const id = String(chatId);
  const media = JSON.stringify([
    { type: "photo", media: "attach://a", caption: "First" },
    { type: "photo", media: "attach://b" },
  ]);
  const album = await upload(emulator, "sendMediaGroup", { chat_id: id, media, a: picture(), b: picture() });
  const [first, second] = album.result as unknown as Message[];
  expect(first?.caption).toBe("First");
  expect(first?.media_group_id).toBe(second?.media_group_id);

  const document = await upload(emulator, "sendDocument", { chat_id: id, document: Buffer.from("a,b\n1,2") });
  expect(document.result.document).toMatchObject({ file_name: "document.png", file_size: 7 });

  const source = { chat_id: chatId, from_chat_id: chatId, message_id: first?.message_id };
  const copy = await result(emulator, "copyMessage", { ...source, caption: "Copied" });
  const shown = emulator.control.history(chatId).at(-1);
  expect(shown).toMatchObject({ message_id: copy.message_id, caption: "Copied", photo: first?.photo });

  const swapped = await upload(emulator, "editMessageMedia", {
    chat_id: id,
    message_id: String(copy.message_id),
    media: JSON.stringify({ type: "photo", media: "attach://c", caption: "New" }),
    c: picture(64, 64),
  });
  expect(swapped.result).toMatchObject({ message_id: copy.message_id, caption: "New" });
  expect(swapped.result.photo?.at(-1)).toMatchObject({ width: 64 });
});

it("does not copy protected messages", async () => {
  const { emulator, chatId } = await emulatorWithCustomer();
  const { message_id } = await result(emulator, "sendMessage", {
    chat_id: chatId,
    text: "x",
    protect_content: true,
  });
  const answer = await call(emulator, "forwardMessage", {
    chat_id: chatId,
    from_chat_id: chatId,
    message_id,
  });
  expect(answer.description).toBe("Bad Request: message has protected content and can't be forwarded");
});
