import { isSuccess } from "../answer.ts";
import { NoVerdict } from "../context.ts";
import type { Scenario } from "../scenario.ts";
import { expectUser } from "./expect-user.ts";
import { canaryPath, withValue } from "./user-attributes.ts";

const TYPE = "OPENAPI-REQUEST-TYPE-ACCEPTED";

/** The declared JSON type with a charset behind it, as identity providers write it: it has no effect (RFC 8259 section 11). */
export const userCharset: Scenario = {
  id: "put.user.media-type.charset",
  title: "A PUT of a User is taken with a charset behind the media type",
  depth: "standard",
  requirements: [TYPE, "RFC7644-3.5.1-RW-REPLACED"],
  users: 0,
  groups: 0,
  run: async (context) => {
    const declared = context.operation.request.content.map(({ type }) => type);
    const usual = declared.find((type) => /[/+]json\b/iu.test(type));
    if (usual === undefined || usual.includes(";"))
      throw new NoVerdict("not-applicable", "the document names no JSON type without parameters");
    const user = await context.user("own");
    const canary = { path: canaryPath(context.operation), value: context.name("with a charset") };
    const answer = await context.write(user.id, withValue(user.body, canary.path, canary.value), {
      title: `PUT a User as ${usual}; charset=utf-8`,
      intent: { kind: "valid" },
      contentType: `${usual}; charset=utf-8`,
    });
    if (isSuccess(answer))
      context.judge({ requirement: TYPE, invariant: "charset", shape: "media-type", outcome: "passed" });
    await expectUser(context, { id: user.id, answer, attributes: [canary], shape: "media-type", about: TYPE });
  },
};
