import type { Kysely } from "kysely";
import { z } from "zod";
import type { DeviceListStore } from "../../services/ports/index.ts";
import type { Database } from "../schema.ts";

const devicesSchema = z.array(
  z.object({ model: z.string(), os: z.string(), brand: z.string(), name: z.string() }),
);

/** The supplier's list of devices, kept whole in one row, so that it outlives a restart while the supplier is down. */
export function createDeviceListStore(db: Kysely<Database>): DeviceListStore {
  return {
    async read() {
      const row = await db.selectFrom("device_list").selectAll().executeTakeFirst();
      if (!row) return undefined;
      const devices = devicesSchema.safeParse(JSON.parse(row.body));
      return devices.success ? { devices: devices.data, readAtMs: row.read_at_ms } : undefined;
    },
    async write({ devices, readAtMs }) {
      const row = { body: JSON.stringify(devices), read_at_ms: readAtMs };
      await db
        .insertInto("device_list")
        .values({ id: 1, ...row })
        .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
        .execute();
    },
  };
}
