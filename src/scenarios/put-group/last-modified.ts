import { attributeOf, isObject, type JsonObject, parseDateTime } from "../../scim/index.ts";
import { judgeAdvance } from "../advance.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";

const REQUIREMENT = "RFC7643-3.1-META-LASTMOD-MOVES";

/** `meta.lastModified` advances with an effective PUT, given time enough for its granularity. */
export const lastModifiedAdvances: Scenario = {
  id: "put.group.last-modified-advances",
  title: "`meta.lastModified` advances when a PUT changes something",
  depth: "standard",
  requirements: [REQUIREMENT, "RFC7644-3.1-RESPONSE-STATE"],
  users: 2,
  groups: 1,
  run: async (context) => {
    const [a = "", b = ""] = await context.users(2);
    const group = await context.group([a]);
    for (const [label, members] of [
      ["changed name", [a]],
      ["changed member", [b]],
    ] as const) {
      const before = await lastModified(context, group.id);
      // The digits a server writes may be more than it keeps: a fraction of zero is taken for whole seconds.
      await context.wait(before.epochMs % 1000 === 0 ? 1100 : Math.max(25, before.stepMs * 2));
      const expected = stateOf(label === "changed name" ? context.name(label) : context.name("changed name"), members);
      const answer = await context.write(group.id, groupBody(context, expected), {
        title: `PUT a ${label}`,
        intent: { kind: "valid" },
      });
      await expectWritten(context, { group, answer, expected, shape: "none", about: "RFC7644-3.5.1-RW-REPLACED" });
      const after = await lastModified(context, group.id);
      const again = async (): Promise<number> => {
        const later = stateOf(context.name(`${label}, again`), members);
        await context.write(group.id, groupBody(context, later), {
          title: "PUT another name",
          intent: { kind: "valid" },
        });
        return (await lastModified(context, group.id)).epochMs;
      };
      await judgeAdvance(context, { before, after, deed: "PUT changed the Group", answer, again });
    }
  },
};

async function lastModified(context: ScenarioContext, id: string): Promise<ReturnType<typeof shownTime>> {
  const shown = await context.read(id);
  if (shown.kind !== "present") throw new NoVerdict("inconclusive", "the Group could not be read");
  return shownTime(shown.resource);
}

/**
 * When a resource says that it was modified.
 *
 * @throws NoVerdict where it does not say
 */
export function shownTime(resource: JsonObject): {
  readonly epochMs: number;
  readonly stepMs: number;
  readonly text: string;
} {
  const text = metaText(resource, "lastModified");
  const parsed = text === undefined ? undefined : parseDateTime(text);
  if (text === undefined || parsed === undefined) {
    throw new NoVerdict("not-applicable", "the server shows no `meta.lastModified`");
  }
  return { ...parsed, text };
}

function metaText(resource: JsonObject, name: string): string | undefined {
  const meta = attributeOf(resource, "meta");
  const value = isObject(meta) ? attributeOf(meta, name) : undefined;
  return typeof value === "string" ? value : undefined;
}
