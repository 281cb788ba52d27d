import { below, members, text } from "../pointer.ts";
import { documentRule, openapi, type Rule } from "../rule.ts";

const METHODS: ReadonlySet<string> = new Set(["get", "put", "post", "patch", "delete", "head", "options", "trace"]);

/** An operationId that stands twice. */
export const operationIdDuplicate: Rule = documentRule({
  id: "audit.operation-id-duplicate",
  title: "operationIds are unique",
  level: "warning",
  explanation:
    "Generators name functions after operationIds: of two that share one, a client gets one, or does not compile.",
  source: openapi("Operation Object"),
  *find({ contract, root }) {
    const all = members(root, "paths").flatMap(([path, item]) =>
      members({ item }, "item").flatMap(([method, operation]) =>
        METHODS.has(method) ? [{ id: text(operation, "operationId"), pointer: below("/paths", path, method) }] : [],
      ),
    );
    for (const { operationId, key, pointer } of contract.operations) {
      const other = all.find((one) => one.id === operationId && one.pointer !== pointer);
      if (operationId === undefined || operationId === "" || other === undefined) continue;
      // Referred to by two paths, an operation stands in the document once.
      if (!all.some((one) => one.pointer === pointer)) continue;
      yield {
        pointer: `${pointer}/operationId`,
        message: `${key} shares its operationId ${JSON.stringify(operationId)} with ${other.pointer}`,
        remedy: "give each operation an operationId of its own",
      };
    }
  },
});
