import type { ResourceTypeName } from "../../document/index.ts";
import type { Exchange } from "../../result/index.ts";
import { textAttribute } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type OtherTenant, type ScenarioContext } from "../context.ts";

/** What a write with another tenant's credential must not succeed in. */
export const OTHER_WRITE = "SECURITY-OTHER-TENANT-WRITE";

const READ = "SECURITY-OTHER-TENANT-READ";
const STATUS = "OPENAPI-OTHER-TENANT-STATUS";
const shape = "credential-other";

/** Requirements that the scenarios of this folder speak about. */
export const OTHER_TENANT_REQUIREMENTS: readonly string[] = [OTHER_WRITE, READ, STATUS];

/** A resource of the first tenant, and a value that no other resource anywhere has. */
export interface Owned {
  readonly type: ResourceTypeName;
  readonly id: string;
  readonly attribute: string;
  readonly value: string;
}

/**
 * The other tenant; asked for before anything is made.
 *
 * @throws NoVerdict where no second credential was given
 */
export function needOther({ otherTenant }: ScenarioContext): OtherTenant {
  if (otherTenant !== undefined) return otherTenant;
  throw new NoVerdict("not-applicable", "no second credential was given (--other-token-env)");
}

/**
 * Looks at a resource as another tenant before anything is written, and judges that it is not shown.
 *
 * @returns true when the other credential is known to be a valid one
 * @throws NoVerdict where no second credential was given, or where it is not sure whose resource would be written to
 */
export async function lookAsOther(context: ScenarioContext, owned: Owned): Promise<boolean> {
  const other = needOther(context);
  const seen = await other.read(owned.id, owned.type);
  if (seen.kind === "not-offered") {
    throw new NoVerdict("blocked", "without a GET nobody can tell whose resource has this id for the other tenant");
  }
  const isOurs = seen.kind === "present" && textAttribute(seen.resource, owned.attribute) === owned.value;
  // Ids need be unique only within a tenant: what the other one has under this id must not be touched.
  if (seen.kind === "present" && !isOurs) {
    throw new NoVerdict("not-applicable", `the other tenant has a ${owned.type} of its own under the same id`);
  }
  if (seen.kind === "unreadable" && !isRefusal(seen.exchange)) {
    throw new NoVerdict("inconclusive", `the ${owned.type} could not be asked for as the other tenant: ${seen.why}`);
  }
  const listed = await other.find(owned.attribute, owned.value, owned.type);
  const isListed = listed !== undefined && listed.length > 0;
  const common = { requirement: READ, shape } as const;
  if (isOurs || isListed) {
    context.judge({
      ...common,
      invariant: isOurs ? "read" : "listed",
      outcome: "failed",
      expected: ["404, or another refusal, and no entry in a list"],
      actual: isOurs ? `${statusText(seen.exchange)} with the ${owned.type}` : `the ${owned.type} in the list`,
      message: `A ${owned.type} of one tenant is shown to the credential of another.`,
    });
  }
  const isValid = seen.kind === "present" || listed !== undefined || seen.exchange.response?.status === 404;
  // A credential that opens nothing at all is shown nothing for that reason alone.
  if (!isOurs && !isListed && isValid) context.judge({ ...common, invariant: "read", outcome: "passed" });
  return isValid;
}

/**
 * Judges the answer to a write with another tenant's credential.
 *
 * @throws NoVerdict when a refusal says nothing, since the credential may not be a valid one
 */
export function judgeOtherWrite(context: ScenarioContext, answer: Exchange, isValid: boolean): void {
  needAnswer(answer);
  const common = { requirement: OTHER_WRITE, invariant: "refused", shape } as const;
  if (isSuccess(answer)) {
    context.judge({
      ...common,
      outcome: "failed",
      expected: ["a refusal"],
      actual: statusText(answer),
      message: "A write with the credential of another tenant was accepted.",
    });
    return;
  }
  if (!isRefusal(answer)) return;
  const status = answer.response?.status;
  // 403 is for whoever is known and may not, unless the document has no other status for whoever is not known.
  const isKnown = status === 404 || (status === 403 && context.operation.responses.some((one) => one.status === "401"));
  if (!isValid && !isKnown) {
    throw new NoVerdict(
      "inconclusive",
      `the second credential is refused everywhere (${statusText(answer)}): is it a valid token of another tenant?`,
    );
  }
  if (status === 429) {
    throw new NoVerdict("inconclusive", "the server allows no more requests for now: lower --rate or --concurrency");
  }
  context.judge({ ...common, outcome: "passed" });
  judgeStatus(context, answer);
}

/** Only where the vendor's prose gives it a status of its own; elsewhere any refusal is one. */
function judgeStatus(context: ScenarioContext, answer: Exchange): void {
  const wanted = context.contract.profile.tenants.foreignStatus;
  if (wanted === undefined) return;
  const common = { requirement: STATUS, invariant: "status", shape } as const;
  if (answer.response?.status === wanted) {
    context.judge({ ...common, outcome: "passed" });
    return;
  }
  context.judge({
    ...common,
    outcome: "failed",
    expected: [String(wanted)],
    actual: statusText(answer),
    message: `A write to what belongs to another tenant was answered ${statusText(answer)} instead of ${wanted}.`,
  });
}

/** Judges that an acknowledged write which did not reach its resource has made none with the other tenant either. */
export async function judgeNothingElsewhere(context: ScenarioContext, written: Owned): Promise<void> {
  const found = await context.otherTenant?.find(written.attribute, written.value, written.type);
  if (found === undefined || found.length === 0) return;
  context.judge({
    requirement: "RFC7644-3.5.1-NO-CREATE",
    invariant: "created-elsewhere",
    shape,
    outcome: "failed",
    expected: ["nothing of that name with the other tenant"],
    actual: `a ${written.type} of that name`,
    message: `A write to an id of one tenant made a ${written.type} with another.`,
  });
}
