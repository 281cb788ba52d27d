import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { ScimError } from "../core/scim-error.ts";
import { oddity } from "./build.ts";
import type { Oddity } from "./oddity.ts";

const requirement = "HELPER-CONFORMS";

/** Servers that offer little beside the operations of their pages. */
export const OFFER_ODDITIES: readonly Oddity[] = [
  oddity(
    {
      id: "patches-only",
      title: "Nothing is offered but PATCH of a group: what exists has to be given as a fixture",
      requirement,
      legal: "The documents declare PATCH alone, and no RFC makes a PATCH depend on a GET",
      dialects: ["lighton", "strongdm", "rfc"],
    },
    () => offerOnly(["PATCH"]),
  ),
  oddity(
    {
      id: "puts-only",
      title: "Nothing is offered but PUT of a user or group: what exists has to be given as a fixture",
      requirement,
      legal: "The document declares PUT alone",
      dialects: ["maia"],
    },
    () => offerOnly(["PUT"]),
  ),
  oddity(
    {
      id: "puts-and-reads-only",
      title: "Nothing is offered but PUT and GET of a user or group: what exists has to be given as a fixture",
      requirement,
      legal: "The document declares PUT alone, and leaves open what else there is",
      dialects: ["maia"],
    },
    () => offerOnly(["PUT", "GET"]),
  ),
];

/** Answers 405 to all but some methods on one resource. */
function offerOnly(methods: readonly string[]): Hooks {
  const isOffered = ({ method, path }: Call): boolean =>
    methods.includes(method) && /\/(?:Users|Groups)\/[^/]+$/u.test(path);
  return {
    onRequest(call) {
      if (isOffered(call)) return undefined;
      throw new ScimError(405, "Method not allowed.", { headers: { Allow: methods.join(", ") } });
    },
  };
}
