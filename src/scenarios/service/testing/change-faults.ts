import { isObject, type JsonObject } from "../../../scim/index.ts";
import { body, bodyOf, drop, is, when } from "./changes.ts";
import { type FakeOptions, type FakeRequest, type FakeService, listOf, refuse } from "./fake-service.ts";
import type { FaultRow } from "./faults.ts";

type Method = "PUT" | "PATCH";

const membersIn = (value: JsonObject): readonly JsonObject[] => (value["members"] ?? []) as readonly JsonObject[];
const isNested = ({ value }: JsonObject): boolean => String(value).startsWith("group");
const idIn = ({ path }: FakeRequest): string => path.split("/")[2] ?? "";
const isGroupWrite = (request: FakeRequest, method: Method): boolean => is(method, /^\/Groups\/./u)(request);

/** After a User was deleted, writes of the Groups that it was in go wrong. */
function afterDelete(method: Method, wrong: (service: FakeService, group: string) => boolean): FakeOptions {
  const stale = new Set<string>();
  return {
    before: (request, service) => {
      if (request.method === "DELETE")
        for (const { id, value } of service.resources.values())
          if (membersIn(value).some((member) => member["value"] === idIn(request))) stale.add(id);
      if (!isGroupWrite(request, method) || !stale.has(idIn(request))) return undefined;
      return wrong(service, idIn(request)) ? refuse(500) : service.strictly({ ...request, method: "GET" });
    },
  };
}

/** What was deleted of a type, and what a POST of the same name takes from it. */
function reviving(type: "User" | "Group", take: (old: JsonObject, sent: JsonObject) => JsonObject): FakeOptions {
  const name = type === "User" ? "userName" : "displayName";
  const gone = new Map<unknown, JsonObject>();
  return {
    before: (request, service) => {
      const stored = service.resources.get(idIn(request));
      if (request.method === "DELETE" && stored?.type === type) gone.set(stored.value[name], stored.value);
      return undefined;
    },
    after: (request, one, service) => {
      const made = request.method === "POST" ? service.resources.get(String(bodyOf(one)["id"])) : undefined;
      const old = made?.type === type ? gone.get(made.value[name]) : undefined;
      if (made === undefined || old === undefined) return one;
      made.value = { ...made.value, ...take(old, made.value) };
      return { ...one, body: service.show(made) };
    },
  };
}

/** Groups keep who was deleted, by name, and have whoever is made with it. */
function byUserName(): FakeOptions {
  const were = new Map<unknown, readonly string[]>();
  return {
    before: (request, service) => {
      const user = service.resources.get(idIn(request));
      if (request.method === "DELETE" && user?.type === "User") {
        const groups = [...service.resources.values()].filter(({ value }) =>
          membersIn(value).some((member) => member["value"] === user.id),
        );
        were.set(
          user.value["userName"],
          groups.map(({ id }) => id),
        );
      }
      return undefined;
    },
    after: (request, one, service) => {
      const { id, userName } = bodyOf(one);
      for (const group of request.method === "POST" ? (were.get(userName) ?? []) : []) {
        const stored = service.resources.get(group);
        if (stored !== undefined)
          stored.value = { ...stored.value, members: [...membersIn(stored.value), { value: id }] };
      }
      return one;
    },
  };
}

/** An index in which a name stands that was the first, for ever. */
function staleIndex(name: "userName" | "displayName", method: Method, both = false): FakeOptions {
  const first = new Map<string, unknown>();
  return {
    before: (request, service) => {
      const stored = service.resources.get(idIn(request));
      if (request.method === method && stored !== undefined && !first.has(stored.id))
        first.set(stored.id, stored.value[name]);
      const wanted = /^(\w+) eq "(.*)"$/u.exec(request.query["filter"] ?? "");
      if (request.method !== "GET" || wanted?.[1] !== name) return undefined;
      const found = [...service.resources.values()].filter(
        ({ id, value }) =>
          String(first.get(id) ?? value[name]) === wanted[2] || (both && String(value[name]) === wanted[2]),
      );
      const shown = found.map((one) => service.show(one));
      return { status: 200, headers: {}, body: listOf(shown, shown.length, 1) };
    },
  };
}

/** An index of memberships that forgets nobody, or learns of nobody. */
function staleMembers(method: Method, knows: "everybody" | "the first"): FakeOptions {
  const had = new Map<string, readonly JsonObject[]>();
  return {
    before: (request, service) => {
      const stored = service.resources.get(idIn(request));
      if (request.method === method && stored?.type === "Group") had.set(stored.id, membersIn(stored.value));
      const wanted = /^members(?:\.value)? eq "(.*)"$/u.exec(request.query["filter"] ?? "");
      if (request.method !== "GET" || wanted === null) return undefined;
      const found = [...service.resources.values()].filter(({ id, value }) => {
        const old = had.get(id);
        const all = knows === "everybody" ? [...membersIn(value), ...(old ?? [])] : (old ?? membersIn(value));
        return all.some((member) => member["value"] === wanted[1]);
      });
      const shown = found.map((one) => service.show(one));
      return { status: 200, headers: {}, body: listOf(shown, shown.length, 1) };
    },
  };
}

/** Groups in a Group stay in it, whatever a write of its members says. */
const keepingNested = (method: Method): FakeOptions => {
  const had = new Map<string, readonly JsonObject[]>();
  return {
    before: (request, service) => {
      const stored = service.resources.get(idIn(request));
      if (isGroupWrite(request, method) && stored !== undefined)
        had.set(stored.id, membersIn(stored.value).filter(isNested));
      return undefined;
    },
    after: (request, one, service) => {
      const stored = service.resources.get(idIn(request));
      if (isGroupWrite(request, method) && stored !== undefined) {
        const users = membersIn(stored.value).filter((member) => !isNested(member));
        stored.value = { ...stored.value, members: [...(had.get(stored.id) ?? []), ...users] };
      }
      return one;
    },
  };
};

/** Who leaves a Group with the Group that was in it leaves that one, too. */
const emptyingInner = (method: Method): FakeOptions => ({
  before: (request, service) => {
    if (!isGroupWrite(request, method)) return undefined;
    for (const { value: id } of membersIn(service.resources.get(idIn(request))?.value ?? {}).filter(isNested)) {
      const inner = service.resources.get(String(id));
      if (inner !== undefined) inner.value = { ...inner.value, members: [] };
    }
    return undefined;
  },
});

/** Groups are left out of what a write sends, from the n-th write on. */
function droppingNested(method: Method, from: number): FakeOptions {
  let writes = 0;
  return {
    after: (request, one, service) => {
      const stored = service.resources.get(idIn(request));
      if (!isGroupWrite(request, method) || stored === undefined) return one;
      writes += 1;
      if (writes >= from)
        stored.value = { ...stored.value, members: membersIn(stored.value).filter((member) => !isNested(member)) };
      return one;
    },
  };
}

/** Shows what is in a list otherwise. */
const inLists = (change: (resource: JsonObject) => JsonObject): FakeOptions =>
  when(
    is("GET", /^\/(?:Users|Groups)$/u),
    body((list) => ({ ...list, Resources: ((list["Resources"] ?? []) as readonly JsonObject[]).map(change) })),
  );

const FILTER = "RFC7644-3.4.2.2-ONLY-MATCHING";
const METHODS = ["PUT", "PATCH"] as const;

/** What is wrong after something was deleted, made again, renamed or emptied, and what is said of it. */
export const CHANGE_FAULTS: readonly FaultRow[] = [
  [
    "service.delete.member-then-put",
    "500: the row of the membership is gone",
    afterDelete("PUT", () => true),
    "RFC7644-3.5.1-MEMBERS-REPLACED member deleted",
  ],
  [
    "service.delete.member-then-put",
    "acknowledged and not done",
    afterDelete("PUT", () => false),
    "RFC7644-3.5.1-MEMBERS-REPLACED member deleted",
  ],
  [
    "service.delete.member-then-patch",
    "500: the row of the membership is gone",
    afterDelete("PATCH", () => true),
    "RFC7644-3.5.2.1-MEMBER-ADD member deleted",
  ],
  [
    "service.delete.member-then-patch",
    "a removal is acknowledged and not done",
    {
      before: (request, service) =>
        request.method === "PATCH" && request.body?.includes('"remove"') === true
          ? service.strictly({ ...request, method: "GET" })
          : undefined,
    },
    "RFC7644-3.5.2.2-FILTER-VALUE member deleted",
  ],
  [
    "service.delete.user-made-again",
    "the old attributes come back",
    reviving("User", (old, sent) => ({ ...old, ...sent })),
    "RFC7644-3.6-OMITTED user made again",
  ],
  [
    "service.delete.user-made-again",
    "one that few send comes back",
    reviving("User", ({ nickName }) => ({ nickName })),
    "RFC7644-3.6-OMITTED user made again",
  ],
  [
    "service.delete.user-made-again",
    "the old Groups come back",
    byUserName(),
    "RFC7643-4.1.2-GROUPS-RO user made again",
  ],
  [
    "service.delete.group-made-again",
    "the old members come back where none are sent",
    reviving("Group", (old, sent) => (membersIn(sent).length === 0 ? { members: old["members"] } : {})),
    "RFC7644-3.6-OMITTED group made again without members",
  ],
  [
    "service.delete.group-made-again",
    "the old members come back beside the new ones",
    reviving("Group", (old, sent) =>
      membersIn(sent).length === 0 ? {} : { members: [...membersIn(old), ...membersIn(sent)] },
    ),
    "RFC7644-3.6-OMITTED group made again with another member",
  ],
  ...METHODS.flatMap((method): readonly FaultRow[] => {
    const word = method.toLowerCase();
    const names: readonly FaultRow[] = [
      [
        `service.filter.user-name-after-${word}`,
        "the index has the first name",
        staleIndex("userName", method),
        `${FILTER} new name`,
      ],
      [
        `service.filter.user-name-after-${word}`,
        "the index has the first name, too",
        staleIndex("userName", method, true),
        `${FILTER} old name`,
      ],
      [
        `service.filter.group-name-after-${word}`,
        "the index has the first name",
        staleIndex("displayName", method),
        `${FILTER} old name`,
      ],
    ];
    const members = ["member-value", "member"].flatMap((path): readonly FaultRow[] => [
      [
        `service.filter.${path}-after-${word}`,
        "the index forgets nobody",
        staleMembers(method, "everybody"),
        `${FILTER} old member`,
      ],
      [
        `service.filter.${path}-after-${word}`,
        "the index learns of nobody",
        staleMembers(method, "the first"),
        `${FILTER} new member`,
      ],
    ]);
    const nobody: FaultRow = [
      `service.filter.member-value-after-${word}`,
      "nobody is in a Group",
      {
        before: (request, service) =>
          (request.query["filter"] ?? "").startsWith("members.value")
            ? service.strictly({ ...request, query: { filter: 'id eq "nothing"' } })
            : undefined,
      },
      `${FILTER} member`,
    ];
    return names.concat(members, [nobody]);
  }),
  [
    "service.list.paging",
    "itemsPerPage is what was asked for",
    {
      after: (request, one) =>
        request.query["count"] !== undefined && isObject(one.body)
          ? { ...one, body: { ...one.body, itemsPerPage: Number(request.query["count"]) } }
          : one,
    },
    "RFC7644-3.4.2-LIST-FORM itemsPerPage",
  ],
  ...(
    [
      ["nested-replaced-by-patch", "PATCH", "RFC7644-3.5.2.3-MULTI-ALL", "RFC7644-3.5.2-TARGET-ONLY"],
      ["nested-emptied-by-patch", "PATCH", "RFC7644-3.5.2.2-MULTI-ALL", "RFC7644-3.5.2-TARGET-ONLY"],
      ["nested-replaced-by-put", "PUT", "RFC7644-3.5.1-MEMBERS-REPLACED", "RFC7644-3.5.1-TARGET-ONLY"],
      ["nested-emptied-by-put", "PUT", "RFC7644-3.5.1-MEMBERS-REPLACED", "RFC7644-3.5.1-TARGET-ONLY"],
    ] as const
  ).flatMap(([name, method, requirement, target]): readonly FaultRow[] => [
    [`service.groups.${name}`, "the Group stays", keepingNested(method), `${requirement} ${name}`],
    [`service.groups.${name}`, "the Group inside is emptied", emptyingInner(method), `${target} ${name}`],
  ]),
  [
    "service.delete.nested-group",
    "the outer Group is emptied",
    {
      before: (request, service) => {
        if (request.method !== "DELETE") return undefined;
        for (const group of service.resources.values())
          if (membersIn(group.value).some((member) => isNested(member) && member["value"] === idIn(request)))
            group.value = { ...group.value, members: [] };
        return undefined;
      },
    },
    "RFC7644-3.6-TARGET-ONLY nested",
  ],
  [
    "service.list.as-read-group",
    "lists have no members",
    inLists((group) => drop("members")(group)),
    "RFC7643-7-SCHEMA-HONEST listed members",
  ],
  [
    "service.list.as-read-user",
    "lists have no meta",
    inLists((user) => drop("meta")(user)),
    "RFC7643-7-RET-DEFAULT listed User",
  ],
  [
    "service.list.as-read-user",
    "groups are in lists alone",
    when(is("GET", /^\/Users\/./u), body(drop("groups"))),
    "RFC7643-7-SCHEMA-HONEST listed groups",
  ],
  ...(
    [
      ["nested-kept-by-patch", "PATCH", "RFC7644-3.5.2.3-MULTI-ALL", 1],
      ["nested-kept-by-put", "PUT", "RFC7644-3.5.1-MEMBERS-REPLACED", 1],
      ["nested-kept-by-second-put", "PUT", "RFC7644-3.5.1-MEMBERS-REPLACED", 2],
    ] as const
  ).map(
    ([name, method, requirement, from]): FaultRow => [
      `service.groups.${name}`,
      "Groups are left out",
      droppingNested(method, from),
      `${requirement} ${name}`,
    ],
  ),
];
