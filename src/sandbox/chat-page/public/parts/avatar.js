import { h } from "./dom.js";

const HUES = [12, 36, 140, 186, 212, 262, 330];

/** A round picture of initials; the colour follows from the id, so that it stays the same. */
export function avatar(id, name, className = "") {
  const initials = name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => firstLetter(word))
    .join("")
    .toUpperCase();
  return h(
    "span",
    {
      class: `avatar ${className}`,
      style: { "--hue": String(hueOf(id)) },
      "aria-hidden": "true",
    },
    initials,
  );
}

/** The colour of a person or a group, in degrees. */
export function hueOf(id) {
  return HUES[Math.abs(Number(id)) % HUES.length];
}

/** The first letter as a reader sees it: a Bengali letter keeps its vowel sign. */
function firstLetter(word) {
  if (typeof Intl.Segmenter !== "function") return [...word][0];
  return new Intl.Segmenter().segment(word)[Symbol.iterator]().next().value.segment;
}

export function fullName(user) {
  return [user.firstName, user.lastName].filter(Boolean).join(" ");
}

/** The bot's own picture. */
export function botAvatar(className = "") {
  return h("img", { class: `avatar ${className}`, src: "/icon.svg", alt: "" });
}
