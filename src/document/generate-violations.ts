import { HarnessError } from "../result/index.ts";
import type { BodySchema, JsonSchema, SchemaViolation } from "./contract.ts";
import { flatten } from "./flat-schema.ts";
import { below, lookup, pointerTokens } from "./pointer.ts";
import { sampleBody } from "./sample-body.ts";
import { wrongValues } from "./wrong-values.ts";

/** One way to break exactly one thing of a request schema. */
export interface SingleViolation {
  /** Stable words: `displayName.missing`, `members[].value.type-number`. */
  readonly id: string;
  /** RFC 6901 pointer to what is broken, in the body. */
  readonly pointer: string;
  /** The keyword of the schema that is broken. */
  readonly keyword: string;
  /** In words: `displayName is a number instead of a string`. */
  readonly description: string;
  /** A broken copy of a valid body; parts that it lacks are filled in first. Never changes its argument. */
  readonly apply: (valid: Record<string, unknown>) => unknown;
}

/** Attributes nested deeper than this are not broken one by one. */
const MAX_DEPTH = 4;

/**
 * The single violations of a request schema, in document order; readOnly properties are left out. Each has been held
 * to the validator: applied to a valid body, it is refused for the thing that it breaks and for nothing else.
 *
 * @param valid a body that fits the schema; by default one made from it, which may miss a `pattern`
 * @throws HarnessError `INTERNAL` when a `valid` that was given does not fit the schema.
 */
export function singleViolations(body: BodySchema, valid?: Record<string, unknown>): readonly SingleViolation[] {
  const start = valid ?? sampleBody(body);
  const [fault, ...more] = body.validate(start);
  if (fault !== undefined && valid !== undefined) {
    throw new HarnessError(
      "INTERNAL",
      `the body to break is not valid itself: ${fault.instancePointer || "the body"} is ${fault.actual}, expected ${fault.expected}`,
      { remedy: "give a value for this attribute under attributes: in the profile" },
    );
  }
  // What is wrong from the start, because no sample meets a pattern, is not the candidate's doing.
  const known = new Set((fault === undefined ? [] : [fault, ...more]).map(nameOf));
  return candidates(body).filter(({ pointer, keyword, apply }) => {
    const found = body.validate(apply(start)).filter((violation) => !known.has(nameOf(violation)));
    const parent = pointer.replace(/\/[^/]*$/, "");
    return (
      found.some((violation) => violation.keyword === keyword) &&
      found.every(({ instancePointer: at }) => at === parent || at === pointer || at.startsWith(`${pointer}/`))
    );
  });
}

function nameOf({ instancePointer, schemaPointer }: SchemaViolation): string {
  return `${instancePointer} ${schemaPointer}`;
}

function candidates(body: BodySchema): readonly SingleViolation[] {
  const root = body.standalone ?? body.schema;
  const sample = sampleBody(body);
  const found: SingleViolation[] = [];
  const visit = (part: JsonSchema, pointer: string, name: string, depth: number): void => {
    const schema = flatten(root, part);
    if (schema.readOnly || depth > MAX_DEPTH) return;
    const steps = stepsTo(sample, pointer);
    for (const wrong of wrongValues(schema)) {
      found.push({
        id: `${name}.${wrong.name}`,
        pointer,
        keyword: wrong.keyword,
        description: `${name} ${wrong.words}`,
        apply: (valid) =>
          edit(valid, steps, (parent, key) => Object.assign(parent, { [key]: wrong.make(parent[key]) })),
      });
    }
    for (const [property, inner] of schema.properties) {
      const at = below(pointer, property);
      const inside = pointer === "" ? property : `${name}.${property}`;
      if (schema.required.has(property)) {
        const path = stepsTo(sample, at);
        found.push({
          id: `${inside}.missing`,
          pointer: at,
          keyword: "required",
          description: `${inside} is left out`,
          apply: (valid) => edit(valid, path, (parent, key) => delete parent[key]),
        });
      }
      visit(inner, at, inside, depth + 1);
    }
    if (schema.items !== undefined) visit(schema.items, below(pointer, 0), `${name}[]`, depth + 1);
  };
  visit(root, "", "body", 0);
  return found;
}

/** A key on the way to a pointer, with what to put there when nothing is. */
interface Step {
  readonly key: string;
  readonly sample: unknown;
}

function stepsTo(body: unknown, pointer: string): readonly Step[] {
  const sample = { body };
  const tokens = ["body", ...pointerTokens(pointer)];
  return tokens.map((key, index) => ({
    key,
    sample: lookup(sample, below("", ...tokens.slice(0, index + 1))),
  }));
}

/** Copies the body and edits it at the end of the steps. */
function edit(
  valid: Record<string, unknown>,
  steps: readonly Step[],
  change: (parent: Record<string, unknown>, key: string) => void,
): unknown {
  const holder: Record<string, unknown> = { body: structuredClone(valid) };
  let parent = holder;
  steps.forEach(({ key, sample }, index) => {
    if (parent[key] === undefined || parent[key] === null) parent[key] = structuredClone(sample);
    const next = parent[key];
    // Arrays are walked by index like objects by name.
    if (index < steps.length - 1 && typeof next === "object" && next !== null) parent = next as Record<string, unknown>;
  });
  const last = steps.at(-1);
  if (last !== undefined) change(parent, last.key);
  return holder["body"];
}
