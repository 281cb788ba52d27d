import { isRefusal } from "../answer.ts";
import { NoVerdict, type ScenarioContext, type UserFixture } from "../context.ts";
import { expectUser } from "./expect-user.ts";
import { others, type UserAttribute, withValue } from "./user-attributes.ts";

/**
 * PUTs a User with a value and sees it stored.
 *
 * @throws NoVerdict `not-applicable` where nobody knows which values there are, and this one is refused
 */
export async function putValue(
  context: ScenarioContext,
  { path, open }: UserAttribute,
  user: Pick<UserFixture, "id" | "body">,
  value: unknown,
): Promise<void> {
  const body = withValue(user.body, path, value);
  const answer = await context.write(user.id, body, {
    title: `PUT the User with \`${path}\``,
    intent: open === true ? { kind: "open", why: `which values of ${path} exist` } : { kind: "valid" },
  });
  if (open === true && isRefusal(answer)) {
    throw new NoVerdict("not-applicable", `the values of ${path} that were tried are refused`);
  }
  await expectUser(context, { id: user.id, answer, attributes: [{ path, value }, ...others(body, path)] });
}
