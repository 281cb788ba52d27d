import type { Exchange } from "../../../result/index.ts";
import { attributeOf, isObject, listedIn, textAttribute, textOf } from "../../../scim/index.ts";
import { bodyIn, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { DiscoveryDocument } from "../../service-access.ts";
import { learn, type Said, say, statusOf } from "../kit.ts";

/** What a discovery scenario says; the endpoint it is about is known already. */
export type Claim = Omit<Said, "operation">;

/** How the claims about one discovery endpoint are judged. */
export type SayOf = (claim: Claim) => void;

// What an undeclared endpoint does against the RFC is told and decides nothing.
const HELPER = "HELPER-CONFORMS";

// What all of discovery is there for.
const DISCOVERY = "RFC7644-4-DISCOVERY";

/** Judges claims about an endpoint: as what they are where the document declares it, else as a notice. */
export function sayOf(context: ScenarioContext, endpoint: string): SayOf {
  const operation = context.service.declaredEndpoint(endpoint);
  return (claim) => {
    if (operation !== undefined) {
      const alsoViolates = alsoOf(claim);
      say(context, { ...claim, alsoViolates, operation });
      if (claim.holds && alsoViolates.includes(DISCOVERY))
        say(context, { ...claim, requirement: DISCOVERY, operation });
    } else {
      const invariant = `${claim.requirement} ${claim.invariant}`;
      say(context, { ...claim, requirement: HELPER, invariant, operation: `GET ${endpoint}` });
    }
  };
}

/** Whatever a discovery document lacks, the server is not described as it is. */
function alsoOf({ requirement, alsoViolates = [] }: Claim): readonly string[] {
  return /^RFC764(?:3-[567]|4-4)-/u.test(requirement) && !ADVICE.has(requirement)
    ? [...alsoViolates, DISCOVERY]
    : alsoViolates;
}

// What is advised, or our own reading, takes nothing from a description.
const ADVICE: ReadonlySet<string> = new Set(["RFC7643-5-SCHEMES-PUBLIC", "RFC7643-7-CHARACTERISTICS-SAID"]);

/**
 * The body of a discovery document, which is to be there where the document declares it.
 *
 * @throws NoVerdict where it is not there
 */
export function documentIn(
  context: ScenarioContext,
  endpoint: string,
  { exchange, body }: Pick<DiscoveryDocument<unknown>, "exchange" | "body">,
  requirement: string,
): unknown {
  needAnswer(exchange);
  const isThere = statusOf(exchange) === 200 && body !== undefined;
  const isDeclared = context.service.declaredEndpoint(endpoint) !== undefined;
  if (isThere || isDeclared) {
    sayOf(
      context,
      endpoint,
    )({
      requirement,
      invariant: "there",
      holds: isThere,
      expected: ["200 with JSON"],
      actual: statusOf(exchange) === 200 ? "200 without JSON" : statusText(exchange),
      message: `${endpoint} shows nothing of what the server can do.`,
      exchanges: [exchange],
    });
  }
  if (isThere) return body;
  learn(context, `discovery${endpoint.toLowerCase()}`, endpoint, `is not there (${statusText(exchange)})`);
  throw new NoVerdict(
    isDeclared ? "blocked" : "not-applicable",
    `the server shows no ${endpoint} (${statusText(exchange)})`,
  );
}

/** True when `schemas` of a body holds this URN. */
export function isOf(body: unknown, urn: string): boolean {
  const schemas = isObject(body) ? attributeOf(body, "schemas") : [];
  return Array.isArray(schemas) && schemas.some((uri) => textOf(uri).toLowerCase() === urn.toLowerCase());
}

/** Judges that a body is a ListResponse that says as many as it shows: discovery is never cut into pages. */
export function judgeList(sayIt: SayOf, exchange: Exchange, urn: string): void {
  const body = bodyIn(exchange);
  const list = listedIn(body);
  const total = isObject(body) ? attributeOf(body, "totalResults") : undefined;
  sayIt({
    requirement: "RFC7644-4-LISTS",
    invariant: "list",
    holds: isOf(body, urn) && list !== undefined && total === list.length,
    expected: ["a ListResponse with all of them"],
    actual: list === undefined ? "no list" : `totalResults ${JSON.stringify(total)}, ${list.length} shown`,
    message: "What there is to discover does not come as a whole ListResponse.",
    exchanges: [exchange],
  });
}

/** The ids, or names, of entries, for a person. */
export function labelsOf(entries: readonly Readonly<Record<string, unknown>>[], key: string): string {
  return entries.map((entry) => textAttribute(entry, key) ?? "?").join(", ");
}
