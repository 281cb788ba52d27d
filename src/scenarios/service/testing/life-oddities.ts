import type { JsonObject } from "../../../scim/index.ts";
import { body, drop, is, when } from "./changes.ts";
import { type FakeAnswer, type FakeOptions, type FakeRequest, refuse } from "./fake-service.ts";
import { reviving } from "./life-faults.ts";
import type { OddityRow } from "./oddities.ts";

const TOO_MANY = "inconclusive: the server allows no more requests for now: lower --rate or --concurrency";

const refusing = (holds: (request: FakeRequest) => boolean, refusal: FakeAnswer): FakeOptions => ({
  before: (request) => (holds(request) ? refusal : undefined),
});

/** Answers so from the second request of a kind on, or to the second one alone. */
function afterTheFirst(
  holds: (request: FakeRequest) => boolean,
  refusal: FakeAnswer,
  isOnce: boolean = false,
): FakeOptions {
  let seen = 0;
  return refusing((request) => {
    if (!holds(request)) return false;
    seen += 1;
    return isOnce ? seen === 2 : seen > 1;
  }, refusal);
}

const makes = is("POST", /^\/(?:Users|Groups)$/u);
const makesGroup = is("POST", /^\/Groups$/u);
const sends =
  (word: string) =>
  ({ body: text = "" }: FakeRequest): boolean =>
    text.includes(word);
const nests = (request: FakeRequest): boolean => makesGroup(request) && sends('"value":"group-')(request);
const patches = is("PATCH", /./u);
const atOnce = (request: FakeRequest): boolean => patches(request) && !sends("alone")(request);

/** A second one of a name is answered with the first, and with 200. */
const found: FakeOptions = {
  before: (request, service) => {
    const [first] = makes(request) ? [...service.resources.values()] : [];
    return first === undefined
      ? undefined
      : service.strictly({ ...request, method: "GET", path: `${request.path}/${first.id}`, body: undefined });
  },
};

/** An `externalId` goes over to the one that was sent with it last. */
const handedOver: FakeOptions = {
  before: (request, service) => {
    for (const stored of makes(request) ? service.resources.values() : [])
      stored.value = drop("externalId")(stored.value);
    return undefined;
  },
};

/** Of two Users of a name the second gets another one. */
function renaming(): FakeOptions {
  let made = 0;
  return {
    before: (request, service) => {
      if (!makes(request)) return undefined;
      made += 1;
      const sent = JSON.parse(request.body ?? "{}") as JsonObject;
      const userName = `${String(sent["userName"])}-${made}`;
      return service.strictly({ ...request, body: JSON.stringify({ ...sent, userName }) });
    },
  };
}

const withoutGroups: FakeOptions = when(
  is("GET", /^\/Groups\/./u),
  body((group) => ({
    ...group,
    members: ((group["members"] ?? []) as readonly JsonObject[]).filter(
      ({ value }) => !String(value).startsWith("group"),
    ),
  })),
);

/** Legal, where something is made beside what is there, deleted beside what stays, or sent at once. */
export const LIFE_ODDITIES: readonly OddityRow[] = [
  ["service.delete.name-reusable", "with the old id", reviving(), "passed"],
  ...["same-external-id-user", "same-external-id-group", "same-group-name"].flatMap((name): readonly OddityRow[] => [
    [`service.create.${name}`, "refused as taken", afterTheFirst(makes, refuse(409, "uniqueness")), "passed"],
    [`service.create.${name}`, "refused with 400", afterTheFirst(makes, refuse(400)), "passed"],
    [`service.create.${name}`, "429", afterTheFirst(makes, refuse(429)), TOO_MANY],
    [
      `service.create.${name}`,
      "200 with the first, which says that nothing was made",
      found,
      "not-applicable: the POST is answered 200 with the first one, which says that none was created",
    ],
  ]),
  ["service.create.same-external-id-user", "it goes over to the second", handedOver, "passed"],
  [
    "service.create.same-external-id-user",
    "there is none",
    when(is("GET", /^\/Users\/./u), body(drop("externalId"))),
    "not-applicable: the server does not show the `externalId` that was sent",
  ],
  [
    "service.create.after-refusal",
    "undone a moment later",
    afterTheFirst(sends("sp-refused"), refuse(409, "uniqueness"), true),
    "passed",
  ],
  [
    "service.create.after-refusal",
    "not so soon after",
    afterTheFirst(sends("sp-refused"), refuse(403)),
    "blocked: the corrected User was refused with 403",
  ],
  [
    "service.create.after-refusal",
    "whatever is wrong is left out",
    {
      before: (request, service) => {
        if (!makes(request)) return undefined;
        const { emails: _, active: __, name: ___, ...rest } = JSON.parse(request.body ?? "{}") as JsonObject;
        return service.strictly({ ...request, body: JSON.stringify(rest) });
      },
    },
    "not-applicable: the server takes every User that was to be refused",
  ],
  [
    "service.create.groups-ignored",
    "refused",
    refusing(sends('"groups"'), refuse(400, "mutability")),
    "not-applicable: a User with `groups` was answered 400",
  ],
  [
    "service.delete.same-name",
    "names of Groups are unique",
    afterTheFirst(makesGroup, refuse(409, "uniqueness")),
    "not-applicable: a Group of the name of another was answered 409",
  ],
  [
    "service.delete.same-name",
    "no DELETE",
    refusing(is("DELETE", /./u), refuse(501)),
    "not-applicable: DELETE is not offered there: it was answered 501",
  ],
  [
    "service.delete.outer-group",
    "no Groups in Groups",
    refusing(nests, refuse(400, "invalidValue")),
    "not-applicable: a Group with a Group in it was answered 400",
  ],
  [
    "service.delete.outer-group",
    "Groups in Groups are dropped",
    withoutGroups,
    "not-applicable: a Group as a member of a Group is not kept",
  ],
  [
    "service.delete.outer-group",
    "a Group with members is not deleted",
    refusing(is("DELETE", /./u), refuse(409)),
    "not-applicable: the DELETE of the outer Group was answered 409",
  ],
  [
    "service.groups.nested-two",
    "no Groups in Groups",
    refusing(nests, refuse(400, "invalidValue")),
    "not-applicable: Groups as members were answered 400",
  ],
  [
    "service.groups.nested-two",
    "Groups in Groups are dropped",
    withoutGroups,
    "not-applicable: Groups as members are not kept",
  ],
  [
    "service.read.id-with-more-user",
    "that is no id at all",
    refusing(({ path }) => path.endsWith("abc"), refuse(400, "invalidValue")),
    "passed",
  ],
  ["service.create.parallel", "the second is turned away", afterTheFirst(makes, refuse(503)), "passed"],
  ["service.create.parallel", "the second gets a name of its own", renaming(), "passed"],
  [
    "service.create.parallel",
    "nobody is let in",
    refusing(makes, refuse(429)),
    "inconclusive: none of the parallel requests was acknowledged (429)",
  ],
  ...[409, 412, 429, 503].map((status): OddityRow => {
    let seen = 0;
    return [
      "service.update.parallel",
      `all but the first are answered ${status}`,
      refusing((request) => atOnce(request) && (seen += 1) % 3 !== 1, refuse(status)),
      "passed",
    ];
  }),
  [
    "service.update.parallel",
    "all of them are turned away",
    refusing(atOnce, refuse(503)),
    "inconclusive: none of the parallel requests was acknowledged (503)",
  ],
  [
    "service.update.parallel",
    "only externalId can be changed",
    refusing((request) => patches(request) && !sends("externalId")(request), refuse(400, "mutability")),
    "not-applicable: there are no two attributes that keep what one PATCH after the other sets",
  ],
  [
    "service.versions.parallel",
    "the other is turned away",
    refusing((request) => atOnce(request) && sends("-other")(request), refuse(503)),
    "passed",
  ],
  [
    "service.versions.parallel",
    "a version lasts for a second",
    {
      before: (request, service) => {
        const { "if-match": _, ...headers } = request.headers;
        return patches(request) ? service.strictly({ ...request, headers }) : undefined;
      },
    },
    "not-applicable: a version is still the current one right after a PATCH: see service.versions",
  ],
  [
    "service.versions.parallel",
    "weak versions never match",
    refusing(({ method, headers }) => method === "PATCH" && "if-match" in headers, refuse(412)),
    "not-applicable: a PATCH with the current version was answered 412",
  ],
  [
    "service.versions.parallel",
    "there are none",
    { versions: false },
    "not-applicable: the server says that it has no versions (`etag`)",
  ],
  [
    "service.versions.parallel",
    "they are shown, and nothing is said of them",
    { config: { etag: undefined } },
    "not-applicable: the server shows versions, and does not say that it has them",
  ],
];
