const LONGEST = 500;

/** What is kept of an error on a row: its beginning, for the people who look. */
export function errorText(error: string): string {
  return error.slice(0, LONGEST);
}
