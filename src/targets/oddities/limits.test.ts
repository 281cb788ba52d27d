import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof } from "../testing/observe.ts";
import { LIMITS } from "./limits.ts";

const PROOFS: Readonly<Record<string, Proof>> = {
  "patch-more-than-twenty-refused": {
    see: async (api) => {
      const id = await api.group("G");
      const names = Array.from({ length: 21 }, (_, at) => api.renaming(`G ${at}`));
      const { status } = await api.patch(id, ...names);
      return [status < 300, await api.name(id)];
    },
    plain: [true, "G 20"],
    switched: [false, "G"],
  },
  "group-external-id-unique": {
    see: async (api) => {
      const answers = [];
      for (const name of ["G", "H"]) {
        const id = await api.group(name);
        answers.push((await api.patch(id, { op: "add", path: "externalId", value: "E" })).status < 300);
      }
      return answers;
    },
    plain: [true, true],
    switched: [true, false],
  },
  "put-more-than-ten-refused": {
    see: async (api) => {
      const { json } = await api.newUser();
      const emails = Array.from({ length: 11 }, (_, at) => ({ value: `mail-${at}@example.test` }));
      return (await api.putUser(json.id, { userName: json["userName"], emails })).status;
    },
    plain: 200,
    switched: 400,
  },
  "email-display-kept": {
    see: async (api) => {
      const emails = (display: string): readonly object[] => [{ value: "a@example.test", display }];
      const { json } = await api.newUser({ emails: emails("A") });
      await api.putUser(json.id, { userName: json["userName"], emails: emails("B") });
      return (await api.user(json.id)).json["emails"];
    },
    plain: [{ value: "a@example.test", display: "B" }],
    switched: [{ value: "a@example.test", display: "A" }],
  },
};

test.each(dialectRows(LIMITS, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});
