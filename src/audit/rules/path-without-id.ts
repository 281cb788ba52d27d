import { documentRule, type Rule, rfc } from "../rule.ts";

const ON_A_RESOURCE: ReadonlySet<string> = new Set(["PUT", "PATCH", "DELETE"]);

/** A change to no resource in particular. */
export const pathWithoutId: Rule = documentRule({
  id: "audit.path-without-id",
  title: "what changes one resource has its id in the path",
  level: "error",
  explanation:
    "PUT, PATCH and DELETE name the resource by its URI. On the path of the collection nothing says which one is meant.",
  source: rfc(7644, "3.2"),
  *find({ contract }) {
    for (const { key, method, path, pointer, idParameter } of contract.operations) {
      if (!ON_A_RESOURCE.has(method) || idParameter !== undefined) continue;
      yield {
        pointer,
        message: `${key} does not say which resource it changes`,
        remedy: `declare it under ${path.replace(/\/+$/u, "")}/{id}`,
      };
    }
  },
});
