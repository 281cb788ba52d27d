import { attributeOf, textOf, URN } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict } from "../context.ts";
import { declares } from "../declares.ts";
import { DEPARTMENT, ENTERPRISE } from "../patch-user/values.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { expectUser, show } from "./expect-user.ts";

const CONTAINER = "RFC7643-3.3-EXT-CONTAINER";
const ORDER = "RFC7643-3-SCHEMAS-ORDER";
const NUMBER = `${ENTERPRISE}:employeeNumber`;

/** Attributes of the enterprise extension by PUT, where the document has them (RFC 7643 sections 3.3 and 4.3). */
export const userExtension: ScenarioFamily["scenarios"] = (_contract, operation) => {
  // Where nothing of a body is declared, what it may have is not known.
  const describes = !declares(operation, "not-an-attribute-of-any-user");
  if (!describes) return [];
  return [
    ...(declares(operation, DEPARTMENT) ? [stored, schemasOrder] : []),
    ...(declares(operation, NUMBER) ? [employeeNumber] : []),
  ];
};

const base = { depth: "standard", users: 0, groups: 0 } as const;

/** Stored under the URN of the extension, which `schemas` names then, and replaced by the next PUT. */
const stored: Scenario = {
  ...base,
  id: "put.user.extension.stored",
  title: "A PUT stores attributes of the enterprise extension under its URN",
  requirements: [CONTAINER, "RFC7644-3.5.1-RW-REPLACED"],
  run: async (context) => {
    const user = await context.user("own");
    for (const department of ["Analytical Engines", "Tour Operations"]) {
      const body = { ...user.body, schemas: [URN.user, ENTERPRISE], [ENTERPRISE]: { department } };
      const answer = await context.write(user.id, body, {
        title: `PUT the User with the department ${show(department)}`,
        intent: { kind: "valid" },
      });
      const attributes = [{ path: DEPARTMENT, value: department }];
      const seen = await expectUser(context, { id: user.id, answer, attributes, about: CONTAINER });
      const schemas = attributeOf(seen, "schemas");
      const isNamed =
        Array.isArray(schemas) && schemas.some((urn) => textOf(urn).toLowerCase() === ENTERPRISE.toLowerCase());
      const common = { requirement: CONTAINER, invariant: "schemas", shape: "none" } as const;
      if (isNamed) context.judge({ ...common, outcome: "passed" });
      else {
        context.judge({
          ...common,
          outcome: "failed",
          expected: [`${ENTERPRISE} in schemas`],
          actual: show(schemas),
          message: "A User has attributes of an extension that its `schemas` does not name.",
          pointer: "/schemas",
        });
      }
    }
  },
};

/** RFC 7643 section 4.3: the number of an employee is a text, numeric or not, and zeros before it belong to it. */
const employeeNumber: Scenario = {
  ...base,
  id: "put.user.extension.employee-number",
  title: "A PUT stores an `employeeNumber` with zeros before it as it was sent",
  requirements: ["RFC7644-3.5.1-RW-REPLACED"],
  run: async (context) => {
    const user = await context.user("own");
    const number = `00${context.digits(6)}`;
    const body = { ...user.body, schemas: [URN.user, ENTERPRISE], [ENTERPRISE]: { employeeNumber: number } };
    if (!context.fits(body)) throw new NoVerdict("not-applicable", "the document's schema excludes such a number");
    const answer = await context.write(user.id, body, {
      title: `PUT the User with the employeeNumber ${show(number)}`,
      intent: { kind: "open", why: "which numbers employees have" },
    });
    needAnswer(answer);
    if (isRefusal(answer)) throw new NoVerdict("not-applicable", `such a number is refused with ${statusText(answer)}`);
    await expectUser(context, { id: user.id, answer, attributes: [{ path: NUMBER, value: number }] });
  },
};

/** The URN of the extension before that of the User: the order means nothing. */
const schemasOrder: Scenario = {
  ...base,
  id: "put.user.extension.schemas-order",
  title: "A PUT is taken whichever URN `schemas` names first",
  requirements: [ORDER, CONTAINER],
  run: async (context) => {
    const user = await context.user("own");
    const department = "Analytical Engines";
    const body = { ...user.body, schemas: [ENTERPRISE, URN.user], [ENTERPRISE]: { department } };
    const answer = await context.write(user.id, body, {
      title: "PUT the User with the URN of the extension before its own in `schemas`",
      intent: { kind: "valid" },
    });
    needAnswer(answer);
    const attributes = [{ path: DEPARTMENT, value: department }];
    await expectUser(context, { id: user.id, answer, attributes, about: ORDER });
    if (isSuccess(answer))
      context.judge({ requirement: ORDER, invariant: "accepted", shape: "none", outcome: "passed" });
  },
};
