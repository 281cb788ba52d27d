import { randomBytes } from "node:crypto";
import { startChild } from "../lib/child.ts";
import { goBuilt } from "../lib/go.ts";
import type { CompatServer } from "../lib/server.ts";

const NAME = "elimity-scim";

/** A service over memory that is made with the Go library of Elimity. */
export const elimityScim: CompatServer = {
  name: NAME,
  title: "elimity-com/scim",
  versions: ["github.com/elimity-com/scim v0.0.0-20260728105928-2641426a1539"],
  runtime: "Go 1.24",
  installed: false,
  wholeService: true,
  start: async () => {
    const program = await goBuilt(NAME);
    const token = randomBytes(32).toString("hex");
    const running = await startChild({
      command: program,
      args: [],
      env: { TOKEN: token, PORT: "0" },
      ready: /^listens at (\S+)$/u,
    });
    return { ...running, token };
  },
};
