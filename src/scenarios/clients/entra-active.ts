import type { ClientCapability, ClientStep, Json } from "./client.ts";
import { PATCHED, patch, userByName } from "./entra-parts.ts";
import { ENTRA } from "./evidence.ts";

/** One way to disable a User, who is enabled first where another way came before. */
function disabling(
  { answer, readable, activate }: { readonly answer: string; readonly readable: string; readonly activate: Json },
  operation: Json,
  isDisabled: boolean,
): readonly ClientStep[] {
  const enabling: readonly ClientStep[] = [
    patch("user", "enable the User again", [activate]),
    { startsFrom: { of: "user", values: { active: true } } },
  ];
  const disable: readonly ClientStep[] = [
    patch("user", "disable the User", [operation], { need: answer, is: "status", among: PATCHED }),
    {
      send: { title: "read the disabled User", method: "GET", type: "User", of: "user" },
      expect: [
        { need: readable, is: "status", among: [200] },
        { need: readable, is: "resource" },
      ],
    },
    { look: "user", expect: [{ need: answer, is: "values", values: { active: false } }] },
  ];
  return isDisabled ? enabling.concat(disable) : disable;
}

/** What deactivating and reactivating come to, in the way that the mode writes `active`. */
export function entraActive(parts: {
  readonly answer: string;
  readonly readable: string;
  readonly reactivate: string;
  readonly text: string;
  readonly remedy: string;
  /** How `active` is set: several forms where more than one is sent. */
  readonly deactivate: readonly Json[];
  readonly activate: Json;
  readonly evidence: ClientCapability["needs"][number]["evidence"];
  readonly place: string;
}): readonly ClientCapability[] {
  const { answer, readable, reactivate, deactivate, activate } = parts;
  const [first = activate] = deactivate;
  return [
    {
      id: "deactivate",
      needs: [
        {
          id: answer,
          level: "DOCUMENT",
          text: parts.text,
          evidence: parts.evidence,
          place: parts.place,
          remedy: parts.remedy,
        },
        {
          id: readable,
          level: "DOCUMENT",
          text: "A disabled User is still read by its `id` and found by its name.",
          evidence: ENTRA,
          place: "the table of what an application must support, soft-deleting a user",
          remedy: "Return disabled Users from GET and from filters: only a deleted one may be missing.",
        },
      ],
      given: ["user"],
      steps: [
        { startsFrom: { of: "user", values: { userName: "{user.userName}" } } },
        ...deactivate.flatMap((operation, at) => disabling(parts, operation, at > 0)),
        {
          send: { title: "look the disabled User up", method: "GET", type: "User", query: userByName("user") },
          expect: [
            { need: readable, is: "status", among: [200] },
            { need: readable, is: "finds", role: "user" },
          ],
        },
      ],
    },
    {
      id: "reactivate",
      needs: [
        {
          id: reactivate,
          level: "DOCUMENT",
          text: "A disabled User becomes active again by the same PATCH with the opposite value.",
          evidence: ENTRA,
          place: "the table of what an application must support, restoring a user",
          remedy: "Let a PATCH set `active` back to true, in every form in which it may be set to false.",
        },
      ],
      given: ["user"],
      steps: [
        patch("user", "disable the User", [first]),
        { startsFrom: { of: "user", values: { active: false } } },
        patch("user", "enable the User again", [activate], { need: reactivate, is: "status", among: PATCHED }),
        { look: "user", expect: [{ need: reactivate, is: "values", values: { active: true } }] },
      ],
    },
  ];
}
