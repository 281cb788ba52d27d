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

/** Which part of a refused body is not taken is looked for so often in a lane: each costs about ten requests. */
export const MAX_SEARCHES = 8;

const HONEST = "RFC7643-7-SCHEMA-HONEST";

/**
 * Finds out which attribute of a refused body the server does not take, and whether it takes an ordinary value of it; from then on
 * bodies are made without. A server may refuse by rules of its own what its schema allows: it is told, and no fault.
 *
 * @throws HarnessError `BUDGET_SPENT`, `ABORTED`
 */
export async function learnRefused(ground: BodyGround, run: BodyRun): Promise<void> {
  const { history } = run;
  const { context, shape, options, taken, operation } = ground;
  const free = attributesIn(history.body, shape).filter((one) => !isNeeded(one, shape));
  const culprit = await narrow(ground, history, free);
  if (culprit === undefined) {
    tell(
      ground,
      "together",
      "Bodies of which each attribute alone is taken",
      `are refused with ${run.refusedWith ?? ""}`,
    );
    for (const { path } of free) taken.plainly(path);
    return;
  }
  const { path, part, value } = culprit;
  const ordinary = ordinaryContent(part, options);
  const isOdd = JSON.stringify(ordinary) !== JSON.stringify(value);
  const again = isOdd
    ? await isTaken(ground, history, only(history.body, shape, [{ ...culprit, value: ordinary }]))
    : false;
  if (again) {
    taken.plainly(path);
    tell(
      ground,
      path,
      `\`${path}\` ${valueWords(value)}`,
      `is refused with ${run.refusedWith ?? ""}; an ordinary value is taken`,
    );
    return;
  }
  taken.never(path);
  tell(
    ground,
    path,
    `\`${path}\` ${valueWords(value)}`,
    `is refused with ${run.refusedWith ?? ""}, as is an ordinary value`,
  );
  context.judge({
    requirement: HONEST,
    operation,
    invariant: `body ${path}`,
    shape: "edit-values",
    outcome: "failed",
    expected: ["a body that the schema allows is taken"],
    actual: `${run.refusedWith ?? ""} for ${valueWords(value)}`,
    message: `\`${path}\` is in the schema, and a ${history.method} of a ${shape.type} with it is refused.`,
  });
}

/** The one attribute without which, or rather with which alone, the body is refused; undefined where it takes several. */
async function narrow(
  ground: BodyGround,
  history: BodyHistory,
  attributes: readonly Attribute[],
): Promise<Attribute | undefined> {
  const { shape } = ground;
  let among = attributes;
  while (among.length > 1) {
    const half = Math.ceil(among.length / 2);
    const parts = [among.slice(0, half), among.slice(half)];
    let refused: readonly Attribute[] | undefined;
    for (const part of parts) {
      if (await isTaken(ground, history, only(history.body, shape, part))) continue;
      refused = part;
      break;
    }
    if (refused === undefined) return undefined;
    among = refused;
  }
  return among[0];
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
