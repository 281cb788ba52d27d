import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Answered, Hit } from "../bench/hostile/behaviour.ts";
import { startFront } from "../bench/hostile/front.ts";
import { answerOf } from "../bench/hostile/raw.ts";
import { createClient } from "../src/client/index.ts";
import { loadVendor } from "../src/document/index.ts";
import { DEFAULT_SETTINGS, run, suitesOf } from "../src/engine/index.ts";
import { parseResult } from "../src/report/index.ts";
import type { RunResult } from "../src/result/index.ts";
import { startTarget } from "../src/targets/index.ts";
import { created, group, journal, make } from "./support/cli-journal.ts";
import { cli, cube, tempFolder } from "./support/cli-run.ts";

/** What a create was answered, changed: given what there was before, of the same type. */
type Change = (answered: Answered, before: object, hit: Hit) => Answered;

interface Outcome {
  readonly code: number;
  readonly result: RunResult;
  readonly before: unknown;
  readonly after: unknown;
}

/** Cube's PUT behind a front that changes the answers to some creates. */
async function runWith(
  change: Change,
  { collection = "Groups", when = (n) => n === 3 }: { collection?: string; when?: (n: number) => boolean } = {},
): Promise<Outcome> {
  const target = await startTarget({ dialect: "cube", seed: { users: 3, groups: 3 } });
  onTestFinished(() => target.close());
  let posts = 0;
  const front = await startFront(target.url, {
    hits: ({ method, path }) => method === "POST" && path.endsWith(`/${collection}`) && when((posts += 1)),
    act: async (hit) => {
      const { users, groups } = target.snapshot();
      const [first] = (collection === "Groups" ? groups : users) as readonly { id: string; attributes: object }[];
      const shown = { id: first?.id, ...first?.attributes };
      hit.socket.write(answerOf(change(await hit.forward(), shown, hit)));
    },
  });
  onTestFinished(() => front.close());
  const before = target.snapshot();
  const out = tempFolder();
  const argv = ["run", "cube", "--target", front.url, "--out", out, "--token-env", "T", "--depth", "smoke"];
  const { code } = await cli(argv, { env: { T: target.token } });
  const result = parseResult(readFileSync(join(out, "results.json"), "utf8"), "results.json");
  return { code, result, before, after: target.snapshot() };
}

const withBody = (answered: Answered, body: object | string): Answered => ({
  ...answered,
  body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
});
const bodyOf = ({ body }: Answered): Record<string, unknown> =>
  JSON.parse(body.toString("utf8")) as Record<string, unknown>;
const idOf = (before: object): string => (before as { readonly id: string }).id;

test.each<[string, Change]>([
  ["the whole of another Group", (answered, before) => withBody(answered, before)],
  ["the whole of another Group and 200", (answered, before) => ({ ...withBody(answered, before), status: 200 })],
  ["the id of another Group alone", (answered, before) => withBody(answered, { id: idOf(before) })],
  [
    "what was made, with the id of another Group",
    (answered, before) => withBody(answered, { ...bodyOf(answered), id: idOf(before) }),
  ],
])("a create that is answered with %s: that is neither written to nor removed", async (_, change) => {
  const { before, after, result } = await runWith(change);
  expect(after).toEqual(before);
  expect(result.cleanup.left).toEqual([]);
  expect(result.cleanup.created).toBeGreaterThan(3);
});

test("the very first create is answered with another Group: the run ends there, and says why", async () => {
  const { before, after, code, result } = await runWith((answered, other) => withBody(answered, other), {
    when: (n) => n === 1,
  });
  expect(after).toEqual(before);
  expect(code).toBe(3);
  expect(JSON.stringify(result)).toContain("was answered with a Group of another name");
});

const location = ({ headers }: Answered, body: Record<string, unknown>): Answered["headers"] => ({
  ...headers,
  location: `/scim/v2/Groups/${String(body["id"])}`,
});

test.each<[string, Change]>([
  ["the id alone", (answered) => withBody(answered, { id: bodyOf(answered)["id"] })],
  ["a Location alone", (answered) => ({ ...withBody(answered, ""), headers: location(answered, bodyOf(answered)) })],
  [
    "the name in capitals",
    (answered) =>
      withBody(answered, { ...bodyOf(answered), displayName: String(bodyOf(answered)["displayName"]).toUpperCase() }),
  ],
  [
    "the name as the server has altered it",
    (answered) =>
      withBody(answered, {
        ...bodyOf(answered),
        displayName: `CN=${String(bodyOf(answered)["displayName"]).slice(0, 12)}`,
      }),
  ],
])("a create that is answered with %s is one like others", async (_, change) => {
  const { before, after, result } = await runWith(change, { when: () => true });
  expect(after).toEqual(before);
  expect(result.suites.flatMap(({ scenarios }) => scenarios).filter(({ outcome }) => outcome === "blocked")).toEqual(
    [],
  );
  expect(result.cleanup.left).toEqual([]);
});

test("scimproof cleanup leaves alone what has another name than its journal says, and finds what has it", async () => {
  const target = await cube();
  const payroll = await make(target, group("Payroll"));
  const ours = await make(target, group("sp-abc123 one"));
  const path = journal(target.url, [
    ...created(1, "Group", { attribute: "displayName", value: "sp-abc123 one" }, payroll),
  ]);
  const end = await cli(["cleanup", path, "--token-env", "T"], { env: { T: target.token } });
  expect(end).toMatchObject({ code: 0 });
  expect(end.out).toContain(`Group ${ours} was removed`);
  expect(target.snapshot().groups).toMatchObject([{ id: payroll }]);
});

/** Suites of the strict dialect on what goes by a name of somebody's, behind a front that gives others' ids to some creates. */
async function runRemotely(suiteId: string, when: (n: number) => boolean): Promise<Omit<Outcome, "code">> {
  const target = await startTarget({ dialect: "rfc", seed: { users: 3, groups: 3 } });
  onTestFinished(() => target.close());
  const [, theirs] = target.snapshot().users as readonly { readonly id: string }[];
  let posts = 0;
  const front = await startFront(target.url, {
    hits: ({ method, path }) => method === "POST" && path.endsWith("/Users") && when((posts += 1)),
    act: async ({ forward, socket }) => {
      const answered = await forward();
      socket.write(
        answerOf(answered.status === 201 ? withBody(answered, { ...bodyOf(answered), id: theirs?.id }) : answered),
      );
    },
  });
  onTestFinished(() => front.close());
  const contract = await loadVendor("rfc");
  const suite = suitesOf(contract).find(({ id }) => id === suiteId);
  if (suite === undefined) throw new Error(`no suite ${suiteId}`);
  const credentials = [{ kind: "bearer", token: target.token, from: "T" }] as const;
  const remote = { baseUrl: "http://scim.example.invalid/scim/v2", kind: "remote", credentials } as const;
  const before = target.snapshot();
  const result = await run(
    [{ suite, contract, target: { ...remote, headers: {}, insecure: false } }],
    { ...DEFAULT_SETTINGS, depth: "smoke" },
    { connect: (_, options) => createClient({ ...options, baseUrl: front.url }) },
  );
  return { result, before, after: target.snapshot() };
}

test.each(["rfc.users.put", "rfc.service"])(
  "a create on somebody's server with the names that were sent and another's id: %s writes and removes nothing there",
  async (suite) => {
    const { result, before, after } = await runRemotely(suite, (n) => n === 3 || n === 5);
    expect(after).toEqual(before);
    expect(result.cleanup.left).toEqual([]);
    expect(result.cleanup.created).toBeGreaterThan(3);
  },
);
