import type { ClientCapability, Evidence, Json } from "./client.ts";
import { PATCHED, patch } from "./entra-parts.ts";
import { ENTRA } from "./evidence.ts";

/** What pushing, removing and renaming come to, in the way that the mode writes operations. */
export function entraGroups(parts: {
  readonly push: string;
  readonly pushQuiet: string;
  readonly again: string;
  readonly remove: string;
  readonly rename: string;
  readonly add: (who: "user" | "other") => Json;
  /** The forms in which a member is removed: the second one is tried on the member that is left. */
  readonly removals: readonly [first: Json, second: Json];
  readonly removeText: string;
  readonly removeRemedy: string;
  readonly removeEvidence: Evidence;
  readonly removePlace: string;
  readonly renaming: Json;
  readonly opText: string;
  readonly opRemedy: string;
}): readonly ClientCapability[] {
  const { push, pushQuiet, again, remove, rename, add, removals } = parts;
  const [first, second] = removals;
  const name = "{group.displayName}";
  return [
    {
      id: "push-members",
      needs: [
        {
          id: push,
          level: "DOCUMENT",
          text: `${parts.opText} puts a member into the Group beside those that were there.`,
          evidence: ENTRA,
          place: "Update Group [Add Members]; General, the case of `op`",
          remedy: parts.opRemedy,
        },
        {
          id: again,
          level: "DOCUMENT",
          text: "Adding a member who is in already succeeds, and nobody leaves.",
          evidence: ENTRA,
          place: "Update Group [Add Members]: Entra never reads membership back, so that it adds who is in",
          remedy: "Answer an addition of who is in already with success (RFC 7644 §3.5.2.1).",
        },
        {
          id: pushQuiet,
          level: "MAY",
          text: "A change of membership is answered 204 rather than with a list of all members.",
          evidence: ENTRA,
          place: "Group Operations, the answer to a PATCH of a group",
          remedy: "Answer PATCH of a Group with 204: large Groups make large answers that nobody reads.",
        },
      ],
      given: ["user", "other", "group"],
      steps: [
        { startsFrom: { of: "group", displayName: name, members: [] } },
        patch("group", "add a member", [add("user")], { need: push, is: "status", among: PATCHED }),
        { look: "group", expect: [{ need: push, is: "group", displayName: name, members: ["user"] }] },
        patch(
          "group",
          "add another member",
          [add("other")],
          { need: push, is: "status", among: PATCHED },
          { need: pushQuiet, is: "lacks", attribute: "members" },
        ),
        { look: "group", expect: [{ need: push, is: "group", displayName: name, members: ["user", "other"] }] },
        patch("group", "add a member who is in", [add("user")], { need: again, is: "status", among: PATCHED }),
        { look: "group", expect: [{ need: again, is: "group", displayName: name, members: ["user", "other"] }] },
      ],
    },
    {
      id: "remove-member",
      needs: [
        {
          id: remove,
          level: "DOCUMENT",
          text: parts.removeText,
          evidence: parts.removeEvidence,
          place: parts.removePlace,
          remedy: parts.removeRemedy,
        },
      ],
      given: ["user", "other", "group"],
      steps: [
        patch("group", "add a member", [add("user")]),
        patch("group", "add another member", [add("other")]),
        { startsFrom: { of: "group", displayName: name, members: ["user", "other"] } },
        patch("group", "remove a member", [first], { need: remove, is: "status", among: PATCHED }),
        { look: "group", expect: [{ need: remove, is: "group", displayName: name, members: ["other"] }] },
        patch("group", "remove the other member", [second], { need: remove, is: "status", among: PATCHED }),
        { look: "group", expect: [{ need: remove, is: "group", displayName: name, members: [] }] },
      ],
    },
    {
      id: "rename-group",
      needs: [
        {
          id: rename,
          level: "DOCUMENT",
          text: "A replacement of `displayName` renames the Group, which keeps its id and its members.",
          evidence: ENTRA,
          place: "Update Group [Non-member attributes]",
          remedy: "Change nothing but the name: members that are not named stay, and the id never changes.",
        },
      ],
      given: ["user", "group"],
      steps: [
        patch("group", "add a member", [add("user")]),
        { startsFrom: { of: "group", displayName: name, members: ["user"] } },
        patch("group", "rename the Group", [parts.renaming], { need: rename, is: "status", among: PATCHED }),
        { look: "group", expect: [{ need: rename, is: "group", displayName: "{group.newName}", members: ["user"] }] },
      ],
    },
  ];
}
