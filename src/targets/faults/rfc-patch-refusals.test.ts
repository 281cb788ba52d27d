import type { Proof } from "../testing/observe.ts";
import { MAILS, patchedAfter, proveRfc, refusal } from "../testing/rfc.ts";
import { RFC_PATCH_REFUSALS } from "./rfc-patch-refusals.ts";

const op = (word: string, path: string, value?: unknown): object => ({ op: word, path, value });
const mails = { emails: MAILS };

const PROOFS: Readonly<Record<string, Proof>> = {
  "patch-no-target-claimed": {
    see: refusal(mails, op("replace", 'emails[type eq "x"].value', "v")),
    plain: [400, "noTarget"],
    switched: [200, undefined],
  },
  "patch-no-target-404": {
    see: refusal(mails, op("replace", 'emails[type eq "x"].value', "v")),
    plain: [400, "noTarget"],
    switched: [404, undefined],
  },
  "patch-required-removal-claimed": {
    see: patchedAfter({}, [op("remove", "userName")], ({ json }) => json.userName),
    plain: [400, "Kim-1"],
    switched: [200, "Kim-1"],
  },
  "patch-required-removed": {
    see: async (api) => {
      const id = await api.group("Group");
      const { status } = await api.patch(id, op("remove", "displayName"));
      return [status, await api.name(id)];
    },
    plain: [400, "Group"],
    switched: [200, undefined],
  },
  "patch-read-only-removal-claimed": {
    see: refusal({}, op("remove", "groups")),
    plain: [400, "mutability"],
    switched: [200, undefined],
  },
  "patch-read-only-claimed": {
    see: refusal({}, op("replace", "id", "x")),
    plain: [400, "mutability"],
    switched: [200, undefined],
  },
  "patch-mutability-without-type": {
    see: refusal({}, op("replace", "id", "x")),
    plain: [400, "mutability"],
    switched: [400, "readOnly"],
  },
  "user-refused-patch-partly-stored": {
    see: patchedAfter({}, [op("add", "title", "Dr"), op("replace", "id", "x")], ({ json }) => json["title"]),
    plain: [400, undefined],
    switched: [400, "Dr"],
  },
  "user-refused-patch-modifies": {
    see: patchedAfter(
      {},
      [op("replace", "id", "x")],
      ({ json }, before) => json.meta["lastModified"] === before.json.meta["lastModified"],
    ),
    plain: [400, true],
    switched: [400, false],
  },
  "patch-invalid-path-500": {
    see: refusal({}, op("add", "a..b", 1)),
    plain: [400, "invalidPath"],
    switched: [500, undefined],
  },
  "patch-invalid-path-claimed": {
    see: refusal({}, op("add", "nothing", 1)),
    plain: [400, "invalidPath"],
    switched: [200, undefined],
  },
  "patch-invalid-filter-claimed": {
    see: refusal(mails, op("remove", "emails[type is 1]")),
    plain: [400, "invalidFilter"],
    switched: [200, undefined],
  },
  "patch-index-taken": {
    see: patchedAfter(mails, [op("remove", "emails[0]")], ({ json }) => json["emails"]),
    plain: [400, MAILS],
    switched: [200, [MAILS[1]]],
  },
  "patch-message-without-urn": {
    see: async (api) => {
      const { id } = (await api.newUser()).json;
      const { status, json } = await api.send("PATCH", `/Users/${id}`, {
        body: { Operations: [op("add", "title", "t")] },
      });
      return [status, json.scimType];
    },
    plain: [400, "invalidSyntax"],
    switched: [200, undefined],
  },
  "patch-value-missing-claimed": {
    see: refusal({}, op("add", "title")),
    plain: [400, "invalidValue"],
    switched: [200, undefined],
  },
  "patch-type-mismatch-claimed": {
    see: refusal({}, op("replace", "active", "yes")),
    plain: [400, "invalidValue"],
    switched: [200, undefined],
  },
};

proveRfc(RFC_PATCH_REFUSALS, PROOFS);
