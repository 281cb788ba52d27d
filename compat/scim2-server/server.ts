import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { freePort, startChild } from "../lib/child.ts";
import { virtualEnvironment } from "../lib/install.ts";
import { fileOf } from "../lib/place.ts";
import type { CompatServer } from "../lib/server.ts";

const NAME = "scim2-server";

/** The test server that comes with scim2-server, as its command starts it. */
export const scim2Server: CompatServer = {
  name: NAME,
  title: "scim2-server",
  versions: ["scim2-server 0.8.3", "scim2-models 0.12.3"],
  runtime: "Python 3.11",
  installed: false,
  wholeService: true,
  start: async () => {
    const bin = await virtualEnvironment(NAME, fileOf(NAME, "requirements.txt"), "3.11");
    const token = randomBytes(32).toString("hex");
    const running = await startChild({
      command: join(bin, "scim2-server"),
      args: ["--port", String(await freePort()), "--bearer-token", token],
      ready: /^Serving SCIM on (\S+)$/u,
    });
    return { ...running, token };
  },
};
