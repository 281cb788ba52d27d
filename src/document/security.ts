import { isObject, list, own } from "./pointer.ts";

/**
 * Whether an operation demands a credential: its own `security`, even an empty one, overrides the document's; an empty
 * requirement `{}` among them makes the credential optional.
 *
 * @see OpenAPI 3.1 section 4.8.10
 */
export function isSecured(root: unknown, operation: unknown): boolean {
  const holder = own(operation, "security") === undefined ? root : operation;
  const alternatives = list(holder, "security");
  return (
    alternatives.length > 0 &&
    !alternatives.some((requirement) => isObject(requirement) && Object.keys(requirement).length === 0)
  );
}
