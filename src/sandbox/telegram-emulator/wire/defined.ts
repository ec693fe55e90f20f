/** `T` with the fields that may be undefined made optional instead: JSON knows absent fields only. */
export type Defined<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Drops the undefined fields of a flat object, as Telegram leaves absent fields out of its JSON. */
export function defined<T extends object>(fields: T): Defined<T> {
  // The entries are those of `fields` less the undefined ones, which is what Defined<T> says.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
