import { BotError, GrammyError, HttpError, type Context } from "grammy";
import { describe, expect, it } from "vitest";
import { describeError } from "../../../src/telegram/describe-error.ts";

function refusal(code: number, description: string): GrammyError {
  const answer = { ok: false, error_code: code, description } as const;
  return new GrammyError("Call to 'sendMessage' failed!", answer, "sendMessage", { text: "Nadia" });
}

describe("an error in the log", () => {
  it.each([
    [refusal(400, "Bad Request: message is not modified: specified new …"), "400 message is not modified"],
    [refusal(403, "Forbidden: bot was blocked by the user"), "403 bot was blocked by the user"],
    [refusal(429, "Too Many Requests: retry after 14"), "429 Too Many Requests"],
    [refusal(401, "Unauthorized"), "401 Unauthorized"],
  ])("names the method, the code and the reason", (error, told) => {
    expect(describeError(error)).toBe(`sendMessage: ${told}`);
  });

  it("tells nothing of a refusal in words that are not known: they may quote the message", () => {
    const error = refusal(400, "Bad Request: can't use Nadia Rahman, +8801966330000 here");
    for (const each of [error, new BotError(error, {} as Context)])
      expect(describeError(each)).toBe("sendMessage: 400 for a reason that is not known here");
  });

  it("tells no more of one that a dialogue has thrown, which has lost its class", () => {
    const { message } = refusal(400, "Bad Request: unsupported\nname Nadia Rahman (NR)");
    expect(describeError(new Error(message))).toBe("sendMessage: 400 for a reason that is not known here");
  });

  it("keeps the address, and the token in it, to itself", () => {
    const error = new HttpError("Network request for 'getMe' failed!", new Error("https://x/bot1:secret/"));
    expect(describeError(error)).toBe("Telegram could not be reached");
    expect(describeError("text")).toBe("an unknown error");
  });
});
