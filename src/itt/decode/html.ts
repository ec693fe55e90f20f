import { Parser } from "htmlparser2";

const BLOCKS = new Set([
  "address",
  "br",
  "dd",
  "div",
  "dl",
  "dt",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "hr",
  "li",
  "ol",
  "p",
]);
for (const name of ["pre", "section", "table", "td", "th", "tr", "ul"]) BLOCKS.add(name);

/**
 * Sentences that send people to the supplier's own site, chat, help or top-up: we are the shop. The SM-DP+ address `lpa.airalo.com` is
 * no such thing and stays.
 */
const SUPPLIERS_OWN =
  /(?<!lpa\.)\bairalo\b|\bchat with us\b|\b(live|24\/7) chat\b|\bcontact (us|our|support|customer)\b|\btop(ping)?[\s-]?ups?\b|\bmy esims\b|\bhaving trouble\b/i;

/** Supplier text, HTML or plain, as plain lines without markup, empty lines and the supplier's own sentences. */
export function plainLines(text: string): readonly string[] {
  const lines = /<[a-z!/]|&(#\d+|#x[\da-f]+|[a-z]+);/i.test(text) ? linesOfHtml(text) : text.split(/\r?\n/);
  return lines.map(dropSuppliersOwn).filter((line) => line !== "");
}

function linesOfHtml(html: string): string[] {
  const lines = [""];
  let silent = 0;
  const add = (text: string) => {
    lines.push((lines.pop() ?? "") + text);
  };
  const parser = new Parser({
    onopentag(name) {
      if (name === "script" || name === "style") silent += 1;
      if (BLOCKS.has(name)) lines.push("");
    },
    ontext(text) {
      if (silent === 0) add(text);
    },
    onclosetag(name) {
      if (name === "script" || name === "style") silent -= 1;
      if (BLOCKS.has(name)) lines.push("");
    },
  });
  parser.end(html);
  return lines;
}

function dropSuppliersOwn(line: string): string {
  return line
    .replace(/[\s\u00A0]+/g, " ")
    .trim()
    .split(/(?<=[.!?।])\s+/u)
    .filter((sentence) => !SUPPLIERS_OWN.test(sentence))
    .join(" ");
}
