/** What the use cases need of the world. Edges implement these; nothing here does anything. */
export * from "./care-stores.ts";
export * from "./incidents.ts";
export * from "./intents.ts";
export * from "./look-ups.ts";
export * from "./payments.ts";
export * from "./queues.ts";
export * from "./staff.ts";
export * from "./store-errors.ts";
export * from "./stores.ts";
export * from "./supplier.ts";
export * from "./usage.ts";
export * from "./world.ts";
