import type { en } from "./en/index.ts";

type EnglishMessages = (typeof en)["messages"];
type StoredKey = keyof EnglishMessages;

/** A message of the catalogue; plural pairs (`unit.days_one`, `unit.days_other`) go by their common name (`unit.days`). */
export type MessageKey = StoredKey extends infer Key
  ? Key extends `${infer Base}_one` | `${infer Base}_other`
    ? Base
    : Key
  : never;

type TextOf<Key extends MessageKey> =
  | (Key extends StoredKey ? EnglishMessages[Key] : never)
  | (`${Key}_one` extends StoredKey ? EnglishMessages[`${Key}_one`] : never)
  | (`${Key}_other` extends StoredKey ? EnglishMessages[`${Key}_other`] : never);

type Placeholders<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** What a message needs: every placeholder of its English text. `count` chooses the plural form, numbers are written in the language's digits. */
export type MessageParams<Key extends MessageKey> = {
  readonly [Name in Placeholders<TextOf<Key>>]: Name extends "count" ? number : string | number;
};

/** The parameters of a message as trailing arguments: none where the text has no placeholder. */
export type ParamsArgument<Key extends MessageKey> = [Placeholders<TextOf<Key>>] extends [never]
  ? []
  : [params: MessageParams<Key>];
