import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { httpServer } from "../src/client/testing/servers.ts";
import { cli, tempFolder } from "./support/cli-run.ts";

const SECRET = "zq-Tr0ub4dor-9931";

test.each([
  [["run", "cube", "--target", `scim.example/x?token=${SECRET}`]],
  [["run", "cube", "--target", `ada:${SECRET}`]],
  [["run", "--spec", `https://ada:${SECRET}@docs.example/openapi.yaml`]],
  [["run", "--spec", `https://docs.example/openapi.yaml?sig=${SECRET}`]],
  [["audit", `https://docs.example/openapi.yaml?sig=${SECRET}`]],
])("what was typed in the wrong place is not said again: %j", async (argv) => {
  const end = await cli(argv, { env: {} });
  expect(end.code).toBe(2);
  expect(end.out + end.err).not.toContain(SECRET);
});

const PEM = `-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----\n`;
const WITH_USER = `https://ada:${SECRET}@docs.example/x.yaml`;
const SIGNED = `https://docs.example/x.yaml?sig=${SECRET}`;

test.each(
  ["--ca", "--key", "--cert", "--config", "--spec", "--profile", "--baseline"].flatMap((flag) =>
    [WITH_USER, SIGNED, PEM].map((value) => [flag, value] as const),
  ),
)("%s in place of a file does not show what was given: %j", async (flag, value) => {
  const document = flag === "--spec" ? [] : ["cube"];
  const end = await cli(["run", ...document, "--target", "http://127.0.0.1:1", flag, value], { env: {} });
  expect(end.code).toBe(2);
  expect(end.out + end.err).not.toContain(SECRET);
});

test.each([
  ["a key", `${SECRET}: 1\n`, "an unknown key in the file"],
  ["a key that stands twice", `${SECRET}: 1\n${SECRET}: 2\n`, "a key stands twice"],
  ["an alias", `target: *${SECRET}\n`, "no anchor stands before this alias"],
  ["a suite", `suites: [${SECRET}]\n`, "there is no such suite"],
  [
    "a file of a key",
    `auth: { oauth: { tokenUrl: "http://h/t", clientId: a, privateKeyFile: "-----BEGIN ${SECRET}" } }\n`,
    "no path",
  ],
  ["a document", `spec: "${WITH_USER}"\n`, "this is a URL"],
  ["a profile", `profile: "${SIGNED}"\n`, "this is a URL"],
  ["a baseline", `baseline: "${SIGNED}"\n`, "this is a URL"],
  // Honest mistakes are told with what was meant.
  ["a misspelt key", "tokenEnvv: SCIM_TOKEN\n", 'unknown key "tokenEnvv" in the file. Did you mean "tokenEnv"?'],
  [
    "a misspelt suite",
    "suites: [cube.groups.pot]\n",
    'there is no suite "cube.groups.pot". Did you mean "cube.groups.put"?',
  ],
])("what stands in a config by mistake is not said again: %s", async (_, config, message) => {
  const folder = tempFolder();
  writeFileSync(join(folder, "scimproof.config.yaml"), config);
  const end = await cli(["run", "--target", "http://127.0.0.1:1", ...(/suites|spec/u.test(config) ? [] : ["cube"])], {
    cwd: folder,
    env: {},
  });
  expect(end.code).toBe(2);
  expect(end.err).toContain(message);
  expect(end.out + end.err).not.toContain(SECRET);
});

test("a config that takes a key for JSON does not show it", async () => {
  const folder = tempFolder();
  writeFileSync(
    join(folder, "scimproof.config.mjs"),
    `export default { keys: JSON.parse(${JSON.stringify(SECRET)}) };`,
  );
  const end = await cli(["run", "cube"], { cwd: folder, env: {} });
  expect(end.code).toBe(2);
  expect(end.err).toContain("cannot be run: a text is not valid JSON");
  expect(end.out + end.err).not.toContain(SECRET.slice(0, 8));
});

test("a config that throws is named by its place, and not quoted", async () => {
  const folder = tempFolder();
  writeFileSync(
    join(folder, "scimproof.config.mjs"),
    `const key = ${JSON.stringify(SECRET)};\nthrow new TypeError("no key in " + key);`,
  );
  const end = await cli(["run", "cube"], { cwd: folder, env: {} });
  expect(end.code).toBe(2);
  expect(end.err).toContain("cannot be run: TypeError at scimproof.config.mjs:2 was thrown");
  expect(end.out + end.err).not.toContain(SECRET);
});

test("a config whose export cannot be read is refused with its name", async () => {
  const folder = tempFolder();
  const text = "export default new Proxy({}, { ownKeys() { throw new Error('no'); } });";
  writeFileSync(join(folder, "scimproof.config.mjs"), text);
  const end = await cli(["run", "cube"], { cwd: folder, env: {} });
  expect(end).toMatchObject({ code: 2, err: expect.stringContaining("scimproof.config.mjs") as unknown });
});

test.each(["doctor", "probe"])("%s hides what a config says is to be hidden", async (command) => {
  const server = await httpServer((_, response) => {
    const body = JSON.stringify({ status: "400", detail: `no trace for ${SECRET}` });
    response.writeHead(400, { "content-type": "application/scim+json" }).end(body);
  });
  const folder = tempFolder();
  const config = `suites: [cube]\ntarget: ${server.url}\nheaders: { X-Trace: ${SECRET} }\nredact: { headers: [X-Trace] }\n`;
  writeFileSync(join(folder, "scimproof.config.yaml"), config);
  const end = await cli([command, "--verbose", "--out", join(folder, "out")], { cwd: folder, env: {} });
  expect(server.seen.length, end.out + end.err).toBeGreaterThan(0);
  expect(end.out + end.err).toContain("no trace for");
  expect(end.out + end.err).not.toContain(SECRET);
});
