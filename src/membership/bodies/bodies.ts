import fc from "fast-check";
import {
  attributesIn,
  type Body,
  type BodyOptions,
  boundaryBodies,
  boundaryBody,
  boundaryCount,
  isNeeded,
  ordinaryBody,
  ordinaryContent,
  smallerBodies,
  validBodies,
  withContents,
} from "../../bodies/index.ts";
import { type Depth, type Effort, NoVerdict, type Scenario, type ScenarioContext } from "../../scenarios/index.ts";
import { search } from "../search.ts";
import { type BodyGround, type BodyHistory, type BodyMethod, Taken } from "./ground.ts";
import { learnRefused, MAX_SEARCHES } from "./refused.ts";
import { runBody } from "./run-body.ts";
import { shapeFor } from "./shape.ts";
import { tellBody } from "./tell.ts";

const RUNS: Readonly<Record<Depth, number>> = { smoke: 4, standard: 20, thorough: 150 };

/** Users that a Group of a generated body may have. */
const USERS = 4;

const REQUIREMENTS: Readonly<Record<BodyMethod, readonly string[]>> = {
  POST: ["RFC7644-3.3-STORED", "RFC7644-3.12-SUCCESS-MEANS-DONE", "RFC7643-7-SCHEMA-HONEST"],
  PUT: ["RFC7644-3.5.1-RW-REPLACED", "RFC7644-3.12-SUCCESS-MEANS-DONE", "RFC7643-7-SCHEMA-HONEST"],
};

/** Bodies that the schema allows, generated: what is acknowledged is what a read shows. */
export function generatedBodies(method: BodyMethod, type: "User" | "Group"): Scenario {
  const name = type.toLowerCase();
  return {
    id: method === "POST" ? `service.bodies.${name}` : `put.${name}.bodies`,
    title:
      method === "POST"
        ? `Every generated body that the schema of a ${type} allows is kept as it was sent when a ${type} is made of it`
        : `Every generated body that the schema of a ${type} allows is kept as it was sent by a PUT`,
    depth: "standard",
    requirements: REQUIREMENTS[method],
    users: 0,
    groups: method === "PUT" && type === "Group" ? 1 : 0,
    makes: (effort) => {
      const runs = runsOf(effort);
      return type === "User" ? { users: runs, groups: 0 } : { users: USERS, groups: runs };
    },
    run: async (context) => await runBodies(context, method, type),
  };
}

function runsOf({ runs, depth }: Pick<Effort, "depth" | "runs">): number {
  return runs ?? RUNS[depth];
}

async function runBodies(context: ScenarioContext, method: BodyMethod, type: "User" | "Group"): Promise<void> {
  const found = await shapeFor(context, method, type);
  const users = type === "Group" ? await context.someUsers(USERS) : [];
  const named = new Set(Object.keys(context.contract.profile.attributes));
  const options: BodyOptions = { isNamed: (path) => named.has(path), users: users.length };
  let runs = 0;
  const bare: BodyGround = {
    ...found,
    context,
    method,
    options,
    users,
    insisted: [],
    taken: new Taken(),
    nextRun: () => {
      runs += 1;
      return runs;
    },
  };
  const ground = await withInsisted(bare, type);
  let searches = 0;
  const drafts = fc.oneof(
    { weight: 4, arbitrary: validBodies(found.shape, options) },
    { weight: 1, arbitrary: boundaryBodies(found.shape, options) },
  );
  await search<Body, BodyHistory>(
    context,
    {
      drafts,
      openers: openersFor(ground, runsOf(context.effort)),
      concretise: (draft, setAside) => ({ method, type, body: adapted(ground, draft, setAside) }),
      smaller: function* (history) {
        for (const body of smallerBodies(history.body, found.shape)) yield { ...history, body };
      },
      execute: async (history) => {
        const run = await runBody(ground, history);
        if (run.refusedWith !== undefined && searches < MAX_SEARCHES) {
          searches += 1;
          await learnRefused(ground, run);
        }
        return {
          history,
          failures: run.failures,
          passes: run.passes,
          kinds: run.lost.map(({ attribute }) => attribute.path),
          noVerdict:
            run.refusedWith === undefined
              ? run.noVerdict
              : new NoVerdict("inconclusive", `generated bodies were refused with ${run.refusedWith}`),
          tell: () => tellBody(ground, run),
        };
      },
    },
    { runs: runsOf(context.effort), shrinkRuns: 20, smallerRuns: 50, rounds: 3, reruns: 2 },
  );
}

/**
 * What is required alone is sent first: where that is refused, and the body that tests usually send is not, the server needs
 * more than its schema says, which is told and sent from then on.
 *
 * @throws NoVerdict `blocked` where neither is taken
 */
async function withInsisted(ground: BodyGround, type: "User" | "Group"): Promise<BodyGround> {
  const { context, method, shape, options } = ground;
  const body = ordinaryBody(shape, options, "required");
  const least = await runBody(ground, { method, type, body });
  if (least.refusedWith === undefined) return ground;
  const insisted = type === "User" ? ["userName", "externalId", "name", "displayName", "emails", "active"] : [];
  const fuller: BodyGround = { ...ground, insisted };
  const usual = await runBody(fuller, { method, type, body });
  context.learn({
    id: `bodies.${method.toLowerCase()}.${type.toLowerCase()}.least`,
    title: `A ${type} of what the schema requires alone`,
    value: `is refused with ${least.refusedWith}`,
  });
  if (usual.refusedWith === undefined) return fuller;
  throw new NoVerdict(
    "blocked",
    `a ${type} of what the schema requires, and of what is usual, is refused with ${usual.refusedWith}`,
  );
}

/** Everything at once, of ordinary values and then at every edge: what shows without luck is not left to it. */
function openersFor({ shape, options }: BodyGround, runs: number): readonly Body[] {
  const edges = Math.min(boundaryCount(shape, options), Math.ceil(runs / 4));
  return [
    ordinaryBody(shape, options),
    ordinaryBody(shape, options, "required"),
    ...Array.from({ length: edges }, (_, at) => boundaryBody(shape, options, at)),
  ].slice(0, Math.max(1, runs - 1));
}

/** A draft as this server can be sent it: with what it needs, without what it does not take and what is set aside. */
function adapted({ shape, options, taken }: BodyGround, draft: Body, setAside: ReadonlySet<string>): Body {
  const needed = ordinaryBody(shape, options, "required");
  const whole = { ...needed, ...draft };
  const know = new Set(attributesIn(whole, shape).map(({ path }) => path));
  return withContents(whole, shape, (attribute) => {
    const isFree = !isNeeded(attribute, shape);
    if (isFree && setAside.has(attribute.path) && know.size > 1) return undefined;
    const content = taken.contentOf(attribute, () => ordinaryContent(attribute.part, options));
    return content ?? (isFree ? undefined : attribute.value);
  });
}
