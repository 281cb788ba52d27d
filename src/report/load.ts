import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { HarnessError, type Place, RESULT_SCHEMA, type RunResult, SCHEMA_VERSION } from "../result/index.ts";

const REMEDY = "give a results.json as `scimproof run` wrote it";
const SHOWN_VIOLATIONS = 3;

let compiled: ValidateFunction<RunResult> | undefined;

/** Compiled at the first use: most commands never read a result. */
function validator(): ValidateFunction<RunResult> {
  if (compiled === undefined) {
    const ajv = new Ajv2020({ allErrors: true, strict: true });
    formats.default(ajv);
    compiled = ajv.compile<RunResult>(RESULT_SCHEMA);
  }
  return compiled;
}

/**
 * Reads the text of a `results.json`, for reports made later or elsewhere.
 *
 * @param file how the text's origin is named in an error
 * @throws {@link HarnessError} `RESULT_INVALID`, with place and remedy, when it is no result of this version
 */
export function parseResult(text: string, file: string): RunResult {
  const value = parseJson(text, file);
  refuseOtherVersions(value, file);
  const validate = validator();
  if (validate(value)) return value;
  const violations = describeViolations(validate.errors ?? []);
  throw invalid(`not a Scimproof result: ${violations}`, { file }, REMEDY);
}

function parseJson(text: string, file: string): unknown {
  const json = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (json.trim() === "") throw invalid("the file is empty", { file }, REMEDY);
  try {
    return JSON.parse(json);
  } catch (cause) {
    const place = placeOf(json, file, cause);
    const message = "not JSON: the file is cut short or was changed by hand";
    throw new HarnessError("RESULT_INVALID", message, { place, remedy: REMEDY, cause });
  }
}

/** Line and column come from the offset that V8 puts into its message; without one, the text ends too early. */
function placeOf(json: string, file: string, cause: unknown): Place {
  const offset = /at position (\d+)/.exec(cause instanceof Error ? cause.message : "")?.[1];
  const before = json.slice(0, offset === undefined ? json.length : Number(offset)).split("\n");
  return { file, line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

/** A newer result would fail in a hundred places; one sentence says why. */
function refuseOtherVersions(value: unknown, file: string): void {
  if (typeof value !== "object" || value === null || !("schemaVersion" in value)) return;
  if (value.schemaVersion === SCHEMA_VERSION) return;
  throw invalid(
    `schemaVersion is ${JSON.stringify(value.schemaVersion)}, this Scimproof reads ${SCHEMA_VERSION}`,
    { file },
    "read it with the Scimproof version that wrote it (`tool.version` in the file), or run again",
  );
}

function invalid(message: string, place: Place, remedy: string): HarnessError {
  return new HarnessError("RESULT_INVALID", message, { place, remedy });
}

function describeViolations(errors: readonly ErrorObject[]): string {
  const lines = [...new Set(errors.filter((error) => error.keyword !== "oneOf").map(describeViolation))];
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
