import { lookup, text } from "../pointer.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";

/** A PUT that is named like a PATCH. */
export const putCalledUpdate: Rule = documentRule({
  id: "audit.put-called-update",
  title: "PUT is called a replacement",
  level: "notice",
  explanation:
    "PUT replaces the whole resource: what is not sent is cleared or given its default. A name such as update lets people send only what has changed, and lose the rest.",
  source: rfc(7644, "3.5.1"),
  *find({ contract, root }) {
    for (const { key, method, pointer, summary, operationId = "" } of contract.operations) {
      if (method !== "PUT") continue;
      const name = `${summary} ${operationId.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/gu, " ").replaceAll("_", " ")}`;
      const all = `${name} ${text(lookup(root, pointer), "description")}`;
      if (!/\b(?:partial(?:ly)?|update[sd]?|modif(?:y|ies)|edits?|patch(?:es)?)\b/iu.test(name)) continue;
      if (/replac|overwrit|entire|whole|complete|full/iu.test(all)) continue;
      yield {
        pointer,
        message: `${key} is called ${JSON.stringify(summary.trim() === "" ? operationId : summary)}, and nothing says that it replaces`,
        remedy: "say replace in the summary, and what becomes of attributes that are not sent",
      };
    }
  },
});
