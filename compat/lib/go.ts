import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { command, isOlder, madeOnce } from "./install.ts";
import { fileOf } from "./place.ts";
import { NotHere } from "./server.ts";

// Only what stands in go.mod and go.sum is taken, and no other Go is fetched for it.
const ENVIRONMENT = { GOFLAGS: "-mod=readonly", GOTOOLCHAIN: "local", CGO_ENABLED: "0" };

/** The program that the Go files in the folder of a server come to, built outside the project. @returns its path */
export async function goBuilt(server: string): Promise<string> {
  const cwd = fileOf(server);
  const [, oldest = ""] = /^go (\d+\.\d+)/mu.exec(readFileSync(join(cwd, "go.mod"), "utf8")) ?? [];
  const said = await command("go", ["version"], { cwd, env: ENVIRONMENT });
  const [, version = ""] = /\bgo(\d+\.\d+)/u.exec(said) ?? [];
  if (version === "" || isOlder(version, oldest))
    throw new NotHere(`it needs Go ${oldest}, and here is ${said.trim()}`);
  const sources = readdirSync(cwd).filter((file) => file.endsWith(".go"));
  const declared = [...sources, "go.mod", "go.sum"].sort().map((file) => join(cwd, file));
  const folder = await madeOnce(server, declared, async (into) => {
    await command("go", ["build", "-trimpath", "-o", join(into, "server"), "."], { cwd, env: ENVIRONMENT });
  });
  return join(folder, "server");
}
