import { attributeOf, isObject, parseDateTime, sameInstant, textAttribute } from "../../../scim/index.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { bodyFor, keyOf, make, readThere, say, serviceScenario } from "../kit.ts";

const INITIAL = "RFC7643-3.1-META-LASTMOD-INIT";

/** What was never changed was last changed when it was made (RFC 7643 section 3.1). */
export const unmodified: readonly Scenario[] = (["User", "Group"] as const).map((type) =>
  serviceScenario({
    id: `service.create.unmodified-${type.toLowerCase()}`,
    title: `A ${type} that was made and not changed has one time in \`created\` and \`lastModified\``,
    requirements: [INITIAL],
    needs: [`POST ${type} collection`, `GET ${type} resource`],
    makes: type === "User" ? { users: 1, groups: 0 } : { users: 0, groups: 1 },
    run: async (context) => {
      const made = await make(context, { type, body: bodyFor(context, type, "own"), title: `make a ${type}` });
      const { resource } = await readThere(context, type, made.id);
      const meta = attributeOf(resource, "meta");
      const text = (name: string): string => (isObject(meta) ? (textAttribute(meta, name) ?? "") : "");
      const [created, changed] = [parseDateTime(text("created")), parseDateTime(text("lastModified"))];
      if (created === undefined || changed === undefined)
        throw new NoVerdict("not-applicable", `the ${type} does not show both times`);
      say(context, {
        requirement: INITIAL,
        invariant: "meta",
        holds: sameInstant(created, changed),
        expected: [`\`lastModified\` ${text("created")}`],
        actual: text("lastModified"),
        message: `A ${type} that was never changed says that it was changed at another time than it was made.`,
        operation: keyOf(context, `POST ${type} collection`),
        pointer: "/meta/lastModified",
      });
    },
  }),
);
