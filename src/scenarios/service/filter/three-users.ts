import { type JsonObject, textOf } from "../../../scim/index.ts";
import type { ScenarioContext } from "../../context.ts";

/** What the three were made from; where a case names what must be shown (`by`), Ann's is as a read shows it. */
export type ThreeUsers = Readonly<Record<"ann" | "ben" | "cat", JsonObject & { readonly id: string }>>;

/** What some of the three have instead of what {@link threeBodies} gives them. */
export type OwnParts = (word: string) => Readonly<Partial<Record<keyof ThreeUsers, JsonObject>>>;

/** Bodies that differ in all that the filters ask for, and that nobody else on the server has. */
export function threeBodies(
  context: ScenarioContext,
  made: OwnParts | undefined,
): Readonly<Record<keyof ThreeUsers, JsonObject>> {
  const word = context.name("filter");
  const own = made?.(word) ?? {};
  const user = (label: keyof ThreeUsers, more: JsonObject): JsonObject => {
    const body = context.userBody(label);
    const names = { externalId: `${word}-${label}-MiXed`, displayName: `${word} ${label}` };
    return { ...body, ...names, ...more, ...own[label] };
  };
  const mail = (label: string): string => context.attribute("emails.value", `${label} mail`) ?? `${label}@example.com`;
  return {
    ann: user("ann", {
      active: true,
      title: `${word} engineer`,
      name: { givenName: "Ann", familyName: `${word}-One` },
      emails: [
        { value: mail("ann work"), type: "work", primary: true },
        { value: mail("ann home"), type: "home" },
      ],
    }),
    ben: user("ben", {
      active: false,
      title: `${word} manager`,
      name: { givenName: "Ben", familyName: `${word}-Two` },
      emails: [{ value: mail("ben home"), type: "home" }],
    }),
    // Without a title, and so without what `pr` asks for.
    cat: user("cat", { active: true, name: { givenName: "Cat", familyName: `${word}-One` }, emails: [] }),
  };
}

/** The beginning that all three have. */
export const word = ({ ann }: ThreeUsers): string => textOf(ann["displayName"]).slice(0, -" ann".length);

/** The address of the second of a User's emails, as {@link threeBodies} gives Ann two. */
export function homeOf(user: JsonObject): unknown {
  const emails = user["emails"];
  const second: unknown = Array.isArray(emails) ? emails[1] : undefined;
  return typeof second === "object" && second !== null && "value" in second ? second.value : "";
}
