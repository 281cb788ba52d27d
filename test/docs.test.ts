import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../bench/lib/root.ts";
import { CHECKS } from "../src/checks/index.ts";
import { allRequirements } from "../src/cli/catalogue.ts";
import type { CliIo } from "../src/cli/io.ts";
import { buildProgram } from "../src/cli/program.ts";
import { Terminal } from "../src/cli/terminal.ts";
import { checksPage, commandsPage, requirementsPage } from "./support/reference-pages.ts";
import { PAGES } from "./support/snippets.ts";

const ROOT = projectRoot();
const IO: CliIo = {
  stdout: { write: () => true },
  stderr: { write: () => true },
  env: {},
  columns: 100,
  onSignal: () => () => undefined,
};

function program(): Command {
  return buildProgram(IO, new Terminal(IO), () => undefined);
}

describe("the reference is made from the code", () => {
  test("commands", async () => {
    await expect(commandsPage(program())).toMatchFileSnapshot("../docs/reference/commands.md");
  });
  test("checks", async () => {
    await expect(checksPage(CHECKS)).toMatchFileSnapshot("../docs/reference/checks.md");
  });
  test("requirements", async () => {
    await expect(requirementsPage(await allRequirements())).toMatchFileSnapshot("../docs/reference/requirements.md");
  });
});

test.each(PAGES)("%s: every link to a file or a heading leads somewhere", (page) => {
  const text = readFileSync(join(ROOT, page), "utf8");
  const broken = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/gu)].flatMap(([, link = ""]) => {
    const [path = "", anchor] = link.split("#");
    const file = path === "" ? join(ROOT, page) : join(ROOT, dirname(page), path);
    if (!existsSync(file)) return [link];
    return anchor === undefined || !file.endsWith(".md") || headingsOf(file).has(anchor) ? [] : [link];
  });
  expect(broken.map((link) => `${relative(ROOT, page)}: ${link}`)).toEqual([]);
});

/** The anchors of a page: of its headings, and those that are written out. */
function headingsOf(file: string): ReadonlySet<string> {
  const text = readFileSync(file, "utf8");
  const slug = (heading: string): string =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/gu, "")
      .replaceAll(" ", "-");
  return new Set([
    ...[...text.matchAll(/^#{1,6} (.+)$/gmu)].map(([, heading = ""]) => slug(heading)),
    ...[...text.matchAll(/\bid="([^"]+)"/gu)].map(([, id = ""]) => id),
  ]);
}
