import { attributeOf, isObject, isUnassigned, type JsonObject } from "../../scim/index.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { declares } from "../declares.ts";
import { makeUser } from "../patch-user/case.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { attributeNamed, describedUser } from "../service/described.ts";
import { expectUser, show, valueAt } from "./expect-user.ts";
import { others } from "./user-attributes.ts";

const REPLACED = "RFC7644-3.5.1-RW-REPLACED";

/** `display` of an entry is a client's to write where the server says so, and takes it of a new User. */
export const userListDisplay: ScenarioFamily["scenarios"] = (_contract, operation) =>
  declares(operation, "emails") ? [listDisplay] : [];

const listDisplay: Scenario = {
  id: "put.user.lists.display",
  title: "A PUT stores the `display` of an entry of `emails` where a POST does",
  depth: "standard",
  requirements: [REPLACED],
  users: 0,
  groups: 0,
  run: async (context) => {
    await needWritable(context);
    const body = context.userBody("own");
    const value = context.attribute("emails.value", "with a display") ?? "ada.work@example.com";
    const emails = (display: string): readonly JsonObject[] => [{ value, type: "work", display }];
    const user = await makeUser(context, { emails: emails("Desk one") });
    if (displayIn(user.shown) !== "Desk one")
      throw new NoVerdict(
        "not-applicable",
        "the server does not keep `display` of `emails` of a new User as it was sent",
      );
    const sent = { ...body, emails: emails("Desk two") };
    const answer = await context.write(user.id, sent, {
      title: "PUT `emails` with another `display`",
      intent: { kind: "valid" },
    });
    const resource = await expectUser(context, {
      id: user.id,
      answer,
      attributes: [{ path: "emails", value: sent.emails }, ...others(sent, "emails")],
    });
    const stored = displayIn(resource);
    const common = { requirement: REPLACED, invariant: "emails.display", shape: "none" } as const;
    if (stored === "Desk two") return context.judge({ ...common, outcome: "passed" });
    // RFC 7643 section 8.7.1 has `display` readWrite and calls it read-only: a text of the server's own is none that was lost.
    if (!isUnassigned(stored)) throw new NoVerdict("not-applicable", "the server writes `display` of `emails` itself");
    return context.judge({
      ...common,
      outcome: "failed",
      expected: ["Desk two"],
      actual: show(stored),
      message: "`display` of an entry of `emails` is gone after a PUT that sent one, although a POST stores it.",
      pointer: "/emails",
    });
  },
};

/** @throws NoVerdict `not-applicable` where the server does not say that a client may write it */
async function needWritable(context: ScenarioContext): Promise<void> {
  const schema = await describedUser(context);
  const display = attributeNamed(attributeNamed(schema?.attributes, "emails")?.subAttributes, "display");
  if (display === undefined || display.mutability !== "readWrite" || /never|request/u.test(display.returned))
    throw new NoVerdict("not-applicable", "the server does not say that a client may write `display` of `emails`");
}

function displayIn(user: JsonObject): unknown {
  const entries = valueAt(user, "emails");
  const [first]: readonly unknown[] = Array.isArray(entries) ? entries : [];
  return isObject(first) ? attributeOf(first, "display") : undefined;
}
