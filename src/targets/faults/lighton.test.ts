import { expect, test } from "vitest";
import type { Client } from "../testing/client.ts";
import { dialectRows, observeBoth, type Proof, type See } from "../testing/observe.ts";
import { LIGHTON } from "./lighton.ts";

/** Renames a group by a form; sees the class of the status and the name afterwards. */
function renamed(name: string, kind: "url-encoded" | "multipart"): See {
  return async (api) => {
    const id = await api.group("Old");
    const operations = JSON.stringify([{ op: "replace", path: "displayName", value: name }]);
    const form = kind === "multipart" ? new FormData() : new URLSearchParams();
    form.set("Operations", operations);
    // The type comes with the body: a boundary is made for each form.
    const encoded = new Response(form);
    const headers = { "content-type": encoded.headers.get("content-type") ?? "" };
    const raw = Buffer.from(await encoded.arrayBuffer());
    const { status } = await api.send("PATCH", `/Groups/${id}`, { raw, headers });
    return [Math.floor(status / 100), await api.name(id)];
  };
}

const put: See = async (api) => {
  const id = await api.group("Old");
  const { status } = await api.put(id, "New");
  return [status, await api.name(id)];
};

/** Looks at a group without members and external id. */
function shown(pick: (text: string) => unknown, members = false): See {
  return async (api) => pick((await api.get(await api.group("G", members ? await api.users(1) : []))).text);
}

async function refused(api: Client): Promise<Readonly<Record<string, unknown>>> {
  return { ...(await api.get("unknown")).json };
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "form-refused": { see: renamed("New", "url-encoded"), plain: [2, "New"], switched: [4, "Old"] },
  "patch-rename-sets-external-id": {
    see: async (api) => {
      const id = await api.group("Old");
      await api.rename(id, "New");
      return (await api.get(id)).json.externalId;
    },
    plain: "",
    switched: "New",
  },
  "form-multipart-refused": { see: renamed("New", "multipart"), plain: [2, "New"], switched: [4, "Old"] },
  "form-claimed": { see: renamed("New", "url-encoded"), plain: [2, "New"], switched: [2, "Old"] },
  "form-first-operation-only": {
    see: async (api) => {
      const id = await api.group("Old");
      const operations = ["A", "B"].map((value) => ({ op: "replace", path: "displayName", value }));
      const fields = [
        ["schemas", "urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        ["Operations", JSON.stringify(operations)],
      ];
      await api.send("PATCH", `/Groups/${id}`, {
        raw: new URLSearchParams(fields).toString(),
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
      return await api.name(id);
    },
    plain: "B",
    switched: "A",
  },
  "form-500": { see: renamed("New", "multipart"), plain: [2, "New"], switched: [5, "Old"] },
  "form-plus-kept": { see: renamed("a b", "url-encoded"), plain: [2, "a b"], switched: [2, "a+b"] },
  "form-cut-at-ampersand": { see: renamed("a&b", "url-encoded"), plain: [2, "a&b"], switched: [2, "a"] },
  "form-line-breaks-joined": { see: renamed("a\r\nb", "multipart"), plain: [2, "a\r\nb"], switched: [2, "a\nb"] },
  "form-latin1": { see: renamed("ü", "url-encoded"), plain: [2, "ü"], switched: [2, "Ã¼"] },
  "patch-empty-value-empties": {
    see: async (api) => {
      const users = await api.users(3);
      const id = await api.group("G", users);
      await api.patch(id, { op: "remove", path: `members[value eq "${users[0] ?? ""}"]`, value: "" });
      return (await api.members(id)).length;
    },
    plain: 2,
    switched: 0,
  },
  "put-taken": { see: put, plain: [405, "Old"], switched: [200, "New"] },
  "put-claimed": { see: put, plain: [405, "Old"], switched: [200, "Old"] },
  "put-refused-applied": { see: put, plain: [405, "Old"], switched: [405, "New"] },
  "patch-collection-changes-all": {
    see: async (api) => {
      const id = await api.group("Old");
      const { status } = await api.send("PATCH", "/Groups", { body: { Operations: [api.renaming("New")] } });
      return [status, await api.name(id)];
    },
    plain: [405, "Old"],
    switched: [405, "New"],
  },
  "patch-without-schemas-refused": {
    see: async (api) => {
      const id = await api.group("Old");
      return (await api.send("PATCH", `/Groups/${id}`, { body: { Operations: [api.renaming("New")] } })).status;
    },
    plain: 200,
    switched: 400,
  },
  "member-display-required-absent": {
    see: shown((text) => text.includes('"display"'), true),
    plain: true,
    switched: false,
  },
  "external-id-required-absent": { see: shown((text) => text.includes('"externalId"')), plain: true, switched: false },
  "members-required-absent": { see: shown((text) => text.includes('"members"')), plain: true, switched: false },
  "times-required-absent": { see: shown((text) => text.includes('"created"')), plain: true, switched: false },
  "error-status-text": { see: async (api) => (await refused(api))["status"], plain: 404, switched: "404" },
  "error-detail-required-absent": {
    see: async (api) => typeof (await refused(api))["detail"],
    plain: "string",
    switched: "undefined",
  },
};

test.each(dialectRows(LIGHTON, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
