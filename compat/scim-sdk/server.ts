import { randomBytes } from "node:crypto";
import { startChild } from "../lib/child.ts";
import { mavenBuilt } from "../lib/maven.ts";
import type { CompatServer } from "../lib/server.ts";

const NAME = "scim-sdk";

/** A directory in memory behind the SCIM SDK for Java, over the server that comes with the JDK. */
export const scimSdk: CompatServer = {
  name: NAME,
  title: "SCIM SDK",
  versions: ["scim-sdk-server 1.30.0"],
  runtime: "Java 17 and Maven",
  installed: false,
  wholeService: true,
  start: async () => {
    const classPath = await mavenBuilt(NAME, "17");
    const token = randomBytes(32).toString("hex");
    const running = await startChild({
      command: "java",
      args: ["-cp", classPath, "directory.Main"],
      env: { TOKEN: token },
      ready: /^listens at (\S+)$/u,
    });
    return { ...running, token };
  },
};
