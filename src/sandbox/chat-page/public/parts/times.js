/** "14:02", in the browser's own time zone, as on a phone. */
export function clockTime(epochSeconds) {
  return new Date(epochSeconds * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

/** A key that is equal for two messages of one day. */
export function dayKey(epochSeconds) {
  return new Date(epochSeconds * 1000).toDateString();
}

/** "Today", "Yesterday" or "21 November". */
export function dayLabel(epochSeconds) {
  const day = new Date(epochSeconds * 1000);
  const today = new Date();
  if (day.toDateString() === today.toDateString()) return "Today";
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (day.toDateString() === yesterday.toDateString()) return "Yesterday";
  return day.toLocaleDateString("en-GB", { day: "numeric", month: "long" });
}
