/** The database behind the stores of the use cases. Nothing else in the product imports a driver or writes SQL. */
export { parseDatabaseUrl } from "./database-url.ts";
export { openStorage, type Storage, type StorageDeps } from "./open-storage.ts";
