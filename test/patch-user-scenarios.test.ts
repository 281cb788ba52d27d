import { describe, expect, test } from "vitest";
import { type Severity, severityOf } from "../src/result/index.ts";
import { SCENARIO_FAMILIES, type ScenarioJudgement } from "../src/scenarios/index.ts";
import { applyPatch, type JsonObject, type PatchOperation, REQUIREMENTS, USER_SCHEMA } from "../src/scim/index.ts";
import { type Asked, type Behaviour, judgedBy, operationsOf } from "./support/fake-users.ts";
import { patchUsersContract } from "./support/patch-users.ts";
import {
  ENTERPRISE,
  hasPath,
  keepsHalf,
  list,
  makes,
  refuses,
  set,
  takesAll,
  WRONG,
  without,
} from "./support/wrong-users.ts";
import { MORE_WRONG } from "./support/wrong-users-more.ts";

const contract = await patchUsersContract({ whole: true });
const operation = contract.operations.find(({ key }) => key.startsWith("PATCH"));
if (operation === undefined) throw new Error("the document declares PATCH");
// The servers here have no Groups: what becomes of memberships the embedded target shows (`patch-user-leaves-second-group`).
const scenarios = SCENARIO_FAMILIES.filter(({ area }) => area === "PATCH User")
  .flatMap((family) => family.scenarios(contract, operation))
  .filter(({ groups }) => groups === 0);
const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));

const severity = ({ requirement }: ScenarioJudgement): Severity => {
  const known = REQUIREMENTS.find(({ id }) => id === requirement);
  if (known === undefined) throw new Error(`no requirement ${requirement}`);
  return severityOf(known);
};
const failures = (judgements: readonly ScenarioJudgement[]): readonly ScenarioJudgement[] =>
  judgements.filter((one) => one.outcome === "failed" && ["error", "warning"].includes(severity(one)));
const line = (one: ScenarioJudgement): string =>
  one.outcome === "failed" ? `${one.requirement} ${one.invariant}: ${one.message} (${one.actual})` : "";

// What is to be refused is refused, or taken, or half done: the requirement is the first one of the scenario.
const REFUSED = scenarios.filter(({ id }) => /\.(?:invalid|invalid-path|wrong-type|read-only|required)\./u.test(id));
const rows = [
  ...Object.entries({ ...WRONG, ...MORE_WRONG }).flatMap(([id, servers]) =>
    servers.map(([breaks, server], number) => ({ id: `patch.user.${id}`, number, breaks, server })),
  ),
  ...REFUSED.filter(({ id }) => WRONG[id.slice("patch.user.".length)] === undefined).flatMap(({ id, requirements }) => [
    { id, number: 0, breaks: requirements[0] ?? "", server: takesAll },
    { id, number: 1, breaks: "RFC7644-3.12-REFUSED-UNCHANGED", server: keepsHalf },
  ]),
];

describe("a scenario finds what it is there for", () => {
  test.each(rows)("$id, $breaks ($number)", async ({ id, breaks, server }) => {
    const scenario = byId.get(id);
    if (scenario === undefined) throw new Error(`no scenario ${id}`);
    const { judgements, noVerdict } = await judgedBy(scenario, contract, operation, server);
    const found = judgements.filter(
      (one) => one.outcome === "failed" && [one.requirement, ...(one.alsoViolates ?? [])].includes(breaks),
    );
    expect(found.length, [noVerdict?.message, ...judgements.map(line)].join("\n")).toBeGreaterThan(0);
  });

  test("each of them", () => {
    const tried = new Set(rows.map(({ id }) => id));
    expect(scenarios.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
    expect([...tried].filter((id) => !byId.has(id))).toEqual([]);
  });
});

test.each(["atomic-unique", "atomic-type", "atomic-extension"])(
  "operations.%s says nothing of a server that takes it, or takes nothing of it",
  async (id) => {
    const scenario = byId.get(`patch.user.operations.${id}`);
    if (scenario === undefined) throw new Error(`no scenario ${id}`);
    for (const server of [takesAll, refuses(400, () => true), makes((_, { before }) => before)]) {
      const { judgements, noVerdict } = await judgedBy(scenario, contract, operation, server);
      expect(noVerdict?.outcome).toBe("not-applicable");
      expect(judgements).toEqual([]);
    }
  },
);

test("the text False: what is answered 500 was not acknowledged", async () => {
  const scenario = byId.get("patch.user.active-text");
  if (scenario === undefined) throw new Error("no scenario for the text");
  const { judgements } = await judgedBy(scenario, contract, operation, { patch: () => ({ status: 500 }) });
  expect(judgements).toEqual([expect.objectContaining({ requirement: "RFC7643-4.1.1-ACTIVE", outcome: "passed" })]);
});

test("a filter for a text that the server does not keep is not tested", async () => {
  const scenario = byId.get("patch.user.filter.quoted");
  if (scenario === undefined) throw new Error("no scenario for quoted filters");
  const create = (user: JsonObject): JsonObject =>
    set(
      user,
      "emails",
      list(user).map((entry) => without(entry, "display")),
    );
  const { judgements, noVerdict } = await judgedBy(scenario, contract, operation, { create });
  expect(noVerdict?.outcome).toBe("not-applicable");
  expect(judgements).toEqual([]);
});

const shuffled = (user: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(user).map(([name, value]) => [
      name,
      Array.isArray(value) && name !== "schemas"
        ? (value as JsonObject[])
            .toReversed()
            .map((entry) => Object.assign({ primary: false, display: "of the server" }, entry))
        : value,
    ]),
  );

const LEGAL: readonly (readonly [string, Behaviour])[] = [
  ["follows the letter", {}],
  ["answers 204 without a body", { patch: ({ right }) => withStatus(right(), 204) }],
  ["shows lists in another order, with primary said and a display of its own", { show: shuffled }],
  ["gives no scimType", { patch: ({ right }) => bare(right()) }],
  [
    "refuses with another 4xx where none is named",
    {
      patch: (asked) => {
        const answer = asked.right();
        const isNamed = /\[|\.\.|undefined/u.test(
          operationsOf(asked)
            .map(({ path, value }) => `${String(path)} ${String(value)}`)
            .join(" "),
        );
        return answer.status === 400 && !isNamed && hasPath(/^(?:id|meta|groups|userName)$/u)(asked)
          ? { ...answer, status: 422 }
          : answer;
      },
    },
  ],
  ["takes an op in any case", { patch: (asked) => (hasOp(asked, "Replace") ? done(asked, "title") : asked.right()) }],
  [
    "makes the displayed name of the name",
    {
      ...makes((after) => set(after, "displayName", namesOf(after))),
      create: (user) => set(user, "displayName", namesOf(user)),
    },
  ],
  [
    "writes numbers as URIs",
    {
      show: (user) =>
        "phoneNumbers" in user
          ? set(
              user,
              "phoneNumbers",
              list(user, "phoneNumbers").map((one) =>
                set(one, "value", `tel:${String(one["value"]).replaceAll(" ", "-")}`),
              ),
            )
          : user,
    },
  ],
  [
    "shows null for what is not there",
    { show: (user) => ({ title: null, phoneNumbers: [], addresses: null, ...user }) },
  ],
  [
    "compares the type of an entry with its case, and says so in its schema",
    { typeHasCase: true, ...makes((after, asked) => (hasPath(/HOME/u)(asked) ? asked.before : after)) },
  ],
  ["takes no more than twenty operations", refuses(413, (asked) => operationsOf(asked).length > 20)],
  ["has no `pr` in paths", refuses(400, hasPath(/ pr\]/u))],
  [
    "changes nobody who is not active",
    refuses(409, (asked) => asked.before["active"] === false && hasPath(/^title$/u)(asked)),
  ],
  ["shows a version that moves with every read", { show: (user) => set(user, "meta", metaOf(user)) }],
  [
    "takes roles and licences from who is deactivated",
    makes((after) => (after["active"] === false ? without(without(after, "roles"), "entitlements") : after)),
  ],
  [
    "makes the address of the userName",
    {
      ...makes((after) => set(after, "emails", [{ type: "work", value: after["userName"] }])),
      create: (user) => set(user, "emails", [{ type: "work", value: user["userName"] }]),
    },
  ],
  ["has no meta", { show: (user) => without(user, "meta") }],
];

let reads = 0;
function metaOf(user: JsonObject): JsonObject {
  reads += 1;
  return { ...(user["meta"] as object), version: `W/"${reads}"` };
}
function namesOf(user: JsonObject): string {
  return Object.values(user["name"] ?? {}).join(" ");
}
function withStatus(answer: ReturnType<Asked["right"]>, status: number): ReturnType<Asked["right"]> {
  return answer.after === undefined ? answer : { status, after: answer.after };
}
function bare(answer: ReturnType<Asked["right"]>): ReturnType<Asked["right"]> {
  return answer.after === undefined ? { status: answer.status, body: { status: String(answer.status) } } : answer;
}
function hasOp(asked: Asked, wanted: string): boolean {
  return operationsOf(asked).some(({ op }) => op === wanted);
}
function done({ before, message }: Asked, name: string): ReturnType<Asked["right"]> {
  const after = set(before, name, operationsOf({ message })[0]?.value);
  return { status: 200, body: after, after };
}

describe("nothing is said of a server that", () => {
  test.each(LEGAL)("%s", async (_, server) => {
    for (const scenario of scenarios) {
      const { judgements } = await judgedBy(scenario, contract, operation, server);
      expect(failures(judgements).map(line), scenario.id).toEqual([]);
    }
  });

  test("follows the letter, and every scenario comes to a verdict", async () => {
    for (const scenario of scenarios) {
      const { judgements, noVerdict } = await judgedBy(scenario, contract, operation);
      expect(noVerdict?.message, scenario.id).toBeUndefined();
      expect(judgements.length, scenario.id).toBeGreaterThan(0);
      const [first = ""] = scenario.requirements;
      const said = judgements.map(({ requirement }) => requirement);
      // What a server may do in more than one way is told, not judged.
      if (!/op-case|meta-created|unknown-attribute|no-match|dotted|by-urn/u.test(scenario.id))
        expect(said, scenario.id).toContain(first);
    }
  });
});

describe("PUT of the enterprise extension", () => {
  const put = contract.operations.find(({ key }) => key.startsWith("PUT"));
  const puts = SCENARIO_FAMILIES.filter(({ area }) => area === "PUT User").flatMap((family) =>
    put === undefined ? [] : family.scenarios(contract, put),
  );
  const judged = async (id: string, server: Behaviour = {}): Promise<readonly ScenarioJudgement[]> => {
    const scenario = puts.find((one) => one.id === id);
    if (scenario === undefined || put === undefined) throw new Error(`no scenario ${id}`);
    return (await judgedBy(scenario, contract, put, server)).judgements;
  };

  test.each([
    ["put.user.extension.stored", "RFC7643-3.3-EXT-CONTAINER", makes((after) => set(after, "schemas", []))],
    ["put.user.extension.stored", "RFC7644-3.5.1-RW-REPLACED", makes((after) => without(after, ENTERPRISE))],
    [
      "put.user.extension.schemas-order",
      "RFC7643-3-SCHEMAS-ORDER",
      refuses(400, ({ message }) => JSON.stringify(message).startsWith(`{"schemas":["${ENTERPRISE}`)),
    ],
    [
      "put.user.attribute-order",
      "RFC7643-2.3.8-ORDER",
      refuses(400, ({ message }) => !JSON.stringify(message).startsWith('{"schemas"')),
    ],
  ] as const)("%s finds what breaks %s", async (id, breaks, server) => {
    const cited = failures(await judged(id, server)).flatMap((one) => [one.requirement].concat(one.alsoViolates ?? []));
    expect(cited).toContain(breaks);
  });

  test.each(["put.user.extension.stored", "put.user.extension.schemas-order", "put.user.attribute-order"])(
    "%s says nothing of a server that follows the letter, or shows URNs in another order",
    async (id) => {
      const show = (user: JsonObject): JsonObject => set(user, "schemas", list(user, "schemas").toReversed());
      for (const server of [{}, { show }]) {
        const judgements = await judged(id, server);
        expect(judgements.length).toBeGreaterThan(0);
        expect(failures(judgements).map(line)).toEqual([]);
      }
    },
  );
});

describe("an operation that was to be refused among others", () => {
  const cited = async (server: Behaviour): Promise<readonly string[]> => {
    const scenario = byId.get("patch.user.operations.atomic");
    if (scenario === undefined) throw new Error("no scenario");
    const { judgements } = await judgedBy(scenario, contract, operation, server);
    return failures(judgements).flatMap(({ requirement, alsoViolates = [] }) => [requirement].concat(alsoViolates));
  };
  /** Carries out what it can and acknowledges; what is done with the operation that selects nothing is its own affair. */
  const takes = (what: (after: JsonObject) => JsonObject): Behaviour => ({
    patch: (asked) => {
      const possible = operationsOf(asked).filter(({ path }) => !String(path).includes('"home"'));
      const carriedOut = applyPatch(asked.before, possible, USER_SCHEMA);
      const after = carriedOut.ok ? what(carriedOut.resource) : asked.before;
      return { status: 200, body: after, after };
    },
  });

  test("that was left out broke the whole", async () => {
    const leavesOut = takes((after) => after).patch;
    const refusesAlone: Behaviour = {
      patch: (asked) => (operationsOf(asked).length > 1 ? leavesOut?.(asked) : undefined) ?? asked.right(),
    };
    expect(await cited(refusesAlone)).toContain("RFC7644-3.5.2-ATOMIC");
    expect(await cited(takesAll)).toContain("RFC7644-3.5.2-ATOMIC");
  });

  test("that is taken for done alone as well did not: nothing has failed to the server", async () => {
    expect(await cited(takes((after) => after))).toEqual(["RFC7644-3.5.2.3-VALUEPATH-NOTARGET"]);
  });

  test("that was carried out in another way did not: only that it was carried out is wrong", async () => {
    const added = takes((after) =>
      set(after, "emails", [...list(after), { type: "home", value: "added@example.com" }]),
    );
    expect(await cited(added)).toEqual(["RFC7644-3.5.2.3-VALUEPATH-NOTARGET"]);
  });
});

test("an operation without op that is ignored or taken for a replacement is told, and what else becomes of it fails", async () => {
  const scenario = byId.get("patch.user.invalid.no-op");
  if (scenario === undefined) throw new Error("no scenario");
  const cited = async (
    take: (operations: readonly PatchOperation[]) => readonly PatchOperation[],
  ): Promise<string[]> => {
    const server: Behaviour = {
      patch: (asked) => {
        const taken = applyPatch(asked.before, take(operationsOf(asked)), USER_SCHEMA);
        return taken.ok ? { status: 200, body: taken.resource, after: taken.resource } : asked.right();
      },
    };
    const { judgements } = await judgedBy(scenario, contract, operation, server);
    return judgements.flatMap((one) => (one.outcome === "failed" ? [one.requirement] : []));
  };
  expect(await cited((operations) => operations.filter(({ op }) => op !== undefined))).toEqual(["LENIENT-ACCEPTED"]);
  expect(await cited((operations) => operations.map((one) => ({ ...one, op: "replace" })))).toEqual([
    "LENIENT-ACCEPTED",
  ]);
  expect(await cited((operations) => operations.map((one) => ({ ...one, op: one.op ?? "remove" })))).toContain(
    "RFC7644-3.5.2-OP-ONE",
  );
});

test.each(["path-case", "path-urn", "filter.quoted"])(
  "%s is not why a request is refused whose plain form is refused too",
  async (id) => {
    const scenario = byId.get(`patch.user.${id}`);
    if (scenario === undefined) throw new Error(`no scenario ${id}`);
    const { judgements, noVerdict } = await judgedBy(scenario, contract, operation, refuses(400, hasPath(/\[/u)));
    expect(failures(judgements)).toEqual([]);
    expect(noVerdict?.message).toContain("which other scenarios judge");
  },
);

test.each(["schemas", "title", "emails", "active", "meta", "userName", "name"])(
  "no scenario breaks at a `%s` of which JavaScript can make no text",
  async (name) => {
    const odd: unknown = JSON.parse('{"toString":null,"valueOf":1}');
    for (const value of [odd, [odd]]) {
      for (const scenario of scenarios)
        await judgedBy(scenario, contract, operation, { show: (user) => set(user, name, value) });
    }
    expect(scenarios.length).toBeGreaterThan(50);
  },
);
