import { expect, it } from "vitest";
import { variablesSchema } from "../../../src/config/variables.ts";
import { hasPath, readDocument } from "./documents.ts";

const { HOST, PORT } = variablesSchema.pick({ HOST: true, PORT: true }).parse({});
const shown = /^WEBHOOK_URL=(.*)$/m.exec(readDocument("README.md"))?.[1] ?? "";

it.each(["deploy/Caddyfile", "deploy/nginx.conf"])(
  "%s leads the README's webhook to where the shop listens",
  (path) => {
    const text = readDocument(path);
    const { hostname, pathname } = new URL(shown);
    expect(text).toContain(`WEBHOOK_URL=${shown}`);
    expect(text).toMatch(new RegExp(`^(\\s*server_name )?${hostname.replaceAll(".", "\\.")}[ ;]`, "m"));
    expect(text).toMatch(new RegExp(`(handle|location =) ${pathname} \\{`));
    expect(text).toContain(`${HOST}:${PORT}`);
  },
);

it("gives systemd the program that npm run build makes, and time to end it", () => {
  const unit = readDocument("deploy/esim-counter.service");
  const program = /^ExecStart=\/usr\/bin\/node --env-file=\.env dist\/(.*)\.js$/m.exec(unit)?.[1] ?? "none";
  expect(hasPath(`${program}.ts`)).toBe(true);
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(10);
});

it("keeps the database where the unit may write, and where npm run staff finds it too: in .env", () => {
  const unit = readDocument("deploy/esim-counter.service");
  const folder = `/var/lib/${/^StateDirectory=(.*)$/m.exec(unit)?.[1] ?? "none"}/`;
  expect(unit).not.toMatch(/^Environment=DATABASE_URL/m);
  expect(readDocument("README.md")).toContain(
    `echo 'DATABASE_URL=file:${folder}bot.sqlite' | sudo tee -a .env`,
  );
});
