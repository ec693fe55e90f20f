import { expect, it } from "vitest";
import { call, emulatorWithCustomer, result } from "./bot-caller.ts";

interface Shown {
  text: string;
  entities?: object[];
}

async function show(params: object): Promise<Shown> {
  const { emulator, chatId } = await emulatorWithCustomer();
  return result<Shown>(emulator, "sendMessage", { chat_id: chatId, ...params });
}

it.each([
  [
    "<b>a</b><i>b</i>",
    "ab",
    [
      { type: "bold", offset: 0, length: 1 },
      { type: "italic", offset: 1, length: 1 },
    ],
  ],
  [
    "<b>🇹🇭 <u>x</u></b>",
    "🇹🇭 x",
    [
      { type: "bold", offset: 0, length: 6 },
      { type: "underline", offset: 5, length: 1 },
    ],
  ],
  ["1 &lt; 2 &amp; 3 &#8805; 2 &bull;", "1 < 2 & 3 ≥ 2 &bull;", undefined],
  [
    '<a href="https://example.com/a?b=1&amp;c=2">link</a>',
    "link",
    [{ type: "text_link", offset: 0, length: 4, url: "https://example.com/a?b=1&c=2" }],
  ],
  [
    '<pre><code class="language-py">x</code></pre>',
    "x",
    [{ type: "pre", offset: 0, length: 1, language: "py" }],
  ],
  ["<code>LPA:1$x</code>", "LPA:1$x", [{ type: "code", offset: 0, length: 7 }]],
  ["<blockquote expandable>q</blockquote>", "q", [{ type: "expandable_blockquote", offset: 0, length: 1 }]],
  ['<span class="tg-spoiler">s</span>', "s", [{ type: "spoiler", offset: 0, length: 1 }]],
])("parses %s", async (html, text, entities) => {
  const shown = await show({ text: html, parse_mode: "HTML" });
  expect(shown.text).toBe(text);
  expect(shown.entities).toEqual(entities);
});

it.each([
  ["<b>open", `Can't find end tag corresponding to start tag "b"`],
  ["<script>x</script>", `Unsupported start tag "script" at byte offset 0`],
  ["কি <br>", `Unsupported start tag "br" at byte offset 7`],
  ["<b><i>test</b></i>", `Unmatched end tag at byte offset 10, expected "</i>", found "</b>"`],
  ["x</b>", "Unexpected end tag at byte offset 1"],
])("refuses %s", async (html, problem) => {
  const { emulator, chatId } = await emulatorWithCustomer();
  const answer = await call(emulator, "sendMessage", { chat_id: chatId, text: html, parse_mode: "HTML" });
  expect(answer.description).toBe(`Bad Request: can't parse entities: ${problem}`);
});

it("finds links, commands, addresses and numbers by itself", async () => {
  const { text, entities } = await show({
    text: "/esims or @demo_bot: https://a.example/x, b@c.example #tag +880 1966 330000.",
  });
  const found = (entities as { type: string; offset: number; length: number }[]).map(
    ({ type, offset, length }) => `${type} ${text.slice(offset, offset + length)}`,
  );
  expect(found).toEqual([
    "bot_command /esims",
    "mention @demo_bot",
    "url https://a.example/x",
    "email b@c.example",
    "hashtag #tag",
    "phone_number +880 1966 330000",
  ]);
});

it("finds nothing inside code, words and fractions", async () => {
  const shown = await show({
    text: "1/2 of a/b https://a.example",
    entities: [{ type: "code", offset: 11, length: 17 }],
  });
  expect(shown.entities).toEqual([{ type: "code", offset: 11, length: 17 }]);
});
