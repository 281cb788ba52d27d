import type { ResourceTypeName } from "../../../document/index.ts";
import type { Exchange } from "../../../result/index.ts";
import { textAttribute } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { claims, needMethod } from "../described.ts";
import { keyOf, makeOne, readThere, resourceOf, say, serviceScenario, statusOf, VALID } from "../kit.ts";
import { opaqueOf, versionIn } from "./tag.ts";

const METADATA = "RFC9110-15.3.5-METADATA";

/** Whoever has written goes on with the version in the answer: where that is of the past, the next write is refused. */
export const tagsWithoutContent: readonly Scenario[] = (["User", "Group"] as const).map((type) =>
  serviceScenario({
    id: `service.versions.no-content-${type.toLowerCase()}`,
    title: `The ETag in a 204 to a PATCH of a ${type} is the one that a read shows afterwards`,
    requirements: [METADATA],
    needs: [`POST ${type} collection`, `GET ${type} resource`, `PATCH ${type} resource`],
    makes: type === "User" ? { users: 1, groups: 0 } : { users: 0, groups: 1 },
    run: async (context) => {
      await needMethod(context, "PATCH");
      if ((await claims(context, "etag")) === false)
        throw new NoVerdict("not-applicable", "the server says that it has no versions (`etag`)");
      const { id } = await makeOne(context, type, "own");
      const before = versionIn((await readThere(context, type, id)).exchange).header;
      if (before === undefined) throw new NoVerdict("not-applicable", "a read shows no ETag");
      const displayName = context.name("changed");
      const answer = await context.service.request({
        method: "PATCH",
        to: { type, id },
        title: `change the ${type}`,
        body: [{ op: "replace", path: "displayName", value: displayName }],
        intent: VALID,
      });
      needAnswer(answer);
      if (!isSuccess(answer)) throw new NoVerdict("blocked", `PATCH was answered ${statusText(answer)}`);
      const { header } = versionIn(answer);
      if (statusOf(answer) !== 204 || header === undefined)
        throw new NoVerdict(
          "not-applicable",
          statusOf(answer) === 204
            ? "the 204 to a PATCH shows no ETag, as it need not"
            : `a PATCH is answered ${statusText(answer)}, which other scenarios look at`,
        );
      const { exchange, now } = await versionAfter(context, { type, id, displayName, header });
      if (now === undefined || opaqueOf(now) === opaqueOf(before))
        throw new NoVerdict("blocked", "the ETag is the same after a change, which others judge");
      say(context, {
        requirement: METADATA,
        invariant: `no content ${type}`,
        // One that a later change of the server's own has overtaken was right when it was sent.
        holds: opaqueOf(header) !== opaqueOf(before),
        expected: [`ETag ${now}`],
        actual: `ETag ${header}, which is the one from before`,
        message: `A 204 to a PATCH of a ${type} has the ETag from before the change.`,
        operation: keyOf(context, `PATCH ${type} resource`),
        exchanges: [answer, exchange],
      });
    },
  }),
);

/** The ETag of a read that shows the change. @throws NoVerdict where none does */
async function versionAfter(
  context: ScenarioContext,
  of: {
    readonly type: ResourceTypeName;
    readonly id: string;
    readonly displayName: string;
    readonly header: string;
  },
): Promise<{ readonly exchange: Exchange; readonly now: string | undefined }> {
  const { type, id, displayName, header } = of;
  const shows = (seen: Exchange): boolean => textAttribute(resourceOf(seen) ?? {}, "displayName") === displayName;
  const exchange = await context.service.look(
    { to: { type, id }, title: `read the ${type} after the change` },
    (seen) => shows(seen) && opaqueOf(versionIn(seen).header ?? "") === opaqueOf(header),
  );
  needAnswer(exchange);
  if (!shows(exchange)) throw new NoVerdict("blocked", "the change cannot be seen");
  return { exchange, now: versionIn(exchange).header };
}
