import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { HarnessError, type Place, RESULT_SCHEMA, type RunResult, SCHEMA_VERSION } from "../result/index.ts";
import { offsetIn } from "./place-in-json.ts";

const REMEDY = "give a results.json as `scimproof run` wrote it";
const SHOWN_VIOLATIONS = 3;

// All that is wrong with a large file would fill the memory: then the first of it is told.
const ALL_ERRORS_UP_TO = 1024 * 1024;

const compiled = new Map<boolean, ValidateFunction<RunResult>>();

/** Compiled at the first use: most commands never read a result. */
function validator(allErrors: boolean): ValidateFunction<RunResult> {
  const known = compiled.get(allErrors);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({ allErrors, strict: true });
  formats.default(ajv);
  const made = ajv.compile<RunResult>(RESULT_SCHEMA);
  compiled.set(allErrors, made);
  return made;
}

/**
 * Reads the text of a `results.json`, for reports made later or elsewhere.
 *
 * @param file how the text's origin is named in an error
 * @throws {@link HarnessError} `RESULT_INVALID`, with place and remedy, when it is no result of this version
 */
export function parseResult(text: string, file: string): RunResult {
  const json = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const value = parseJson(json, file);
  refuseOtherVersions(value, json, file);
  const validate = validator(json.length <= ALL_ERRORS_UP_TO);
  if (validate(value)) return value;
  const errors = (validate.errors ?? []).filter((error) => error.keyword !== "oneOf");
  const place = placeAt(json, file, offsetIn(json, errors[0]?.instancePath ?? ""));
  throw invalid(`not a Scimproof result: ${describeViolations(errors)}`, place, REMEDY);
}

// One of these comes before every value but the first. Signs within texts count too: nothing needs to be understood.
const MARKS: ReadonlySet<number> = new Set([",", "[", "{"].map((mark) => mark.charCodeAt(0)));

/** More values than a result has: its evidence is at most 20 MB. */
const MAX_VALUES = 4_000_000;

function refuseTooMany(json: string, file: string): void {
  if (json.length <= MAX_VALUES) return;
  let count = 0;
  for (let at = 0; at < json.length; at += 1) {
    if (MARKS.has(json.charCodeAt(at))) count += 1;
    if (count > MAX_VALUES) throw invalid("has far too many values for a result", placeAt(json, file, at), REMEDY);
  }
}

function parseJson(json: string, file: string): unknown {
  refuseTooMany(json, file);
  if (json.trim() === "") throw invalid("the file is empty", { file, line: 1, column: 1 }, REMEDY);
  try {
    return JSON.parse(json);
  } catch (cause) {
    const place = placeAt(json, file, offsetOf(cause) ?? json.length);
    const message = "not JSON: the file is cut short or was changed by hand";
    throw new HarnessError("RESULT_INVALID", message, { place, remedy: REMEDY, cause });
  }
}

/** V8 puts the offset into its message; without one, the text ends too early. */
function offsetOf(cause: unknown): number | undefined {
  const offset = /at position (\d+)/.exec(cause instanceof Error ? cause.message : "")?.[1];
  return offset === undefined ? undefined : Number(offset);
}

/** Where the thing that a pointer (RFC 6901) names stands in the text of a result. */
export function placeInResult(text: string, file: string, pointer: string): Place {
  return placeAt(text, file, offsetIn(text, pointer));
}

function placeAt(json: string, file: string, offset: number): Place {
  let line = 1;
  let start = 0;
  for (let at = json.indexOf("\n"); at !== -1 && at < offset; at = json.indexOf("\n", start)) {
    line += 1;
    start = at + 1;
  }
  return { file, line, column: offset - start + 1 };
}

/** A newer result would fail in a hundred places; one sentence says why. */
function refuseOtherVersions(value: unknown, json: string, file: string): void {
  if (typeof value !== "object" || value === null || !("schemaVersion" in value)) return;
  if (value.schemaVersion === SCHEMA_VERSION) return;
  throw invalid(
    `schemaVersion is ${JSON.stringify(value.schemaVersion)?.slice(0, 40)}, this Scimproof reads ${SCHEMA_VERSION}`,
    placeAt(json, file, offsetIn(json, "/schemaVersion")),
    "read it with the Scimproof version that wrote it (`tool.version` in the file), or run again",
  );
}

function invalid(message: string, place: Place, remedy: string): HarnessError {
  return new HarnessError("RESULT_INVALID", message, { place, remedy });
}

function describeViolations(errors: readonly ErrorObject[]): string {
  const lines = [...new Set(errors.map(describeViolation))];
  const more = lines.length > SHOWN_VIOLATIONS ? `, and ${lines.length - SHOWN_VIOLATIONS} more` : "";
  return `${lines.slice(0, SHOWN_VIOLATIONS).join("; ")}${more}`;
}

function describeViolation({ instancePath, keyword, params, message }: ErrorObject): string {
  const where = instancePath === "" ? "the top level" : instancePath;
  if (keyword === "additionalProperties") {
    return `${where} has a field that is not known: ${JSON.stringify(params["additionalProperty"])}`;
  }
  if (keyword === "required") return `${where} lacks ${JSON.stringify(params["missingProperty"])}`;
  return `${where} ${message ?? "does not fit"}`;
}
