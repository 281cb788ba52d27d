import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { claims } from "../described.ts";
import { bodyFor, keyOf, make, readThere, say, serviceScenario } from "../kit.ts";

// What a server answers that has no such operation.
const NOT_OFFERED: ReadonlySet<number> = new Set([404, 405, 501]);

const REQUIREMENTS = { PUT: "RFC7644-3.5-PUT-SUPPORTED", PATCH: "RFC7644-3.5-PATCH-SUPPORTED" } as const;

/** PUT must be offered and PATCH should be (RFC 7644 section 3.5), whatever they then do with a body. */
export const updatesOffered: readonly Scenario[] = (["PUT", "PATCH"] as const).flatMap((method) =>
  (["User", "Group"] as const).map((type) =>
    serviceScenario({
      id: `service.update.${method.toLowerCase()}-${type.toLowerCase()}`,
      title: `${method} of a ${type} is offered`,
      requirements: [REQUIREMENTS[method]],
      needs: [`POST ${type} collection`, `GET ${type} resource`, `${method} ${type} resource`],
      makes: type === "User" ? { users: 1, groups: 0 } : { users: 0, groups: 1 },
      run: async (context) => {
        const made = await make(context, { type, body: bodyFor(context, type, "own"), title: `make a ${type}` });
        // Without this a 404 would say that the resource is not there.
        await readThere(context, type, made.id);
        // What the server says of PATCH, asked for before: where it claims to have it, a 501 is a failure like others.
        if (method === "PATCH") await claims(context, "patch");
        const answer = await context.service.request({
          method,
          to: { type, id: made.id },
          title: `${method} a ${type} as it is`,
          body: method === "PUT" ? made.body : [{ op: "replace", path: "displayName", value: context.name("changed") }],
          intent: { kind: "valid" },
        });
        needAnswer(answer);
        const isOffered = !NOT_OFFERED.has(answer.response?.status ?? 0);
        if (isOffered && !isSuccess(answer))
          throw new NoVerdict("inconclusive", `it was refused with ${statusText(answer)}, which other scenarios judge`);
        say(context, {
          requirement: REQUIREMENTS[method],
          invariant: "offered",
          holds: isOffered,
          expected: ["200"],
          actual: statusText(answer),
          message: `A ${method} of a ${type} is answered as one that is not offered.`,
          operation: keyOf(context, `${method} ${type} resource`),
        });
      },
    }),
  ),
);
