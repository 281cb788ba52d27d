import { type BodySchema, jsonBody, type Operation } from "../document/index.ts";
import { namesIn } from "./attribute-path.ts";

/**
 * True when the declared request schema can hold the attribute.
 *
 * @param path `title`, `name.givenName`; `members[].ref` for a part of an entry; for one of an extension its URN before it
 */
export function declares(operation: Operation, path: string): boolean {
  if (operation.lacks?.(path) === true) return false;
  const body = jsonBody(operation.request.content);
  return body === undefined || holds(body, path);
}

/**
 * True when the schema of a declared success can hold the attribute; undefined where there is no such schema. What a PATCH
 * may name its request does not tell.
 */
export function shows(operation: Operation, path: string): boolean | undefined {
  if (operation.lacks?.(path) === true) return false;
  const bodies = successBodies(operation);
  return bodies.length === 0 ? undefined : bodies.some((body) => holds(body, path));
}

/** The schemas of the JSON bodies of declared successes. */
export function successBodies({ responses }: Operation): readonly BodySchema[] {
  return responses.filter(({ status }) => status.startsWith("2")).flatMap(({ content }) => jsonBody(content) ?? []);
}

function holds(body: BodySchema, path: string): boolean {
  const steps = namesIn(path).flatMap((name) => name.split(/(?<part>\[\])/u).filter((step) => step !== ""));
  const pointer = steps.map((step) => `/${step === "[]" ? "0" : step}`).join("");
  // A value of no possible type is refused where the attribute is declared, and only there.
  return [{ "": true }, 0].some((wrong) => {
    const probe = steps.reduceRight<unknown>((value, step) => (step === "[]" ? [value] : { [step]: value }), wrong);
    return body.validate(probe).some(({ instancePointer: at, schemaPointer }) => {
      const isThere = at === pointer || at.startsWith(`${pointer}/`);
      return isThere && !UNNAMED.test(schemaPointer);
    });
  });
}

// What is said of every name that the schema does not have, in a closed schema or a map, declares none of them.
const UNNAMED = /\/(?:additionalProperties|unevaluatedProperties)(?:\/|$)/u;
