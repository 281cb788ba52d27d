import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { HarnessError, type HarnessErrorCode, isPlainName } from "../result/index.ts";
import { didYouMean } from "./nearest.ts";
import { below, isObject } from "./pointer.ts";
import { shortJson } from "./short-json.ts";
import type { Source } from "./source.ts";
import { expectationOf } from "./violation-words.ts";

/** Characters of a file of which everything that is wrong is looked at. */
const ALL_ERRORS_UP_TO = 256 * 1024;

/**
 * Holds one of our own kinds of file to its published JSON Schema.
 *
 * @throws HarnessError with `code`, at the place of the first thing that does not fit, with the nearest known name for
 * a key that is not known.
 * @param options `showsValues: false` for a file in which somebody may have put a credential by mistake
 */
export function checkFile(
  source: Source,
  schema: Readonly<Record<string, unknown>>,
  code: HarnessErrorCode,
  { showsValues = true }: { readonly showsValues?: boolean } = {},
): void {
  // All that is wrong with a large file would fill the memory; of a small one the best of it is told.
  const validate = validatorOf(schema, source.text.length <= ALL_ERRORS_UP_TO);
  if (validate(source.value)) return;
  const errors = validate.errors ?? [];
  // A misspelt key also shows as a missing one: the misspelling is what a person wants to be told.
  const first = errors.find(({ keyword }) => keyword === "additionalProperties") ?? errors.find(isCause) ?? errors[0];
  if (first === undefined) return;
  const { message, pointer, remedy } = describe(first, showsValues);
  throw new HarnessError(code, message, { place: source.placeOf(pointer), remedy });
}

// Of every kind of file several are read by one command, and compiling takes longer than reading.
const compiled = { all: new WeakMap<object, ValidateFunction>(), first: new WeakMap<object, ValidateFunction>() };

function validatorOf(schema: Readonly<Record<string, unknown>>, allErrors: boolean): ValidateFunction {
  const known = allErrors ? compiled.all : compiled.first;
  const found = known.get(schema);
  if (found !== undefined) return found;
  const ajv = new Ajv2020({
    allErrors,
    verbose: true,
    strict: false,
    logger: false,
    // Our own schemas, held to the meta-schema by the tests; each runs a few times only.
    meta: false,
    validateSchema: false,
    code: { optimize: false },
  });
  const made = ajv.compile(schema);
  known.set(schema, made);
  return made;
}

/** An `if` only says that something below it failed. */
function isCause({ keyword }: ErrorObject): boolean {
  return keyword !== "if" && keyword !== "anyOf" && keyword !== "oneOf";
}

function describe(error: ErrorObject, showsValues: boolean): { message: string; pointer: string; remedy: string } {
  const params: Readonly<Record<string, unknown>> = error.params;
  const at = error.instancePath === "" ? "the file" : error.instancePath;
  const extra = params["additionalProperty"];
  if (typeof extra === "string") {
    const parent: unknown = error.parentSchema;
    const known = isObject(parent) && isObject(parent["properties"]) ? Object.keys(parent["properties"]) : [];
    const near = didYouMean(extra, known);
    const isShown = showsValues || near !== "" || isPlainName(extra);
    return {
      message: `${isShown ? `unknown key ${JSON.stringify(extra)}` : "an unknown key"} in ${at}.${near}`,
      pointer: below(error.instancePath, extra),
      remedy: known.length === 0 ? "remove the key" : `use one of ${known.join(", ")}`,
    };
  }
  const expected = patternInWords(error) ?? expectationOf(error.keyword, error.schema, params);
  if (error.keyword === "required") {
    return { message: `${at} lacks the ${expected}`, pointer: error.instancePath, remedy: "add the key" };
  }
  return {
    message: `${at} is ${showsValues ? shortJson(error.data) : kindOf(error.data)}; expected ${expected}`,
    pointer: error.instancePath,
    remedy: `write ${expected}`,
  };
}

/** What a pattern asks for, where its schema says so in words: text with this or that in it. */
function patternInWords({ keyword, parentSchema }: ErrorObject): string | undefined {
  const parent: unknown = parentSchema;
  const words = keyword === "pattern" && isObject(parent) ? parent["description"] : undefined;
  return typeof words === "string" && words.startsWith("text ") ? words : undefined;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return "a mapping";
  return typeof value === "string" ? "another text" : `a ${typeof value}`;
}
