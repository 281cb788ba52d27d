import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { HarnessError } from "../result/index.ts";
import { alternativesOf } from "./alternatives.ts";
import type { BodySchema, JsonSchema, SchemaViolation } from "./contract.ts";
import type { DocumentView } from "./document-view.ts";
import { type LazyReferences, makeReferencesLazy } from "./lazy-references.ts";
import { guardedPattern } from "./pattern-guard.ts";
import { below, isObject, lookup } from "./pointer.ts";
import { shortJson } from "./short-json.ts";
import { type Direction, type Standalone, standaloneOf } from "./standalone.ts";
import { expectationOf } from "./violation-words.ts";

/** As many violations of one body as a person reads. */
const MAX_VIOLATIONS = 20;

/**
 * Makes validators for the schemas of one document. A schema is read at once, so that a wrong one is found while
 * loading; its validator is compiled when it is first used.
 */
export function bodyCompiler(view: DocumentView): (pointer: string, direction: Direction) => BodySchema {
  const made = new Map<string, BodySchema>();
  const givenUp = new Set<string>();
  let validator: Validator | undefined;
  return (declared, direction) => {
    const pointer = named(view, declared);
    const key = `${direction} ${pointer}`;
    let body = made.get(key);
    if (body === undefined) {
      const standalone = convert(view, pointer, direction);
      const refuse = (cause: unknown): HarnessError => uncompilable(view, pointer, cause);
      const judgeBy = (form: Standalone): BodySchema["validate"] => {
        let compiled: ValidateFunction | undefined;
        return (candidate) => {
          validator ??= newValidator((pattern) => givenUp.add(pattern));
          try {
            compiled ??= compile(validator, form);
          } catch (cause) {
            throw refuse(cause);
          }
          return run(compiled, candidate, form, pointer, refuse);
        };
      };
      const validate = judgeBy(standalone);
      let alternatives: readonly BodySchema["validate"][] | undefined;
      body = {
        schema: lookup(view.root, pointer) as JsonSchema,
        pointer,
        standalone: standalone.schema,
        unjudged: () => [...givenUp].map((pattern) => `the pattern /${pattern}/ took too long and was not judged`),
        validate,
        alternatives: () => {
          alternatives ??= alternativesOf(standalone.schema).map((schema) =>
            schema === standalone.schema ? validate : judgeBy({ ...standalone, schema }),
          );
          return alternatives;
        },
      };
      made.set(key, body);
    }
    return body;
  };
}

/** A schema that is only a reference is cited by what it refers to. */
function named(view: DocumentView, pointer: string): string {
  const schema = lookup(view.root, pointer);
  const onlyRef = view.is30 || (isObject(schema) && Object.keys(schema).length === 1);
  return onlyRef ? view.follow(pointer).pointer : pointer;
}

function convert(view: DocumentView, pointer: string, direction: Direction): Standalone {
  try {
    return standaloneOf(view, pointer, direction);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    // Thousands of schemas, each referring to the next, exhaust the stack.
    throw view.invalid("the schema's references nest too deeply", pointer, "shorten the chain of references");
  }
}

/** What compiles the schemas of one document. */
interface Validator {
  readonly ajv: Ajv2020;
  readonly references: LazyReferences;
}

function newValidator(onGivenUp: (pattern: string) => void): Validator {
  const regExp = Object.assign((pattern: string) => guardedPattern(pattern, onGivenUp), { code: "guardedPattern" });
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: false,
    logger: false,
    // standaloneOf has checked the keywords already, with better places.
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    // "constructor" is required only of the body itself, not of every object's prototype.
    ownProperties: true,
    code: { regExp },
  });
  formats.default(ajv);
  ajv.removeKeyword("writeOnly");
  ajv.addKeyword({ keyword: "writeOnly", validate: (marked: unknown) => marked !== true, errors: false });
  return { ajv, references: makeReferencesLazy(ajv) };
}

function compile({ ajv, references }: Validator, { schema }: Standalone): ValidateFunction {
  references.register(schema);
  return ajv.compile(schema);
}

function uncompilable(view: DocumentView, pointer: string, cause: unknown): HarnessError {
  return new HarnessError(
    "DOCUMENT_INVALID",
    `the schema cannot be compiled: ${cause instanceof Error ? cause.message : String(cause)}`,
    { place: view.placeOf(pointer), remedy: "correct it, or repair it with an Overlay (--overlay FILE)", cause },
  );
}

function run(
  validate: ValidateFunction,
  candidate: unknown,
  standalone: Standalone,
  pointer: string,
  refuse: (cause: unknown) => HarnessError,
): readonly SchemaViolation[] {
  try {
    if (validate(candidate)) return [];
  } catch (cause) {
    // What a reference names is compiled only now.
    if (!(cause instanceof RangeError)) throw cause instanceof HarnessError ? cause : refuse(cause);
    // A body nested so deeply that a recursive schema exhausts the stack.
    const found = { instancePointer: "", schemaPointer: pointer, keyword: "nesting" };
    return [{ ...found, expected: "a value that is nested less deeply", actual: shortJson(candidate) }];
  }
  const violations = new Map<string, SchemaViolation>();
  for (const error of validate.errors ?? []) {
    if (isObject(error.parentSchema) && standalone.wrappers.has(error.parentSchema)) continue;
    const violation = violationOf(error, standalone, pointer);
    violations.set(`${violation.instancePointer} ${violation.schemaPointer} ${violation.expected}`, violation);
    if (violations.size >= MAX_VIOLATIONS) break;
  }
  return [...violations.values()];
}

function violationOf(error: ErrorObject, standalone: Standalone, root: string): SchemaViolation {
  const parent: unknown = error.parentSchema;
  const at = (isObject(parent) ? standalone.pointers.get(parent) : undefined) ?? root;
  const params: Readonly<Record<string, unknown>> = error.params;
  const extra = params["additionalProperty"] ?? params["unevaluatedProperty"];
  return {
    instancePointer: typeof extra === "string" ? below(error.instancePath, extra) : error.instancePath,
    schemaPointer: below(at, error.keyword),
    keyword: error.keyword,
    expected: expectationOf(error.keyword, error.schema, params),
    actual: shortJson(typeof extra === "string" && isObject(error.data) ? error.data[extra] : error.data),
  };
}
