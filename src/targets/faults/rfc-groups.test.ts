import { valuesOf } from "../testing/client.ts";
import type { Proof, See } from "../testing/observe.ts";
import { proveRfc } from "../testing/rfc.ts";
import { RFC_GROUPS } from "./rfc-groups.ts";

/** What the script of a family of tests is given: a group of two users and of a group that has the second one. */
interface Family {
  readonly outer: string;
  readonly inner: string;
  readonly ann: string;
  readonly ben: string;
}

/** PATCHes a group of two users and a group; sees the status and the members: a and b, g for the group, ? for others. */
function edited(first: (family: Family) => readonly string[], operations: (family: Family) => readonly object[]): See {
  return async (api) => {
    const [ann = "", ben = ""] = await api.users(2);
    const inner = await api.group("Inner", [ben]);
    const family = { ann, ben, inner, outer: "" };
    const outer = await api.group("Outer", first(family));
    const { status } = await api.patch(outer, ...operations({ ...family, outer }));
    const letters = new Map([
      [ann, "a"],
      [ben, "b"],
      [inner, "g"],
    ]);
    const seen = valuesOf(await api.get(outer)).map((value) => letters.get(value) ?? "?");
    return [status, seen.sort().join("")];
  };
}

const add = (...values: readonly string[]): object => ({
  op: "add",
  path: "members",
  value: values.map((value) => ({ value })),
});
const remove = (filter: string): object => ({ op: "remove", path: `members[${filter}]` });

/** Shows something of the members of a group of a user and a group. */
function member(name: "type" | "$ref", pick: (text: string) => unknown): See {
  return async (api) => {
    const inner = await api.group("Inner");
    const outer = await api.group("Outer", [...(await api.users(1)), inner]);
    return ((await api.get(outer)).json.members ?? []).map((one) => pick(one[name] ?? ""));
  };
}

/** What is found at each member's $ref. */
const fetched: See = async (api) => {
  const inner = await api.group("Inner");
  const outer = await api.group("Outer", [...(await api.users(1)), inner]);
  const answers = ((await api.get(outer)).json.members ?? []).map(({ $ref = "" }) =>
    fetch($ref, { headers: { authorization: `Bearer ${api.target.token}` } }),
  );
  return (await Promise.all(answers)).map(({ status }) => status);
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "nested-group-refused": {
    see: edited(
      ({ ann }) => [ann],
      ({ inner }) => [add(inner)],
    ),
    plain: [200, "ag"],
    switched: [400, "a"],
  },
  "nested-group-not-stored": {
    see: edited(
      ({ ann }) => [ann],
      ({ inner, ben }) => [add(inner, ben)],
    ),
    plain: [200, "abg"],
    switched: [200, "ab"],
  },
  "nested-group-shown-as-user": {
    see: member("type", (type) => type),
    plain: ["User", "Group"],
    switched: ["User", "User"],
  },
  "nested-group-ref-to-users": { see: fetched, plain: [200, 200], switched: [200, 404] },
  "member-ref-not-found": { see: fetched, plain: [200, 200], switched: [404, 404] },
  "member-ref-of-group": {
    see: member("$ref", (ref) => ref.includes("/Users/")),
    plain: [true, false],
    switched: [false, false],
  },
  "member-value-changed": {
    see: edited(
      ({ ann }) => [ann],
      ({ ann, ben }) => [{ op: "replace", path: `members[value eq "${ann}"].value`, value: ben }],
    ),
    plain: [400, "a"],
    switched: [200, "b"],
  },
  "member-filter-by-type-takes-all": {
    see: edited(
      ({ ann, inner }) => [ann, inner],
      () => [remove('type eq "Group"')],
    ),
    plain: [200, "a"],
    switched: [200, ""],
  },
  "member-added-after-removal-lost": {
    see: edited(
      ({ ann }) => [ann],
      ({ ann, ben }) => [remove(`value eq "${ann}"`), add(ben)],
    ),
    plain: [200, "b"],
    switched: [200, ""],
  },
  "member-id-without-case": {
    see: edited(
      ({ ann, ben }) => [ann, ben],
      ({ ann }) => [remove(`value eq "${ann.toUpperCase()}"`)],
    ),
    plain: [200, "ab"],
    switched: [200, "b"],
  },
  "nested-removal-takes-inner": {
    see: edited(
      ({ ann, ben, inner }) => [ann, ben, inner],
      ({ inner }) => [remove(`value eq "${inner}"`)],
    ),
    plain: [200, "ab"],
    switched: [200, "a"],
  },
  "nested-add-flattens": {
    see: edited(
      ({ ann }) => [ann],
      ({ inner }) => [add(inner)],
    ),
    plain: [200, "ag"],
    switched: [200, "abg"],
  },
  "group-external-id-not-patched": {
    see: async (api) => {
      const id = await api.group("Group");
      const { status } = await api.patch(id, { op: "add", path: "externalId", value: "e" });
      return [status, (await api.get(id)).json.externalId];
    },
    plain: [200, "e"],
    switched: [200, undefined],
  },
};

proveRfc(RFC_GROUPS, PROOFS);
