import { isObject, type JsonObject } from "../../../scim/index.ts";
import { body, bodyOf, is, when } from "./changes.ts";
import { type FakeAnswer, type FakeOptions, type FakeRequest, type FakeService, refuse } from "./fake-service.ts";
import type { FaultRow } from "./faults.ts";

type Stored = FakeService["resources"] extends Map<string, infer One> ? One : never;

const sentIn = ({ body: text }: FakeRequest): JsonObject => {
  const value: unknown = JSON.parse(text ?? "{}");
  return isObject(value) ? value : {};
};

const makes = is("POST", /^\/(?:Users|Groups)$/u);
const typeOf = ({ path }: FakeRequest): string => (path.startsWith("/Users") ? "User" : "Group");
const idIn = ({ path }: FakeRequest): string => path.split("/")[2] ?? "";
const membersIn = ({ value }: Stored): readonly JsonObject[] => (value["members"] ?? []) as readonly JsonObject[];

/** What has the same value of an attribute already. */
const like = (request: FakeRequest, service: FakeService, name: string): Stored | undefined =>
  [...service.resources.values()].find(
    ({ type, value }) => type === typeOf(request) && value[name] !== undefined && value[name] === sentIn(request)[name],
  );

/** A POST is written over what has the same value, or answered with it. */
function upserting(name: string, method: "PUT" | "GET"): FakeOptions {
  return {
    before: (request, service) => {
      const found = makes(request) ? like(request, service, name) : undefined;
      if (found === undefined) return undefined;
      const one = service.strictly({ ...request, method, path: `${request.path}/${found.id}` });
      return { ...one, status: one.status === 200 ? 201 : one.status };
    },
  };
}

/** A POST with the value of another changes the other one, however it is answered. */
function touching(refusal: FakeAnswer | undefined): FakeOptions {
  return {
    before: (request, service) => {
      const found = makes(request) ? like(request, service, "externalId") : undefined;
      if (found === undefined) return undefined;
      found.value = { ...found.value, displayName: "somebody else" };
      return refusal;
    },
  };
}

/** Whoever was refused once is refused for ever. */
function reserving(): FakeOptions {
  const names = new Set<unknown>();
  return {
    before: (request) =>
      makes(request) && names.has(sentIn(request)["userName"]) ? refuse(409, "uniqueness") : undefined,
    after: (request, one) => {
      if (makes(request) && one.status === 400) names.add(sentIn(request)["userName"]);
      return one;
    },
  };
}

/** Who says that he is in a Group is in it. */
const believing: FakeOptions = {
  after: (request, one, service) => {
    const groups = makes(request) ? sentIn(request)["groups"] : undefined;
    for (const group of Array.isArray(groups) ? (groups as readonly JsonObject[]) : []) {
      const stored = service.resources.get(String(group["value"]));
      if (stored !== undefined)
        stored.value = { ...stored.value, members: [...membersIn(stored), { value: bodyOf(one)["id"] }] };
    }
    return one;
  },
};

/** Others go with what is deleted. */
const alsoDeleting = (isGone: (other: Stored, deleted: Stored) => boolean): FakeOptions => ({
  before: (request, service) => {
    const deleted = request.method === "DELETE" ? service.resources.get(idIn(request)) : undefined;
    for (const other of deleted === undefined ? [] : [...service.resources.values()])
      if (deleted !== undefined && other.id !== deleted.id && isGone(other, deleted))
        service.resources.delete(other.id);
    return undefined;
  },
});

/** A Group goes with its last member. */
const goingWithTheLast: FakeOptions = alsoDeleting(
  (other, { id }) => membersIn(other).length === 1 && membersIn(other)[0]?.["value"] === id,
);

/** Who is made under the name of a deleted User has its id. */
export function reviving(): FakeOptions {
  const gone = new Map<unknown, string>();
  return {
    before: (request, service) => {
      const stored = request.method === "DELETE" ? service.resources.get(idIn(request)) : undefined;
      if (stored !== undefined) gone.set(stored.value["userName"], stored.id);
      return undefined;
    },
    after: (request, one, service) => {
      const again = makes(request) ? gone.get(sentIn(request)["userName"]) : undefined;
      const stored = service.resources.get(String(bodyOf(one)["id"]));
      if (again === undefined || stored === undefined) return one;
      service.resources.delete(stored.id);
      service.resources.set(again, { ...stored, id: again });
      return JSON.parse(JSON.stringify(one).replaceAll(stored.id, again)) as FakeAnswer;
    },
  };
}

/** Looks under another path than was asked for. */
const lookingFor = (change: (path: string) => string): FakeOptions => ({
  before: (request, service) =>
    request.method === "GET" && change(request.path) !== request.path
      ? service.strictly({ ...request, path: change(request.path) })
      : undefined,
});

/** A name that is taken is given once more. */
const racing: FakeOptions = {
  before: (request, service) => {
    if (!makes(request) || like(request, service, "userName") === undefined) return undefined;
    const { userName, ...rest } = sentIn(request);
    const one = service.strictly({ ...request, body: JSON.stringify({ ...rest, userName: `${String(userName)}-2` }) });
    const stored = service.resources.get(String(bodyOf(one)["id"]));
    if (stored !== undefined) stored.value = { ...stored.value, userName };
    return { ...one, body: { ...bodyOf(one), userName } };
  },
};

const isAlone = ({ body: text = "" }: FakeRequest): boolean => text.includes("alone");

/** Of PATCHes at once each is made of what was there before all of them. */
function lastWins(): FakeOptions {
  let base: JsonObject | undefined;
  return {
    before: (request, service) => {
      const stored = service.resources.get(idIn(request));
      if (request.method !== "PATCH") base = undefined;
      else if (stored !== undefined && !isAlone(request)) {
        base ??= stored.value;
        stored.value = base;
      }
      return undefined;
    },
  };
}

/** What is sent at once is answered otherwise. */
const atOnce = (refusal: FakeAnswer): FakeOptions => ({
  before: (request) => (request.method === "PATCH" && !isAlone(request) ? refusal : undefined),
});

/** Wrong where something is made beside what is there, deleted beside what stays, or asked for by an id that is near to one. */
export const LIFE_FAULTS: readonly FaultRow[] = [
  ...(["user", "group"] as const).flatMap((type): readonly FaultRow[] => [
    [
      `service.create.same-external-id-${type}`,
      "written over the first",
      upserting("externalId", "PUT"),
      "RFC7644-3.12-SUCCESS-MEANS-DONE new",
    ],
    [
      `service.create.same-external-id-${type}`,
      "made, and written over the first as well",
      touching(undefined),
      "RFC7644-3.3-409 first",
    ],
    [
      `service.create.same-external-id-${type}`,
      "refused, and the first is changed",
      touching(refuse(409, "uniqueness")),
      "RFC7644-3.12-REFUSED-UNCHANGED first",
    ],
    [
      `service.read.id-with-more-${type}`,
      "read up to the first letter",
      lookingFor((path) => path.replace(/abc$/u, "")),
      "RFC7644-3.12-404 get",
    ],
  ]),
  [
    "service.create.same-external-id-user",
    "the first is another User now",
    upserting("externalId", "PUT"),
    "RFC7644-3.3-409 first",
  ],
  [
    "service.create.same-group-name",
    "answered with the first",
    upserting("displayName", "GET"),
    "RFC7644-3.12-SUCCESS-MEANS-DONE new",
  ],
  ["service.create.after-refusal", "the name is kept", reserving(), "RFC7644-3.12-REFUSED-UNCHANGED name"],
  ["service.create.groups-ignored", "a member at once", believing, "RFC7643-4.1.2-GROUPS-RO made"],
  [
    "service.delete.same-name",
    "deleted by name",
    alsoDeleting((other, { value }) => other.value["displayName"] === value["displayName"]),
    "RFC7644-3.6-TARGET-ONLY other-group",
  ],
  [
    "service.delete.outer-group",
    "the Group inside goes too",
    alsoDeleting(
      (other, deleted) => other.type === "Group" && membersIn(deleted).some(({ value }) => value === other.id),
    ),
    "RFC7644-3.6-TARGET-ONLY other-group",
  ],
  [
    "service.delete.members",
    "a Group that may not be empty goes with its last member",
    { ...goingWithTheLast, groupAttributes: [{ name: "members", required: true }] },
    "RFC7643-4.2-DANGLING last-member",
  ],
  [
    "service.groups.nested-two",
    "one Group is enough",
    when(
      is("GET", /^\/Groups\/./u),
      body((group) => ({
        ...group,
        members: ((group["members"] ?? []) as readonly JsonObject[]).slice(0, 1),
      })),
    ),
    "RFC7644-3.3-STORED nested",
  ],
  [
    "service.read.id-case-group",
    "ids have no case",
    lookingFor((path) =>
      path.startsWith("/Groups/") ? `/Groups/${path.slice("/Groups/".length).toLowerCase()}` : path,
    ),
    "RFC7643-3.1-ID-CASE get",
  ],
  ["service.create.parallel", "both are made", racing, "RFC7643-4.1.1-USERNAME parallel"],
  ["service.update.parallel", "the last one wins", lastWins(), "RFC7644-3.5.2-ACKNOWLEDGED-KEPT user"],
  ["service.update.parallel", "it fails", atOnce(refuse(500)), "RFC7644-3.12-NO-5XX status-5xx-parallel"],
  [
    "service.versions.parallel",
    "both are carried out",
    {
      before: (request, service) => {
        const { "if-match": _, ...headers } = request.headers;
        return request.body?.includes("-other") === true ? service.strictly({ ...request, headers }) : undefined;
      },
    },
    "RFC7644-3.14-IFMATCH-STALE parallel",
  ],
];
