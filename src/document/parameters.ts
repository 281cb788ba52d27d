import type { DeclaredParameter, JsonSchema } from "./contract.ts";
import type { DocumentView } from "./document-view.ts";
import { below, isObject, list, members, own, text } from "./pointer.ts";

const PLACES = ["path", "query", "header", "cookie"] as const;

/**
 * The parameters of an operation: its own and its path's, of which its own win by name and place.
 *
 * @throws HarnessError `DOCUMENT_INVALID` for a parameter without name or place.
 * @see OpenAPI 3.1 section 4.8.12
 */
export function parametersOf(view: DocumentView, item: string, operation: string): readonly DeclaredParameter[] {
  const found = new Map<string, DeclaredParameter>();
  for (const holder of [item, operation]) {
    const { value, pointer } = view.follow(holder);
    list(value, "parameters").forEach((_, index) => {
      const parameter = parameterAt(view, below(pointer, "parameters", index));
      found.set(`${parameter.in} ${parameter.name}`, parameter);
    });
  }
  return [...found.values()];
}

function parameterAt(view: DocumentView, declared: string): DeclaredParameter {
  const { value, pointer } = view.follow(declared);
  const name = text(value, "name");
  const place = PLACES.find((candidate) => candidate === own(value, "in"));
  if (name === undefined || place === undefined) {
    throw view.invalid(
      `a parameter needs a name and in: one of ${PLACES.join(", ")}`,
      pointer,
      "write for example: name: id, in: path",
    );
  }
  const [media] = members(value, "content");
  const at = media === undefined ? below(pointer, "schema") : below(pointer, "content", media[0], "schema");
  const schema = view.follow(at).value;
  return {
    name,
    in: place,
    required: place === "path" || own(value, "required") === true,
    ...(isSchema(schema) ? { schema } : {}),
    pointer,
  };
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "boolean" || isObject(value);
}
