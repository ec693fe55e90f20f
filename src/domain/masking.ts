/** "Nadia Rahman" → "N•••• R•••••": as many dots as letters, so that colleagues can tell two people apart. */
export function maskName(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  return words.map((word) => [...word].map((letter, n) => (n === 0 ? letter : "•")).join("")).join(" ");
}

/** "+8801966330000" → "+880•••000": country and the last three digits. */
export function maskPhone(phone: string, isd: string): string {
  return `+${isd}•••${phone.slice(-3)}`;
}

/** "nadia@example.com" → "n•••@example.com". */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return at < 1 ? "•••" : `${[...email][0] ?? ""}•••${email.slice(at)}`;
}
