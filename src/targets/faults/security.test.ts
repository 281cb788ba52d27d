import { expect, test } from "vitest";
import type { RequestOptions } from "../testing/client.ts";
import { group } from "../testing/client.ts";
import { dialectRows, observeBoth, type Proof, putAnswer, type See, unknownAnswer } from "../testing/observe.ts";
import { SECURITY } from "./security.ts";

/** The status of a PUT with another credential, and the name afterwards. */
function putWith(options: RequestOptions): See {
  return async (api) => {
    const id = await api.group("Old");
    const { status } = await api.send("PUT", `/Groups/${id}`, { body: group("New"), ...options });
    return [status, await api.name(id)];
  };
}

/** Whether a read of the groups with another credential is refused. */
function readWith(token: string | null): See {
  return async (api) => (await api.send("GET", "/Groups", { token })).status >= 400;
}

const wrong = putWith({ token: "wrong" });
const refused = [401, "Old"];
const malformedText: See = async (api) => {
  const answer = await api.send("PUT", `/Groups/${await api.group("G")}`, { raw: "{" });
  return /\n\s+at /u.test(String(answer.json.detail));
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "wrong-token-accepted": { see: readWith("wrong"), plain: true, switched: false },
  "missing-token-accepted": { see: readWith(null), plain: true, switched: false },
  "put-refused-token-applied": { see: wrong, plain: refused, switched: [401, "New"] },
  "error-shows-token": {
    see: async (api) => (await unknownText(api)).includes(api.target.token),
    plain: false,
    switched: true,
  },
  "header-shows-token": {
    see: putAnswer(({ headers }) => headers.has("x-request-authorization")),
    plain: false,
    switched: true,
  },
  "error-shows-stack": {
    see: unknownAnswer(({ json }) => /\n\s+at /u.test(String(json.detail))),
    plain: false,
    switched: true,
  },
  "malformed-json-shows-stack": { see: malformedText, plain: false, switched: true },
  "member-password-shown": {
    see: putAnswer(({ json }) => json.members?.every((member) => "password" in member)),
    plain: false,
    switched: true,
  },
};

async function unknownText(api: Parameters<See>[0]): Promise<string> {
  return (await api.put("unknown", "New")).text;
}

test.each(dialectRows(SECURITY, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] }, dialect)).toEqual({ plain, switched });
});
