/** A country in its place in the alphabet. */
interface Named {
  readonly code: string;
  readonly name: string;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The letter a name is looked up under: "Å" under A, "কা" under ক. */
function initialOf(name: string): string {
  return (name.normalize("NFD")[0] ?? "").toUpperCase();
}

/** "São" and "Saint" begin alike. */
function firstTwoOf(name: string): string {
  const begin = [...graphemes.segment(name)].slice(0, 2).map(({ segment }) => segment);
  return begin
    .join("")
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, "")
    .normalize("NFD")
    .toUpperCase();
}

/** Cuts a sorted list where the key changes. */
function runsBy<T>(list: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const runs: T[][] = [];
  let previous: string | undefined;
  for (const item of list) {
    const key = keyOf(item);
    if (key === previous) runs.at(-1)?.push(item);
    else runs.push([item]);
    previous = key;
  }
  return runs;
}

/** Joins neighbouring runs into pages of at most `size`; a longer run is a page of its own. */
function packed<T>(runs: readonly (readonly T[])[], size: number): readonly (readonly T[])[] {
  const pages: T[][] = [];
  for (const run of runs) {
    const open = pages.at(-1);
    if (open && open.length + run.length <= size) open.push(...run);
    else pages.push([...run]);
  }
  return pages;
}

/** As `packed`, in no more pages, but filled evenly: the smallest size that needs as few pages. */
function packedEvenly<T>(runs: readonly (readonly T[])[], size: number): readonly (readonly T[])[] {
  const fewest = packed(runs, size);
  for (let smaller = Math.ceil(runs.flat().length / fewest.length); smaller < size; smaller += 1) {
    const pages = packed(runs, smaller);
    if (pages.length <= fewest.length && pages.every((page) => page.length <= size)) return pages;
  }
  return fewest;
}

/** One letter with more names than a page holds, cut after its second letters where that can be. */
function splitLetter(letter: readonly Named[], size: number): readonly (readonly Named[])[] {
  const runs = runsBy(letter, ({ name }) => firstTwoOf(name)).flatMap((run) =>
    Array.from({ length: Math.ceil(run.length / size) }, (_, part) =>
      run.slice(part * size, (part + 1) * size),
    ),
  );
  return packedEvenly(runs, size);
}

/**
 * Cuts the sorted `countries` into pages of at most `size` so that no page ends in the middle of a letter, unless the letter alone
 * is longer than a page: then its pages hold nothing else. `perRow` is how many pages the index shows in a row; small letters are
 * joined so that its last row holds more than one, where that can be.
 */
export function alphabetPages(
  countries: readonly Named[],
  size: number,
  perRow: number,
): readonly (readonly string[])[] {
  const letters = runsBy(countries, ({ name }) => initialOf(name));
  // Whole letters between two long ones share pages; a long letter interrupts them.
  const stretches = runsBy(letters, (letter) => (letter.length > size ? `${letter[0]?.code}` : ""));
  const cut = (joined: number): readonly (readonly Named[])[] =>
    stretches.flatMap((stretch) => {
      const [only] = stretch;
      return only && only.length > size ? splitLetter(only, size) : packed(stretch, joined);
    });
  const joinedSizes = Array.from({ length: size }, (_, less) => size - less);
  const cuts = joinedSizes.map(cut);
  const best = cuts.find((pages) => pages.length % perRow !== 1) ?? cuts[0] ?? [];
  return best.map((page) => page.map(({ code }) => code));
}
