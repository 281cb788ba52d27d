import { sameValue } from "../../scenarios/index.ts";
import { isUnassigned } from "../../scim/index.ts";

/** One way in which a server may treat what a PUT leaves out (RFC 7644 section 3.5.1). */
type Policy =
  | { readonly is: "kept" }
  | { readonly is: "cleared" }
  | { readonly is: "default"; readonly value: unknown };

/** What becomes of one attribute that PUTs leave out: learnt from what is seen, and the same each time. */
export class LeftOut {
  readonly #path: string;
  #policies: readonly Policy[] | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** How the server has treated it so far, for a person. */
  get words(): string {
    const names = (this.#policies ?? []).map(({ is }) => (is === "default" ? "set to a default" : is));
    return names.join(" or ");
  }

  /**
   * Notes what was there before a PUT without the attribute, and what is there after it.
   *
   * @returns false when no one policy explains this and all that was noted before
   */
  note(had: unknown, stored: unknown): boolean {
    const left = (this.#policies ?? policiesFor(stored)).filter((policy) => this.#explains(policy, had, stored));
    if (left.length === 0) return false;
    this.#policies = left;
    return true;
  }

  #explains(policy: Policy, had: unknown, stored: unknown): boolean {
    switch (policy.is) {
      case "kept":
        return sameValue(had, stored, this.#path);
      case "cleared":
        return isUnassigned(stored);
      case "default":
        return sameValue(policy.value, stored, this.#path);
    }
  }
}

/** All there can be; the value that is seen first is the default, where there is one. */
function policiesFor(stored: unknown): readonly Policy[] {
  return [{ is: "kept" }, { is: "cleared" }, { is: "default", value: stored }];
}
