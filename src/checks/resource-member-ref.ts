import { attributeOf, isObject, type JsonObject } from "../scim/index.ts";
import { type Check, type CheckVerdict, defineCheck, failed, passed } from "./check.ts";
import { shownResource } from "./shown-resource.ts";

const REQUIREMENT = "RFC7643-4.2-MEMBER-REF";

/**
 * Where a member is shown with a `$ref`, that is the URI of the resource that its `value` names: absolute or relative,
 * below whatever endpoint, its last segment is the id. Some write the name without its sign.
 */
export const resourceMemberRef: Check = defineCheck({
  id: "resource.member-ref",
  title: "The `$ref` of a member is the address of the one that its `value` names",
  requirements: [REQUIREMENT],
  scope: "after-write",
  example: { group: { members: [{ value: "26118915", $ref: "/scim/v2/Users/902c246b" }] } },
  judge: (input) => {
    const shown = shownResource(input);
    if (shown?.type !== "Group") return [];
    const members = attributeOf(shown.resource, "members");
    // One verdict for the list, however long it is.
    let first: CheckVerdict | undefined;
    let index = 0;
    for (const entry of Array.isArray(members) ? (members as unknown[]) : []) {
      const verdict = judge(entry, index);
      if (verdict?.outcome === "failed") return [verdict];
      first ??= verdict;
      index += 1;
    }
    return first === undefined ? [] : [first];
  },
});

const NAMES = ["$ref", "ref"] as const;

function judge(entry: unknown, index: number): CheckVerdict | undefined {
  if (!isObject(entry)) return undefined;
  const name = hasShort(entry) ? NAMES.find((one) => typeof attributeOf(entry, one) === "string") : undefined;
  if (name === undefined) return undefined;
  const [ref, value] = [attributeOf(entry, name), attributeOf(entry, "value")];
  if (typeof value !== "string" || typeof ref !== "string" || !ref.includes("/")) return undefined;
  if (ref.endsWith(`/${value}`) || lastOf(ref) === value) return passed(REQUIREMENT, "$ref");
  return failed(REQUIREMENT, "$ref", {
    expected: [`a URI that ends in /${value}`],
    actual: ref,
    message: `The \`${name}\` of a member is the address of another resource than its \`value\` names.`,
    pointer: `/members/${index}/${name}`,
  });
}

/** True when some name is as long as one of {@link NAMES}: of a hundred thousand members hardly one has to be searched twice. */
function hasShort(entry: JsonObject): boolean {
  for (const key in entry) if (key.length === 4 || key.length === 3) return true;
  return false;
}

/** The last segment of a path, decoded, without query and fragment. */
function lastOf(ref: string): string {
  const path = ref.split(/[?#]/u)[0] ?? "";
  const last = path.split("/").findLast((segment) => segment !== "") ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    // A stray percent sign: compare as it is.
    return last;
  }
}
