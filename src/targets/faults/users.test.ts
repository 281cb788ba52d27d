import { expect, test } from "vitest";
import type { Body } from "../testing/client.ts";
import { dialectRows, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { USERS } from "./users.ts";

/** PUTs attributes in turn to a user, and looks at what a read shows. */
function read(pick: (seen: Body) => unknown, ...puts: readonly object[]): See {
  return async (api) => {
    const [id = ""] = await api.users(1);
    for (const put of puts) await api.putUser(id, { userName: "kim@example.test", ...put });
    return pick((await api.user(id)).json);
  };
}

/** The attribute after PUTs of its values. */
function kept(name: string, ...values: readonly unknown[]): See {
  return read((seen) => seen[name], ...values.map((value) => ({ [name]: value })));
}

function proof(see: See, plain: unknown, switched: unknown): Proof {
  return { see, plain, switched };
}

const home = { value: "h@example.test", type: "home" };
const work = { value: "w@example.test", type: "work", primary: true };
const noType = { value: "w@example.test", primary: true };
const noPrimary = { value: "w@example.test", type: "work" };
const address = { country: "DE" };
const fullName = { givenName: "Kim", familyName: "Ó", middleName: "M", honorificPrefix: "Dr" };

/** Whether the answer to a PUT and a later read of it show a password. */
const password: See = async (api) => {
  const [id = ""] = await api.users(1);
  const put = await api.putUser(id, { userName: "kim@example.test", password: "Xy-4711-secret" });
  return [put, await api.user(id)].map(({ text }) => text.includes("Xy-4711-secret"));
};

/** PUTs a user with another group than the one that it is in; how many members both have. */
const groups: See = async (api) => {
  const [id = ""] = await api.users(1);
  const own = await api.group("Own", [id]);
  const other = await api.group("Other");
  await api.putUser(id, { userName: "kim@example.test", groups: [{ value: other }] });
  return [(await api.members(own)).length, (await api.members(other)).length];
};

/** The statuses of a PUT with another user's name, and how many then have it. */
const taken: See = async (api) => {
  const ids = await api.users(2);
  const { userName } = (await api.user(ids[0] ?? "")).json;
  const { status } = await api.putUser(ids[1] ?? "", { userName });
  return [status, (await api.user(ids[1] ?? "")).json.userName === userName];
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "user-nick-name-lost": proof(kept("nickName", "K"), "K", undefined),
  "user-profile-url-lost": proof(kept("profileUrl", "https://k.example.test"), "https://k.example.test", undefined),
  "user-timezone-lost": proof(kept("timezone", "Europe/Berlin"), "Europe/Berlin", undefined),
  "user-addresses-lost": proof(kept("addresses", [address]), [address], undefined),
  "user-x509-certificates-lost": proof(kept("x509Certificates", [{ value: "MII" }]), [{ value: "MII" }], undefined),
  "user-entitlements-lost": proof(kept("entitlements", [{ value: "e" }]), [{ value: "e" }], undefined),
  "user-title-kept": proof(kept("title", "One", "Two"), "Two", "One"),
  "user-emails-merged": proof(kept("emails", [home], [work]), [work], [work, home]),
  "user-phone-numbers-first-only": proof(kept("phoneNumbers", [home, work]), [home, work], [home]),
  "user-emails-empty-ignored": proof(kept("emails", [home], []), [], [home]),
  "user-email-type-lost": proof(kept("emails", [work]), [work], [noType]),
  "user-email-primary-lost": proof(kept("emails", [work]), [work], [noPrimary]),
  "user-addresses-without-value-lost": proof(kept("addresses", [address]), [address], []),
  "user-inactive-ignored": proof(kept("active", false), false, true),
  "user-reactivation-ignored": proof(kept("active", false, true), true, false),
  "user-inactive-unreadable": proof(
    async (api) => {
      const [id = ""] = await api.users(1);
      await api.putUser(id, { userName: "kim@example.test", active: false });
      return (await api.user(id)).status;
    },
    200,
    404,
  ),
  "user-active-as-text": proof(kept("active", false), false, "False"),
  "user-password-returned": proof(password, [false, false], [true, true]),
  "user-password-returned-by-put": proof(password, [false, false], [true, false]),
  "user-groups-written": proof(groups, [1, 0], [1, 1]),
  "user-groups-absent-leaves": proof(groups, [1, 0], [0, 0]),
  "user-omitted-inconsistent": proof(
    async (api) => {
      const [id = ""] = await api.users(1);
      await api.putUser(id, { userName: "kim@example.test", title: "One" });
      const put = await api.putUser(id, { userName: "kim@example.test" });
      return [put.json["title"], (await api.user(id)).json["title"]];
    },
    [undefined, undefined],
    ["One", undefined],
  ),
  "user-names-swapped": proof(kept("name", fullName), fullName, { ...fullName, givenName: "Ó", familyName: "Kim" }),
  "user-middle-name-lost": proof(
    read(({ name }) => Object.keys(name as object).includes("middleName"), { name: fullName }),
    true,
    false,
  ),
  "user-honorifics-lost": proof(
    read(({ name }) => Object.keys(name as object).includes("honorificPrefix"), { name: fullName }),
    true,
    false,
  ),
  "user-names-ascii-only": proof(kept("name", fullName), fullName, { ...fullName, familyName: "?" }),
  "user-put-echo-without-store": proof(kept("title", "One"), "One", undefined),
  "user-taken-name-stored": proof(taken, [409, false], [200, true]),
  "user-put-taken-name-500": proof(taken, [409, false], [500, false]),
  "user-external-id-lower-cased": proof(kept("externalId", "Ab"), "Ab", "ab"),
  "group-type-lower-case": proof(
    async (api) => {
      const [id = ""] = await api.users(1);
      const group = await api.group("G", [id]);
      return [(await api.get(group)).json.members?.[0]?.type, (await api.user(id)).json.groups?.[0]?.type];
    },
    ["USER", "DIRECT"],
    ["user", "direct"],
  ),
  "project-id-not-uuid": proof(
    async (api) => (await api.get(await api.group("G"))).text.includes("project-4711"),
    false,
    true,
  ),
  "problem-as-json": proof(
    async (api) => (await api.get("unknown")).headers.get("content-type"),
    "application/problem+json",
    "application/json",
  ),
  "problem-status-400": proof(async (api) => (await api.get("unknown")).json["status"], 404, 400),
  "problem-type-not-uri": proof(
    async (api) => (await api.get("unknown")).text.includes("not found at all"),
    false,
    true,
  ),
};

test.each(dialectRows(USERS, PROOFS))("%s at %s", async (id, dialect, one) => {
  const { plain, switched } = one;
  expect(await observeBoth(one, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
