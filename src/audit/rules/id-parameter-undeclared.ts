import { documentRule, openapi, type Rule } from "../rule.ts";

/** A name in the path's braces that no parameter explains. */
export const idParameterUndeclared: Rule = documentRule({
  id: "audit.id-parameter-undeclared",
  title: "every name in a path's braces is a declared path parameter",
  level: "error",
  explanation: "A client made from the document has nothing to fill the braces with, and sends them as they are.",
  source: openapi("Path Templating"),
  *find({ contract }) {
    for (const { key, path, pointer, parameters } of contract.operations) {
      const declared = new Set(parameters.flatMap((parameter) => (parameter.in === "path" ? [parameter.name] : [])));
      const missing = [...path.matchAll(/\{([^{}]+)\}/gu)]
        .map((match) => match[1] ?? "")
        .filter((name) => !declared.has(name));
      if (missing.length === 0) continue;
      yield {
        pointer,
        message: `${key} declares no path parameter ${missing.map((name) => JSON.stringify(name)).join(", ")}`,
        remedy: `add parameters: - { name: ${missing[0] ?? "id"}, in: path, required: true, schema: { type: string } }`,
      };
    }
  },
});
