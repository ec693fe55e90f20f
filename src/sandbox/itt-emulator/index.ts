export { startIttEmulator, type IttEmulator } from "./start-itt-emulator.ts";
export type { IttEmulatorOptions } from "./options.ts";
export type { IttEmulatorControl } from "./control.ts";
export type { TruthEntry } from "./views/truth.ts";
export type { FaultRequest } from "./faults/fault.ts";
export { DEFAULT_PATHS, OPERATIONS, type Operation } from "./operations.ts";
