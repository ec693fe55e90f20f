const SVG = "http://www.w3.org/2000/svg";

/** Drawn on a 24 by 24 grid with a stroke of the text's colour. */
const PATHS = {
  menu: ["M4 7h16", "M4 12h16", "M4 17h16"],
  close: ["M6 6l12 12", "M18 6L6 18"],
  send: [
    "M4.5 12L3.6 5.2c-.1-.9.8-1.6 1.6-1.2l15 7.1c.8.4.8 1.4 0 1.8l-15 7.1c-.8.4-1.7-.3-1.6-1.2z",
    "M4.5 12h8",
  ],
  clip: [
    "M18.5 11.5l-6.8 6.8a4.2 4.2 0 0 1-6-6l7.4-7.3a2.8 2.8 0 0 1 4 4l-7.3 7.2a1.4 1.4 0 0 1-2-2l6.6-6.5",
  ],
  keyboard: [
    "M5 6.5h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2z",
    "M7 10h.01",
    "M11 10h.01",
    "M15 10h.01",
    "M17.5 10h.01",
    "M8 14h8",
  ],
  more: ["M12 5.5h.01", "M12 12h.01", "M12 18.5h.01"],
  down: ["M6 9.5l6 6 6-6"],
  plus: ["M12 5v14", "M5 12h14"],
  bolt: ["M13 3L5.5 13.5H11L10 21l8-11h-6z"],
  sticker: [
    "M20 12.5V7a3 3 0 0 0-3-3H7a3 3 0 0 0-3 3v10a3 3 0 0 0 3 3h5.5z",
    "M20 12.5h-4.5a3 3 0 0 0-3 3V20",
    "M8.5 9.5h.01",
    "M14.5 9.5h.01",
  ],
  picture: [
    "M6 5h12a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z",
    "M4.5 16.5l4.5-4.5 4 4 2.5-2.5 4 4",
    "M15.5 9h.01",
  ],
  person: ["M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z", "M5 19.5c.8-3.400 3.600-5 7-5s6.200 1.600 7 5"],
  file: [
    "M7 3.5h6.5L18 8v11a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 6 19V5a1.5 1.5 0 0 1 1-1.5z",
    "M13 3.5V8.5h5",
  ],
  block: ["M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z", "M6 6l12 12"],
  ticks: ["M2.5 12.5l4 4L14.5 8", "M11 15.200l1.400 1.300L20.5 8"],
  link: ["M8 16L16.5 7.5", "M9.5 7.5h7v7"],
  copy: [
    "M9.5 8.5h8a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-8a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1z",
    "M15.5 8.5V5.5a1 1 0 0 0-1-1h-8a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h2",
  ],
  download: ["M12 4v11", "M7.5 10.5l4.5 4.5 4.5-4.5", "M5 19.5h14"],
  reply: ["M10 6.5L4.500 12l5.500 5.500", "M4.500 12h9a6 6 0 0 1 6 6v.5"],
  back: ["M14.5 5.5L8 12l6.5 6.5"],
};

/** An icon by name, hidden from screen readers: the button around it carries the label. */
export function icon(name, className = "icon") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  for (const d of PATHS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}
