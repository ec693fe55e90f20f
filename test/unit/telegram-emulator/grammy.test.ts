import { Bot, GrammyError, InlineKeyboard, InputFile } from "grammy";
import { expect, it, onTestFinished } from "vitest";
import { createCustomer } from "../../support/customer.ts";
import { startedEmulator } from "./bot-caller.ts";

it("serves a bot made with a library that knows the real Telegram", async () => {
  const emulator = await startedEmulator();
  const bot = new Bot(emulator.token, { client: { apiRoot: emulator.apiRoot } });
  const nadia = createCustomer(emulator, { firstName: "Nadia" });
  bot.command("start", (ctx) =>
    ctx.reply(`Hello ${ctx.match}`, { reply_markup: new InlineKeyboard().text("Picture", "picture") }),
  );
  bot.callbackQuery("picture", async (ctx) => {
    await ctx.answerCallbackQuery("Coming");
    await ctx.replyWithPhoto(
      new InputFile(emulator.client.file(stickerFile)?.bytes ?? Buffer.alloc(0), "qr.png"),
    );
    await ctx.editMessageReplyMarkup();
  });
  bot.on("message:sticker", (ctx) => ctx.reply("Words, please"));
  const running = bot.start({ timeout: 5 });
  onTestFinished(async () => {
    await bot.stop();
    await running;
  });

  await nadia.start("there");
  await nadia.see("Hello there");
  const stickerFile = (await nadia.sendSticker()).sticker?.file_id ?? "";
  await nadia.see("Words, please");
  const tap = await nadia.tap("Picture");
  expect((await tap.answered()).text).toBe("Coming");
  await nadia.seePhoto();
  expect(nadia.photo().equals(emulator.client.file(stickerFile)?.bytes ?? Buffer.alloc(0))).toBe(true);
  const refused = await bot.api.sendMessage(1, "x").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(GrammyError);
  expect(emulator.control.unknownMethods()).toEqual([]);
});
