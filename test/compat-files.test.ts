import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SERVERS } from "../compat/catalogue.ts";
import { readExpected, unconfirmed } from "../compat/lib/expected.ts";
import { matrixPage, type Summary } from "../compat/lib/pages.ts";
import { fileOf, projectRoot } from "../compat/lib/place.ts";
import { suitesFor } from "../compat/lib/run-server.ts";

const summaryOf = (name: string): Summary => JSON.parse(readFileSync(fileOf(name, "summary.json"), "utf8")) as Summary;

/** Everything that says which packages a server is made of. */
function pins(name: string): string {
  const own = ["package.json", "requirements.txt", "go.mod", "pom.xml"].map((file) => fileOf(name, file));
  const files = [...own, join(projectRoot(), "package.json")];
  return files
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}

test("every folder is in the catalogue", () => {
  const folders = readdirSync(join(projectRoot(), "compat"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "lib")
    .map(({ name }) => name);
  expect(folders.sort()).toEqual(SERVERS.map(({ name }) => name).sort());
});

describe.each(SERVERS)("$name", (server) => {
  const { name, title, versions, runtime, wholeService } = server;

  test("has its page, its document and suites from it", async () => {
    expect(readFileSync(fileOf(name, "README.md"), "utf8")).toContain(`npm run compat -- ${name} --start`);
    const suites = (await suitesFor(server)).map(({ suite }) => suite.id);
    expect(suites.filter((id) => id.startsWith(`${name}.`)).length).toBeGreaterThan(0);
    expect(suites.filter((id) => !id.startsWith(`${name}.`))).toEqual(wholeService ? ["rfc.service"] : []);
  });

  test("has every finding confirmed, with why it is one and what shows it", () => {
    const expected = readExpected(name);
    expect(expected.length).toBeGreaterThan(0);
    expect(unconfirmed(expected)).toEqual([]);
    expect(expected.filter(({ citation }) => citation === "")).toEqual([]);
  });

  test("keeps neither a token nor an address of the machine in what shows it", () => {
    const answers = JSON.stringify(readExpected(name));
    expect(answers).not.toMatch(/127\.0\.0\.1:\d|localhost:\d|Bearer [0-9a-f-]{16}/u);
  });

  test("says which versions it is, and is pinned to them", () => {
    const pinned = pins(name);
    for (const version of versions) {
      const [product = "", number = ""] = version.split(" ");
      // As npm, PyPI, Go and Maven write it.
      const between = String.raw`(?:==|": "| |\.version>|[\w-]*</artifactId>\s*<version>)`;
      expect(pinned).toMatch(new RegExp(`${escaped(product)}${between}${escaped(number)}\\b`, "iu"));
    }
    const { areas: _, day: __, findings, requests: ___, scimproof: ____, ...rest } = summaryOf(name);
    expect(rest).toEqual({ name, title, versions, runtime });
    const count = (severity: string): number => readExpected(name).filter((one) => one.severity === severity).length;
    expect(findings).toEqual({ error: count("error"), warning: count("warning"), notice: count("notice") });
  });
});

test("the public matrix is made of the last runs", () => {
  const page = matrixPage(SERVERS.map(({ name }) => summaryOf(name)));
  expect(readFileSync(join(projectRoot(), "docs", "reference", "compat.md"), "utf8")).toBe(page);
  for (const [, link = "", anchor] of page.matchAll(/\]\((compat\/[\w-]+\.md)(?:#([\w-]+))?\)/gu)) {
    const target = readFileSync(join(projectRoot(), "docs", "reference", link), "utf8");
    if (anchor !== undefined) expect(target).toContain(`<a id="${anchor}"></a>`);
  }
});
