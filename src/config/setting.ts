import { z } from "zod";

/** What a parser gives for a value that is well known but not served by this version: refused, never ignored. */
export class NotYet {
  /** A sentence for the person who deploys, without the value. */
  readonly sentence: string;

  constructor(sentence: string) {
    this.sentence = sentence;
  }
}

function isNotYet<T>(value: T | NotYet): value is NotYet {
  return value instanceof NotYet;
}

/**
 * The schema of one variable.
 * `expects` says in words what it takes, with an example; it is all that a problem ever shows, so that no value reaches a screen or a log.
 * `parse` gets the trimmed, non-empty text and gives undefined for anything that is not as `expects` says.
 */
export function setting<T>(expects: string, parse: (text: string) => T | NotYet | undefined) {
  return z
    .string()
    .transform((text, context): T => {
      const value = parse(text);
      if (value === undefined) context.addIssue({ code: "custom", message: `expected ${expects}` });
      else if (isNotYet(value)) context.addIssue({ code: "custom", message: value.sentence });
      else return value;
      return z.NEVER;
    })
    .describe(expects);
}

/** What the schema of a variable takes, in the words that `setting` was given, also where the variable is optional or has a default. */
export function expectationOf(schema: z.core.$ZodType): string {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return expectationOf(schema.unwrap());
  return z.globalRegistry.get(schema)?.description ?? "";
}
