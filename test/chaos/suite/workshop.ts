import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildChild, type Edit } from "./compile.ts";
import { openPool, type Pool } from "./pool.ts";
import { makeTemplate, openWorld, type World } from "./world.ts";

/** One build of the shop, processes that wait with it, and an empty database: worlds are made of these. */
export interface Workshop {
  /** Where its processes log to, and worlds keep their files until they are closed. */
  readonly folder: string;
  openWorld(): Promise<World>;
  /** Ends its processes and removes its files. */
  close(): Promise<void>;
}

interface WorkshopOptions {
  /** Changes to the product, by which a guard is taken away. */
  readonly edits?: readonly Edit[];
  /** How many processes wait with their code loaded. */
  readonly standby?: number;
  /** A program that looks on, and its arguments. */
  readonly wrapper?: readonly string[];
}

/** Builds the shop and opens a workshop. Throws `EditDoesNotApply`. */
export async function openWorkshop(options: WorkshopOptions = {}): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), "esim-chaos-"));
  let pool: Pool | undefined;
  const close = async (): Promise<void> => {
    await pool?.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const main = await buildChild(join(folder, "shop"), options.edits);
    mkdirSync(join(folder, "worlds"));
    const wrapper = options.wrapper === undefined ? {} : { wrapper: options.wrapper };
    const opened = openPool({ main, folder, standby: options.standby ?? 2, ...wrapper });
    pool = opened;
    const template = await makeTemplate(opened, folder);
    return {
      folder,
      openWorld: () => openWorld({ pool: opened, folder: join(folder, "worlds"), template }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
