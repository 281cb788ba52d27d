import {
  type Attribute,
  attributesIn,
  type Body,
  isNeeded,
  ordinaryContent,
  withContents,
} from "../../bodies/index.ts";
import type { BodyGround, BodyHistory } from "./ground.ts";
import { type BodyRun, runBody } from "./run-body.ts";
import { valueWords } from "./words.ts";

/** Which parts of a refused body are not taken is looked for so often in a lane: each costs ten requests and more. */
export const MAX_SEARCHES = 8;

const HONEST = "RFC7643-7-SCHEMA-HONEST";

/**
 * Finds out which attributes of a refused body the server does not take, and whether it takes ordinary values of them; from then
 * on bodies are made without. A server may refuse by rules of its own what its schema allows: it is told, and no fault.
 *
 * @throws HarnessError `BUDGET_SPENT`, `ABORTED`
 */
export async function learnRefused(ground: BodyGround, run: BodyRun): Promise<void> {
  const { history, refusedWith = "" } = run;
  const { shape, taken } = ground;
  const free = attributesIn(history.body, shape).filter((one) => !isNeeded(one, shape));
  const culprits = await refusedAlone(ground, history, free);
  if (culprits.length === 0) {
    tell(ground, "together", "A body of which each attribute alone is taken", `is refused with ${refusedWith}`);
    for (const { path } of free) taken.plainly(path);
    return;
  }
  for (const culprit of culprits) await learnOne(ground, history, culprit, refusedWith);
}

async function learnOne(
  ground: BodyGround,
  history: BodyHistory,
  culprit: Attribute,
  refusedWith: string,
): Promise<void> {
  const { context, shape, options, taken, operation } = ground;
  const { path, part, value } = culprit;
  const ordinary = ordinaryContent(part, options);
  const isOdd = JSON.stringify(ordinary) !== JSON.stringify(value);
  if (isOdd && (await isTaken(ground, history, only(history.body, shape, [{ ...culprit, value: ordinary }])))) {
    taken.plainly(path);
    tell(
      ground,
      path,
      `\`${path}\` ${valueWords(value)}`,
      `is refused with ${refusedWith}; an ordinary value is taken`,
    );
    return;
  }
  taken.never(path);
  tell(ground, path, `\`${path}\` ${valueWords(value)}`, `is refused with ${refusedWith}, as is an ordinary value`);
  context.judge({
    requirement: HONEST,
    operation,
    invariant: `body ${path}`,
    shape: "edit-values",
    outcome: "failed",
    expected: ["a body that the schema allows is taken"],
    actual: `${refusedWith} for ${valueWords(value)}`,
    message: `\`${path}\` is in the schema, and a ${history.method} of a ${shape.type} with it is refused.`,
  });
}

/** The attributes that are refused also where they are alone, found by halves; none where it takes several together. */
async function refusedAlone(
  ground: BodyGround,
  history: BodyHistory,
  among: readonly Attribute[],
): Promise<readonly Attribute[]> {
  if (among.length <= 1) return among;
  const half = Math.ceil(among.length / 2);
  const found: Attribute[] = [];
  for (const part of [among.slice(0, half), among.slice(half)]) {
    if (await isTaken(ground, history, only(history.body, ground.shape, part))) continue;
    found.push(...(await refusedAlone(ground, history, part)));
  }
  return found;
}

function only(body: Body, shape: BodyGround["shape"], wanted: readonly Attribute[]): Body {
  return withContents(body, shape, (one) => {
    const found = wanted.find(({ path }) => path === one.path);
    return found?.value ?? (isNeeded(one, shape) ? one.value : undefined);
  });
}

async function isTaken(ground: BodyGround, history: BodyHistory, body: Body): Promise<boolean> {
  return (await runBody(ground, { ...history, body })).refusedWith === undefined;
}

function tell({ context, method, shape }: BodyGround, id: string, title: string, value: string): void {
  context.learn({ id: `bodies.${method.toLowerCase()}.${shape.type.toLowerCase()}.${id}`, title, value });
}
