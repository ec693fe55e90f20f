/** What the child is told: start with this, or let time pass. */
export type Order =
  | { readonly kind: "go"; readonly environment: Readonly<Record<string, string>>; readonly plan: Plan }
  | { readonly kind: "leap"; readonly ms: number };

/** What the child does to itself. */
export interface Plan {
  /** How far the shop's clock is ahead of the machine's. */
  readonly aheadMs: number;
  /** Ends the process when `label` is met for the `hit`-th time. */
  readonly kill?: { readonly label: string; readonly hit: number } | undefined;
  /** Refuses so many writes to the database, from the n-th after the start on. */
  readonly failWrite?: { readonly nth: number; readonly count: number } | undefined;
  /** Tells every label that is met. */
  readonly isRecording?: boolean | undefined;
  /** The control: books inside the update's handler and tries again, as a careless bot does. */
  readonly isCareless?: boolean | undefined;
}

/** What the child says. */
export type Report =
  | { readonly kind: "standby" | "ready" | "write-refused" }
  | { readonly kind: "label"; readonly label: string }
  | { readonly kind: "failed"; readonly message: string };
