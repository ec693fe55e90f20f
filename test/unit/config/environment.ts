/** An environment with every required variable and nothing else, with `changes` laid over it. */
export function validEnvironment(
  changes: Record<string, string | undefined> = {},
): Record<string, string | undefined> {
  return {
    BOT_TOKEN: "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
    ITT_BASE_URL: "https://devapi.innotraveltech.com",
    ITT_API_KEY: "the-api-key",
    ITT_SECRET_CODE: "the-secret-code",
    ITT_PARTNER_ID: "1",
    ITT_MEMBER_ID: "2",
    ITT_AGENCY_EMAIL: "bookings@example.com",
    DATA_KEY: Buffer.alloc(32, 7).toString("base64"),
    SUPPORT_CONTACT: "https://t.me/demo_travel_help",
    ...changes,
  };
}
