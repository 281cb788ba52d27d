import { startJava } from "../lib/maven.ts";
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
  start: () => startJava(NAME, "17", "directory.Main"),
};
