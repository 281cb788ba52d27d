import { isObject, type JsonObject } from "../../../scim/index.ts";
import { attribute } from "./edit-faults.ts";
import { type FakeOptions, type FakeRequest, type FakeService, ownUrn, refuse } from "./fake-service.ts";
import type { FaultRow } from "./faults.ts";
import type { OddityRow } from "./oddities.ts";

/** How a fake sees to it that no two have the same badge. */
interface Rule {
  /** Methods that are looked at; all that write by default. */
  readonly methods?: string;
  /** True where case makes no difference. */
  readonly isFolded?: boolean;
  /** True where its own value is held to be another's. */
  readonly isOwnTaken?: boolean;
  /** Values that are refused, whosever they are. */
  readonly refused?: RegExp;
  /** True where a value of another is passed over, and the write acknowledged. */
  readonly isPassedOver?: boolean;
}

const badgeIn = (value: unknown): unknown => (isObject(value) ? value["badge"] : undefined);

function badgeOf({ method, body = "{}" }: FakeRequest, urn: string): unknown {
  const sent = JSON.parse(body) as JsonObject;
  return method === "PATCH" ? (sent["Operations"] as readonly JsonObject[])[0]?.["value"] : badgeIn(sent[urn]);
}

function isTaken(service: FakeService, request: FakeRequest, value: string, rule: Rule): boolean {
  const [, , own] = request.path.split("/");
  const fold = (text: string): string => (rule.isFolded === true ? text.toLowerCase() : text);
  return [...service.resources.values()].some(({ id, type, value: stored }) => {
    const badge = badgeIn(stored[ownUrn(type)]);
    return (id !== own || rule.isOwnTaken === true) && typeof badge === "string" && fold(badge) === fold(value);
  });
}

/** A fake with badges, which are one each. */
const badges = (rule: Rule = {}, caseExact = true): FakeOptions => ({
  ownAttributes: [attribute("badge", { uniqueness: "server", caseExact })],
  before: (request, service) => {
    const { methods = "POST PUT PATCH" } = rule;
    if (!methods.split(" ").includes(request.method)) return undefined;
    const badge = badgeOf(request, ownUrn(request.path.startsWith("/Users") ? "User" : "Group"));
    if (typeof badge !== "string") return undefined;
    if (rule.refused?.test(badge) === true) return refuse(400, "invalidValue");
    if (!isTaken(service, request, badge, rule)) return undefined;
    if (rule.isPassedOver !== true || request.method === "POST") return refuse(409, "uniqueness");
    return service.strictly({ ...request, method: "GET", body: undefined });
  },
});

const TYPES = ["User", "Group"] as const;

/** What is unique by the server's schema, and is not held so. */
export const UNIQUE_FAULTS: readonly FaultRow[] = TYPES.flatMap((type): readonly FaultRow[] => {
  const id = (name: string): string => `service.schema.unique-${name}-${type.toLowerCase()}`;
  return [
    [
      id("own"),
      "taken by itself, by PUT",
      badges({ methods: "PUT", isOwnTaken: true }),
      "RFC7644-3.5.1-RW-REPLACED own badge",
    ],
    [
      id("own"),
      "taken by itself, by PATCH",
      badges({ methods: "PATCH", isOwnTaken: true }),
      "RFC7644-3.5.2.3-SINGLE own badge",
    ],
    [id("written"), "given twice by PUT", badges({ methods: "POST PATCH" }), "RFC7643-7-UNIQ-SERVER PUT badge"],
    [id("written"), "given twice by PATCH", badges({ methods: "POST PUT" }), "RFC7643-7-UNIQ-SERVER PATCH badge"],
    [id("written"), "given twice by both", badges({ methods: "POST" }), "RFC7643-7-UNIQ-SERVER PATCH badge"],
    [
      id("written"),
      "acknowledged, and passed over",
      badges({ isPassedOver: true }),
      "RFC7644-3.12-409-UNIQ-PUTPATCH PATCH badge",
    ],
    [id("case"), "case is passed over", badges({ isFolded: true }), "RFC7643-7-UNIQ-SERVER case badge"],
  ];
});

const NOTHING = (type: string): string =>
  `not-applicable: nothing could be made of urn:example:own:1.0:${type}:badge to see it by`;

/** Legal in what is unique by the server's schema. */
export const UNIQUE_ODDITIES: readonly OddityRow[] = TYPES.flatMap((type): readonly OddityRow[] => {
  const id = (name: string): string => `service.schema.unique-${name}-${type.toLowerCase()}`;
  return [
    [id("own"), "one each", badges(), "passed"],
    [id("own"), "a badge is given once and for all", badges({ methods: "PUT PATCH", refused: /./u }), NOTHING(type)],
    [id("written"), "one each", badges(), "passed"],
    [
      id("written"),
      "a badge is given once and for all",
      badges({ methods: "PUT PATCH", refused: /./u }),
      NOTHING(type),
    ],
    [id("case"), "one each", badges(), "passed"],
    [id("case"), "capitals are no badge", badges({ refused: /[A-Z]/u }), NOTHING(type)],
    [
      id("case"),
      "case does not matter, as it says",
      badges({ isFolded: true }, false),
      `not-applicable: the server describes no attribute of a ${type} that is unique, readWrite and of a case that matters`,
    ],
  ];
});
