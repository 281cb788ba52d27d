import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { HarnessError } from "../result/index.ts";
import type { Contract } from "./contract.ts";
import { loadContract } from "./load-contract.ts";
import type { FetchDocument } from "./read-references.ts";
import { documentText, type Parts } from "./testing/document-with.ts";

const HOST = "https://schemas.example.com";
const GROUP = "type: object\nrequired: [displayName]\nproperties: { displayName: { type: string } }\n";

/** Texts by name or address. */
type Texts = Readonly<Record<string, string>>;

/** A folder with files in it, which goes away with its test. */
function folderWith(files: Texts): string {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-references-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Loads a document whose response refers to something else; `files` are beside it, `web` is what is fetched. */
async function load(
  ref: string,
  { files = {}, web = {}, parts = {} }: { readonly files?: Texts; readonly web?: Texts; readonly parts?: Parts } = {},
): Promise<{ readonly contract: Contract; readonly asked: readonly string[]; readonly folder: string }> {
  const spec = documentText({ response: { $ref: ref }, ...parts });
  const folder = folderWith({ "api/openapi.json": spec, ...files });
  const asked: string[] = [];
  const fetchReference: FetchDocument = (url) => {
    asked.push(url);
    const text = web[url];
    return text === undefined ? Promise.reject(new Error("it answered 404")) : Promise.resolve(text);
  };
  return { contract: await loadContract({ spec: join(folder, "api/openapi.json"), fetchReference }), asked, folder };
}

const judge = ({ operations }: Contract, value: unknown): readonly string[] =>
  operations[0]?.responses[0]?.content[0]?.body
    ?.validate(value)
    .map(({ instancePointer, schemaPointer }) => `${instancePointer} ${schemaPointer}`) ?? [];

async function refusal(loading: Promise<unknown>): Promise<HarnessError> {
  const error: unknown = await loading.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof HarnessError)) throw new Error("no HarnessError was thrown", { cause: error });
  expect(error.code).toBe("DOCUMENT_INVALID");
  expect(error.remedy).toBeTruthy();
  return error;
}

describe("references to other documents", () => {
  test("are followed into a file, from there to another, within it and back", async () => {
    const { contract, asked } = await load("./schemas/group.yaml#/Group", {
      files: {
        "api/schemas/group.yaml": `Group:\n  allOf:\n    - { $ref: 'named.yaml' }\n    - { $ref: '#/Rest' }\nRest: { properties: { of: { $ref: '../openapi.json#/components/schemas/Named' } } }\n`,
        "api/schemas/named.yaml": GROUP,
      },
    });
    expect(asked).toEqual([]);
    expect(judge(contract, { displayName: "a", of: { name: "b" } })).toEqual([]);
    expect(judge(contract, { of: {} })).toEqual([
      " /x-scimproof-external/1/required",
      "/of /components/schemas/Named/required",
    ]);
  });

  test("are followed over https:, relative to where they stand, each document once", async () => {
    const { contract, asked } = await load(`${HOST}/v1/group.yaml#/Group`, {
      web: {
        [`${HOST}/v1/group.yaml`]: "Group: { allOf: [{ $ref: '../name.yaml#/N' }, { $ref: '../name.yaml#/N' }] }\n",
        [`${HOST}/name.yaml`]: `N:\n${GROUP.replaceAll(/^/gmu, "  ")}`,
      },
    });
    expect(asked).toEqual([`${HOST}/v1/group.yaml`, `${HOST}/name.yaml`]);
    expect(judge(contract, {})).toHaveLength(1);
  });

  test("make part of the digest, and name their own place when they are wrong", async () => {
    const files = (type: string): Texts => ({ "api/a.yaml": `# note\ntype: ${type}\n` });
    const [object, list] = await Promise.all(["object", "array"].map((type) => load("a.yaml", { files: files(type) })));
    expect(object?.contract.digest).not.toBe(list?.contract.digest);
    const error = await refusal(load("a.yaml", { files: files("thing") }));
    expect(error.place).toMatchObject({ file: expect.stringMatching(/api.a\.yaml$/u) as string, line: 2 });
  });

  test("that only an example holds, or an operation that is not SCIM's, are left alone", async () => {
    const elsewhere = { $ref: "https://nowhere.example.com/a.yaml" };
    const { contract, asked } = await load("#/components/schemas/Named", {
      parts: {
        response: { type: "object", example: elsewhere, properties: { $ref: { type: "string" } }, default: elsewhere },
        root: { "x-more": elsewhere },
        schemas: { Unused: elsewhere },
      },
    });
    expect(contract.operations).toHaveLength(1);
    expect(asked).toEqual([]);
  });

  test.each([
    ["a file outside of the folder", "../secret.yaml", "outside of the document's folder"],
    ["the same by an absolute address", "file:///etc/hosts.yaml", "no such file"],
    ["a file by its link", "link.yaml", "outside of the document's folder"],
    ["a file that is no document", "notes.txt", "only files that end in"],
    ["a file on another machine", "//fileserver/share/a.yaml", "may not name files"],
    ["a file that is not there", "none.yaml#/A", "no such file"],
    ["http: elsewhere", "http://example.com/a.yaml", "http: is not read"],
    ["another scheme", "ftp://example.com/a.yaml", "ftp: is not read"],
    ["an address with a password", "https://me:pw@example.com/a.yaml", "user name or password"],
    ["what is not answered", `${HOST}/none.yaml`, "it answered 404"],
    ["what is no document", `${HOST}/text`, "holds a string where a mapping"],
    ["what is broken", `${HOST}/broken`, "not valid YAML"],
    ["a file by way of the network", `${HOST}/to-file`, "may not name files"],
    ["this machine by way of the network", `${HOST}/to-loopback`, "may not name what is on this machine"],
    ["a place that is not there", `${HOST}/fine#/Grop`, 'Did you mean "Group"?'],
  ])("are refused: %s", async (_what, ref, message) => {
    const folder = folderWith({ "secret.yaml": GROUP, "api/notes.txt": GROUP });
    const spec = join(folder, "api/openapi.json");
    writeFileSync(spec, documentText({ response: { $ref: ref } }));
    symlinkSync(join(folder, "secret.yaml"), join(folder, "api/link.yaml"));
    const web: Texts = {
      [`${HOST}/text`]: "only words",
      [`${HOST}/broken`]: "a: [",
      [`${HOST}/to-file`]: "$ref: file:///etc/hosts.yaml",
      [`${HOST}/to-loopback`]: "$ref: http://127.0.0.1/a.yaml",
      [`${HOST}/fine`]: "Group: { type: object }",
    };
    const fetchReference: FetchDocument = (url) =>
      web[url] === undefined ? Promise.reject(new Error("it answered 404")) : Promise.resolve(web[url]);
    const error = await refusal(loadContract({ spec, fetchReference }));
    expect(error.message).toContain(message);
    expect(error.place).toMatchObject({ line: 1, column: expect.any(Number) as number });
  });

  test("are refused without the flag, and the error says how to allow them", async () => {
    const folder = folderWith({ "openapi.json": documentText({ response: { $ref: "a.yaml" } }), "a.yaml": GROUP });
    const error = await refusal(loadContract({ spec: join(folder, "openapi.json") }));
    expect(error.message).toContain("names another file, which is not read unless --allow-remote-refs is given");
    expect(error.remedy).toContain("give --allow-remote-refs");
  });

  test("end when there are too many, each naming the next", async () => {
    const asked: string[] = [];
    const folder = folderWith({ "openapi.json": documentText({ response: { $ref: `${HOST}/0` } }) });
    const error = await refusal(
      loadContract({
        spec: join(folder, "openapi.json"),
        fetchReference: (url) => {
          asked.push(url);
          return Promise.resolve(`properties: { next: { $ref: '${Number(url.split("/").at(-1)) + 1}' } }`);
        },
      }),
    );
    expect(error.message).toContain("more than 50 others");
    expect(asked).toHaveLength(50);
  });
});
