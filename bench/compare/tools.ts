import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectRoot } from "../lib/root.ts";

const exec = promisify(execFile);

/** What pip installs: the versions that the comparison was made with. */
export const PACKAGES: readonly string[] = [
  "schemathesis==4.32.5",
  "scim2-tester[httpx2]==0.5.2",
  "scim2-client==0.13.2",
  "scim2-models==0.12.3",
];

// A tool that has not ended by then is stopped; what it has not reported counts as not found.
const TOOL_TIMEOUT = 180_000;

/** A target as a tool meets it. */
export interface Subject {
  readonly dialect: string;
  readonly url: string;
  readonly token: string;
  /** Where the SCIM endpoints begin, below `url`. */
  readonly root: string;
  readonly offersPatch: boolean;
  /** For each operation of one resource, `PUT /scim/v2/Groups/{id}`: its id parameter, and the id of one that exists. */
  readonly known: readonly { readonly operation: string; readonly parameter: string; readonly id: string }[];
}

/** What a tool reported: one line for each kind of failure, without what differs from run to run. */
export interface Report {
  readonly failures: readonly string[];
  /** Set when the tool did not come to its end. */
  readonly broke?: string;
}

/** A tool that is compared. */
export interface Tool {
  readonly name: string;
  run(subject: Subject, seed: number): Promise<Report>;
}

/** Makes a virtual environment with both tools. @throws Error when there is no Python 3 or pip cannot install */
export async function installTools(folder: string): Promise<readonly Tool[]> {
  await exec("python3", ["-m", "venv", folder]);
  const bin = join(folder, "bin");
  await exec(join(bin, "pip"), ["install", "--quiet", "--disable-pip-version-check", ...PACKAGES], {
    timeout: 600_000,
  });
  return [schemathesis(bin, folder), scim2Tester(bin)];
}

function schemathesis(bin: string, folder: string): Tool {
  let runs = 0;
  return {
    name: "schemathesis",
    run: async (subject, seed) => {
      runs += 1;
      // A folder for each run: it remembers failures in the folder it runs in.
      const cwd = join(folder, `run-${runs}`);
      mkdirSync(cwd);
      const document = join(projectRoot(), "specs", subject.dialect, "openapi.yaml");
      const report = join(cwd, "report.json");
      writeFileSync(join(cwd, "schemathesis.toml"), configOf(subject));
      const header = `Authorization: Bearer ${subject.token}`;
      const args = ["run", document, "--url", subject.url, "-H", header, "--seed", String(seed)].concat(
        ["--max-examples", "50", "--continue-on-failure", "--no-color"],
        ["--report", "json", "--report-json-path", report],
      );
      const broke = await ending(join(bin, "schemathesis"), { args, cwd });
      return broke === undefined ? { failures: schemathesisFailures(readFileSync(report, "utf8")) } : broken(broke);
    },
  };
}

/** The documents declare no POST, so that nothing it makes up exists: it is told of what does. */
function configOf({ known }: Subject): string {
  return known
    .map(
      ({ operation, parameter, id }) =>
        `[[operations]]\ninclude-name = ${JSON.stringify(operation)}\nparameters = { ${JSON.stringify(parameter)} = ${JSON.stringify(id)} }\n`,
    )
    .join("\n");
}

function scim2Tester(bin: string): Tool {
  return {
    name: "scim2-tester",
    run: async ({ url, root, offersPatch, token }) => {
      const script = join(projectRoot(), "bench", "compare", "scim2_tester_run.py");
      try {
        const { stdout } = await exec(
          join(bin, "python"),
          [script, `${url}${root}`, "User,Group", offersPatch ? "patch" : "put"],
          { timeout: TOOL_TIMEOUT, env: { ...process.env, TARGET_TOKEN: token }, maxBuffer: 64 * 1024 * 1024 },
        );
        return { failures: scim2Failures(stdout) };
      } catch (error) {
        return broken(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

function broken(why: string): Report {
  return { failures: [], broke: why.split("\n")[0] ?? why };
}

/** Runs a tool that ends with 1 when it finds something; says why when it did not come to its end. */
async function ending(
  command: string,
  { args, cwd }: { readonly args: readonly string[]; readonly cwd: string },
): Promise<string | undefined> {
  try {
    await exec(command, [...args], { cwd, timeout: TOOL_TIMEOUT, maxBuffer: 64 * 1024 * 1024 });
    return undefined;
  } catch (error) {
    return (error as { readonly code?: unknown }).code === 1 ? undefined : String(error);
  }
}

/**
 * The failures of a JSON report of schemathesis, by code, title and operations, numbered: one more of a kind than the
 * faithful target shows is one that it did not report there.
 */
export function schemathesisFailures(json: string): readonly string[] {
  const { failures, errors } = JSON.parse(json) as {
    readonly failures: readonly {
      readonly code: string;
      readonly title: string;
      readonly count: number;
      readonly operations: readonly string[];
    }[];
    readonly errors: readonly { readonly title?: string }[];
  };
  return failures
    .flatMap(({ code, title, count, operations }) =>
      Array.from({ length: count }, (_, index) => `${code} ${title}, ${index + 1}: ${operations.join(", ")}`),
    )
    .concat(errors.map(({ title = "error" }) => title));
}

/** The failed checks that `scim2_tester_run.py` prints, without the ids, numbers and texts made up in a run. */
export function scim2Failures(json: string): readonly string[] {
  const failures = JSON.parse(json) as readonly {
    readonly check: string;
    readonly resource: string | null;
    readonly reason: string;
  }[];
  return [...new Set(failures.map(({ check, resource, reason }) => `${check} ${resource ?? ""}: ${steady(reason)}`))];
}

/** A message without what a run makes up: quoted values, ids, numbers. */
function steady(text: string): string {
  return text
    .replaceAll(/'[^']*'|"[^"]*"/gu, "…")
    .replaceAll(/[\w-]*\d[\w-]*/gu, "#")
    .slice(0, 300);
}
