import type { CompatibleDevice } from "../../services/ports/supplier.ts";
import { MissingField, objectOf, objectsOf, textOf } from "./fields.ts";
import type { JsonObject } from "./json.ts";

/** The devices that take an eSIM, trimmed and without Airalo's duplicates; what a device does not say is "". */
export function decodeDevices(answer: JsonObject): readonly CompatibleDevice[] {
  const list =
    answer["compatible_devices"] ?? objectOf(answer["data"])?.["compatible_devices"] ?? answer["data"];
  if (list === undefined) throw new MissingField("compatible_devices");
  const devices = new Map<string, CompatibleDevice>();
  for (const entry of objectsOf(list)) {
    const device = {
      model: textOf(entry["model"]) ?? "",
      os: textOf(entry["os"])?.toLowerCase() ?? "",
      brand: textOf(entry["brand"]) ?? "",
      name: textOf(entry["name"]) ?? "",
    };
    if (device.model === "" && device.name === "") continue;
    const key = [device.os, device.brand, device.model, device.name].join("\n").toLowerCase();
    if (!devices.has(key)) devices.set(key, device);
  }
  return [...devices.values()];
}
