import { randomBytes } from "node:crypto";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { startChild } from "../lib/child.ts";
import { command, madeOnce } from "../lib/install.ts";
import { fileOf } from "../lib/place.ts";
import type { CompatServer } from "../lib/server.ts";

const NAME = "better-auth";

/** Better Auth with its SCIM plugin, over its in-memory adapter. */
export const betterAuth: CompatServer = {
  name: NAME,
  title: "Better Auth",
  versions: ["@better-auth/scim 1.7.5", "better-auth 1.7.5"],
  runtime: "Node",
  installed: false,
  wholeService: true,
  start: async () => {
    const declared = ["package.json", "package-lock.json", "serve.mjs"].map((file) => fileOf(NAME, file));
    const folder = await madeOnce(NAME, declared, async (into) => {
      for (const file of ["package.json", "package-lock.json", "serve.mjs"]) {
        copyFileSync(fileOf(NAME, file), join(into, file));
      }
      await command("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: into });
    });
    const token = randomBytes(32).toString("hex");
    const running = await startChild({
      command: process.execPath,
      args: [join(folder, "serve.mjs")],
      env: { TOKEN: token, SECRET: randomBytes(32).toString("base64") },
      ready: /^listens at (\S+)$/u,
    });
    return { ...running, token };
  },
};
