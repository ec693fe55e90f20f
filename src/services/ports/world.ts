/** The time, so that tests can hold it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

/** Fields that may reach a log: an allow-list, so that no name, phone, LPA or token can. */
export interface LogFields {
  readonly order?: string;
  readonly state?: string;
  readonly from?: string;
  readonly to?: string;
  readonly update?: number;
  readonly job?: string;
  readonly operation?: string;
  readonly reason?: string;
  readonly method?: string;
  readonly attempt?: number;
  readonly count?: number;
  readonly durationMs?: number;
  readonly port?: number;
  readonly mode?: string;
  readonly iccidLast4?: string;
  /** An error's class and scrubbed message. */
  readonly error?: string;
}

/** One logger, with a child per subsystem. */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  child(subsystem: string): Logger;
}

/** Random bytes for references, nonces and ids. */
export type RandomBytes = (size: number) => Uint8Array;

/** Wakes the job runner after a commit that made work due. */
export type Wake = () => void;
