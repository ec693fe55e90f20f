/** Manglings of the contract's list, driven by a stream of choices so that a failing mix shrinks to the one that matters. */

type Tree = Record<string, unknown>;

/** The next choice of the stream, 0 (do nothing) once it has run out. */
export type Choose = () => number;

export function chooseFrom(choices: readonly number[]): Choose {
  let next = 0;
  return () => choices[next++] ?? 0;
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Mangles keys, scalars, lists and objects all over an answer, and the order of its fields. */
export function mangleShape(answer: Tree, choose: Choose): Tree {
  const mangled = mangleTree(answer, choose);
  // A second status beside it would be a contradiction, not a mangling.
  const isAlone = Object.keys(mangled).filter((key) => key.includes("status")).length === 1;
  if (choose() % 3 === 1 && isAlone && typeof mangled["status"] === "string") {
    const { status, ...rest } = mangled;
    return { ...rest, Status: status.toUpperCase() };
  }
  return mangled;
}

function mangleTree(tree: Tree, choose: Choose): Tree {
  const entries: [string, unknown][] = [];
  for (const [key, value] of Object.entries(tree)) {
    const mangled = mangleValue(value, choose);
    const how = choose() % 8;
    if (how === 1) entries.push([`${key}"`, mangled]);
    else if (how === 2) entries.push([`-"${key}"`, mangled]);
    else if (how === 3) entries.push([`-"${key}"`, "junk"], [key, mangled]);
    else if (how === 4) entries.push(["unheard_of", { [key]: "junk" }], [key, mangled]);
    else entries.push([key, mangled]);
  }
  for (let at = entries.length - 1; at > 0; at -= 1) {
    const other = at - (choose() % (at + 1));
    const [a, b] = [entries[at], entries[other]];
    if (a && b) [entries[at], entries[other]] = [b, a];
  }
  return Object.fromEntries(entries);
}

function mangleValue(value: unknown, choose: Choose): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => mangleValue(item, choose));
    return items.length === 1 && choose() % 3 === 1 ? items[0] : items;
  }
  if (isTree(value)) {
    const tree = mangleTree(value, choose);
    return choose() % 6 === 1 ? [tree] : tree;
  }
  return mangleScalar(value, choose() % 4);
}

function mangleScalar(value: unknown, how: number): unknown {
  if (value === null) return [null, "null,", "", "null"][how];
  if (typeof value === "number" || typeof value === "boolean")
    return [value, `${value},`, String(value), ` ${value},`][how];
  if (typeof value === "string" && /^[\d.]+$/.test(value))
    return [value, `${value},`, value, ` ${value} `][how];
  return value;
}

/** Lifts fields out of an answer's one package, or pushes them into a neighbour, as the samples do. */
export function misplaceFields(answer: Tree, choose: Choose): Tree {
  const data = answer["data"];
  const own = Array.isArray(data) && data.length === 1 ? (data[0] as unknown) : data;
  if (!isTree(own)) return answer;
  const found: Tree = { ...own };
  const top: Tree = { ...answer };
  misplaceSell(found, top, choose());
  for (const key of [
    "validity",
    "coverage_type",
    "activation_policy",
    "rechargeable",
    "coverage_country",
    "price",
  ]) {
    const home = found["operator_details"];
    if (choose() % 3 === 1 && isTree(home) && key in found) {
      found["operator_details"] = { ...home, [key]: found[key] };
      delete found[key];
    }
  }
  for (const key of ["price", "region_details", "operator_details", "coverage_country"]) {
    if (choose() % 3 === 1 && key in found && !(key in top)) {
      top[key] = found[key];
      delete found[key];
    }
  }
  return { ...top, data: Array.isArray(data) ? [found] : found };
}

function misplaceSell(found: Tree, top: Tree, choice: number): void {
  const price = found["price"];
  if (!isTree(price) || !isTree(price["sell"])) return;
  const { sell, ...rest } = price;
  const how = choice % 5;
  if (how === 1) Object.assign(found, { price: rest, sell });
  if (how === 2 && isTree(rest["purchase"]))
    found["price"] = { ...rest, purchase: { ...rest["purchase"], sell } };
  if (how === 3) {
    found["price"] = rest;
    Object.assign(top, { sell: null }, sell);
  }
  if (how === 4) {
    found["price"] = rest;
    top["sell"] = sell;
  }
}
