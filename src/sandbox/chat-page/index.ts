export { startChatPage } from "./page-server.ts";
export type { Trouble } from "./trouble.ts";
