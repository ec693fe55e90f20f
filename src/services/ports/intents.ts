/** What is to be told, rendered when it is sent, and what it is about: each topic has one speaker. */
export const INTENT_TOPICS = {
  esim: "order",
  "order-failed": "order",
  "order-unknown": "order",
  "order-still-unknown": "order",
  "order-void": "order",
  "order-closed": "order",
  "after-delivery": "order",
  "when-travel": "order",
  "topup-taken": "topup",
  "topup-late": "topup",
  "topup-done": "topup",
  "payment-due": "money",
  "payment-received": "money",
  "payment-declined": "money",
  "payment-expired": "money",
  "payment-apart": "money",
  "payment-reminder": "money",
  "payment-late": "money",
  "order-refunded": "money",
  "order-kept": "money",
  "account-changed": "account",
  "offline-card": "care",
  "trouble-report": "care",
  "usage-alert": "usage",
  "update-failed": "update",
  "support-post": "letter",
  "support-reply": "letter",
  "support-unreached": "letter",
  "staff-alarm": "alarm",
  "staff-payment": "desk",
  "staff-refund": "desk",
} as const;

export type IntentKind = keyof typeof INTENT_TOPICS;
export type IntentTopic = (typeof INTENT_TOPICS)[IntentKind];

/** What is posted in the staff's group. */
export const STAFF_POSTS = [
  "staff-alarm",
  "staff-payment",
  "staff-refund",
  "support-post",
  "support-unreached",
  "trouble-report",
] as const satisfies readonly IntentKind[];

export interface NewIntent {
  readonly chatId: number;
  readonly kind: IntentKind;
  /** The order; for `account-changed` the key of a ledger row; for `staff-alarm` an incident and "opened" or "closed", for the `support-…` kinds a message to or from staff; for `update-failed` an update id, for `usage-alert` the alert's level, for `trouble-report` a report. */
  readonly subject: string;
  /** The eSIM, for the kinds `esim` and `usage-alert`. */
  readonly esimId?: string | undefined;
  /** The same key is queued once. */
  readonly dedupeKey: string;
}

export interface Intent extends NewIntent {
  readonly id: number;
  readonly attempts: number;
}

/** An intent about one of these topics. */
export type IntentAbout<Topic extends IntentTopic> = Intent & {
  readonly kind: {
    [Kind in IntentKind]: (typeof INTENT_TOPICS)[Kind] extends Topic ? Kind : never;
  }[IntentKind];
};

/** Whether an intent is about one of these topics. */
export function isAbout<Topic extends IntentTopic>(
  intent: Intent,
  ...topics: readonly Topic[]
): intent is IntentAbout<Topic> {
  const topic: IntentTopic = INTENT_TOPICS[intent.kind];
  return topics.some((each) => each === topic);
}
