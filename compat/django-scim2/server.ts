import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { startChild } from "../lib/child.ts";
import { virtualEnvironment } from "../lib/install.ts";
import { fileOf } from "../lib/place.ts";
import type { CompatServer } from "../lib/server.ts";

const NAME = "django-scim2";

/** A Django project that offers its users and groups through django-scim2. */
export const djangoScim2: CompatServer = {
  name: NAME,
  title: "django-scim2",
  versions: ["django-scim2 0.23.0", "Django 5.2.19", "scim2-filter-parser 0.7.0"],
  runtime: "Python 3.10",
  installed: false,
  wholeService: true,
  start: async () => {
    const bin = await virtualEnvironment(NAME, fileOf(NAME, "requirements.txt"), "3.10");
    const token = randomBytes(32).toString("hex");
    const running = await startChild({
      command: join(bin, "python"),
      // Nothing that Python compiles is left in the project's folder.
      args: ["-B", fileOf(NAME, "serve.py")],
      env: { TOKEN: token, SECRET: randomBytes(32).toString("hex") },
      ready: /^listens at (\S+)$/u,
    });
    return { ...running, token };
  },
};
