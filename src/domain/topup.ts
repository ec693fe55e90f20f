/** What an eSIM had, as the supplier tells it; null for what it does not tell. */
export interface TopupFigures {
  /** Megabytes; null for unlimited plans, whose figures mean nothing. */
  readonly dataTotalMb: number | null;
  readonly dataRemainingMb: number | null;
  readonly isUnlimited: boolean;
  /** End of validity, epoch milliseconds. */
  readonly expireAtMs: number | null;
  /** When it was read, epoch milliseconds. */
  readonly readAtMs: number;
}

/** What was read just before a top-up was sent: its outcome is told by comparing with this. */
export interface TopupSnapshot extends TopupFigures {
  /** Keys of the top-ups that the history held (`historyKey`). */
  readonly historyKeys: readonly string[];
  /**
   * Megabytes of earlier top-ups that the figures may not show yet (usage is cached upstream for 20 minutes): the total must
   * grow past them before growth proves anything.
   */
  readonly pendingMb: number;
}

/** What proved a top-up: an entry of the history, a grown total, or both. */
export interface TopupProof {
  /** The new entry of the history; null where only the total had grown. It proves no other top-up any more. */
  readonly historyKey: string | null;
  /** The figures, where the total had grown; null while the upstream cache still shows the old ones. */
  readonly figures: TopupFigures | null;
}

/** What a top-up order has besides an order. */
export interface TopupDetails {
  /** Short key of the eSIM that is topped up. */
  readonly esimId: string;
  /** The order under which that eSIM was bought. */
  readonly parentOrderId: string;
  /** Stored before the POST; null until then. */
  readonly before: TopupSnapshot | null;
  /** How it showed; null until then. */
  readonly after: TopupProof | null;
  /** When the supplier said "success", epoch milliseconds; null when its answer was lost. */
  readonly acknowledgedAtMs: number | null;
}

/** Event of a top-up that the supplier has taken: `unknown` until reading shows it, but nothing went wrong. */
export const TOPUP_TAKEN = "accepted by the supplier, which confirms within 30 minutes";
