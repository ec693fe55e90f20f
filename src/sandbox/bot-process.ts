import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";

/** How long a stopped bot may finish its work before it is killed, in milliseconds. */
const GRACE_MS = 10_000;

/** The bot as a child of the sandbox: it knows the rest of the world by environment variables only. */
export interface BotProcess {
  isRunning(): boolean;
  start(): void;
  /** SIGTERM, and SIGKILL for one that does not end within ten seconds. Resolves when it is gone. */
  stop(): Promise<void>;
  /** SIGKILL, as a power cut would. Resolves when it is gone. */
  kill(): Promise<void>;
  /** The end of its log, for telling why it died. */
  lastLogLines(count: number): string;
}

/** What the bot is started with. */
export interface BotProcessOptions {
  /** The script that node runs. */
  script: string;
  /** The whole environment: nothing else is inherited. */
  environment: Readonly<Record<string, string>>;
  /** Takes its standard output and error; appended to. */
  logFile: string;
  /** It ended without having been asked to; `how` is its exit code or signal in words. */
  onUnexpectedExit(how: string): void;
}

/** A bot that is not running yet. */
export function createBotProcess(options: BotProcessOptions): BotProcess {
  let child: ChildProcess | null = null;
  let gone: Promise<void> = Promise.resolve();
  let isExpectedToEnd = false;

  function start(): void {
    if (child !== null) throw new Error("The bot runs already.");
    isExpectedToEnd = false;
    const log = openSync(options.logFile, "a", 0o600);
    const started = spawn(process.execPath, [options.script], {
      env: { ...options.environment },
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    child = started;
    gone = new Promise((resolve) => {
      const onEnd = (how: string) => {
        if (child !== started) return;
        child = null;
        resolve();
        if (!isExpectedToEnd) options.onUnexpectedExit(how);
      };
      started.once("error", (error) => onEnd(error.message));
      started.once("exit", (code, signal) => onEnd(signal ?? `exit code ${String(code)}`));
    });
  }

  async function end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const ending = child;
    isExpectedToEnd = true;
    if (ending === null) return;
    ending.kill(signal);
    const timer = setTimeout(() => ending.kill("SIGKILL"), GRACE_MS);
    await gone;
    clearTimeout(timer);
  }

  return {
    isRunning: () => child !== null,
    start,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    lastLogLines: (count) =>
      readFileSync(options.logFile, "utf8").trimEnd().split("\n").slice(-count).join("\n"),
  };
}
