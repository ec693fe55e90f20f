import { z } from "zod";
import { COMPATIBLE_DEVICES } from "../catalogue/devices.ts";
import type { Handler } from "./handler.ts";
import { checkMember, readRequest, requiredText } from "./read-request.ts";

const devicesSchema = z.looseObject({ member_id: requiredText });

/** *Get compatible devices*: Airalo's list with its faults. */
export const compatibleDevices: Handler = (world, body) => {
  checkMember(world, readRequest(devicesSchema, body).member_id);
  return {
    status: "success",
    reason: "Compatible devices data found.",
    compatible_devices: COMPATIBLE_DEVICES.map((device) => ({ ...device })),
  };
};
