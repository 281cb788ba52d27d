import type { Answer } from "../testing/client.ts";
import type { Proof, See } from "../testing/observe.ts";
import { filtered, listed, proveRfc } from "../testing/rfc.ts";
import { RFC_QUERIES } from "./rfc-queries.ts";

/** Lists three users; sees something of the answer. */
function list(query: string, pick: (answer: Answer) => unknown): See {
  return async (api) => {
    await api.users(3);
    return pick(await api.send("GET", `/Users?${query}`));
  };
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "filter-ignored": { see: listed(filtered('userName eq "ann"')), plain: "ann", switched: "ann ben cleo" },
  "filter-and-as-or": {
    see: listed(filtered('userName eq "ann" and title eq "Dr"')),
    plain: "ann",
    switched: "ann ben",
  },
  "filter-not-dropped": { see: listed(filtered("not (title pr)")), plain: "cleo", switched: "ann ben" },
  "filter-left-to-right": {
    see: listed(filtered('userName eq "ann" or userName eq "ben" and title eq "none"')),
    plain: "ann",
    switched: "",
  },
  "filter-value-path-apart": {
    see: listed(filtered('emails[type eq "work" and value eq "a@work.test"]')),
    plain: "ann",
    switched: "ann cleo",
  },
  "filter-not-too-far": {
    see: listed(filtered('not (userName eq "ann") and userName eq "ben"')),
    plain: "ben",
    switched: "ann ben cleo",
  },
  "filter-starts-as-contains": { see: listed(filtered('userName sw "n"')), plain: "", switched: "ann ben" },
  "filter-first-comparison-only": {
    see: listed(filtered('title eq "Dr" and userName eq "ben"')),
    plain: "ben",
    switched: "ann ben",
  },
  "filter-user-name-exact": { see: listed(filtered('userName eq "ANN"')), plain: "ann", switched: "" },
  "filter-part-exact": { see: listed(filtered('userName sw "AN"')), plain: "ann", switched: "" },
  "filter-invalid-lists-all": {
    see: list(filtered("nothing eq 1"), ({ status, json }) => [status, json.totalResults]),
    plain: [400, undefined],
    switched: [200, 3],
  },
  "filter-none-404": { see: list(filtered('id eq "x"'), ({ status }) => status), plain: 200, switched: 404 },
  "list-total-of-page": { see: list("count=1", ({ json }) => json.totalResults), plain: 3, switched: 1 },
  "list-start-from-zero": { see: listed("startIndex=2&count=1"), plain: "ben", switched: "cleo" },
  "list-pages-rounded": { see: listed("startIndex=2&count=2"), plain: "ben cleo", switched: "ann ben" },
  "sort-default-descending": { see: listed("sortBy=userName"), plain: "ann ben cleo", switched: "cleo ben ann" },
  "list-count-ignored": { see: list("count=1", ({ json }) => json.Resources?.length), plain: 1, switched: 3 },
  "list-count-zero-whole": { see: list("count=0", ({ json }) => json.Resources?.length), plain: 0, switched: 3 },
  "list-without-schemas": { see: list("", ({ json }) => "schemas" in json), plain: true, switched: false },
  "list-shows-deleted": {
    see: async (api) => {
      const [id = ""] = await api.users(2);
      await api.send("DELETE", `/Users/${id}`);
      return (await api.send("GET", "/Users")).json.totalResults;
    },
    plain: 1,
    switched: 2,
  },
  "get-of-other-type": {
    see: async (api) => (await api.user(await api.group("Group"))).status,
    plain: 404,
    switched: 200,
  },
};

proveRfc(RFC_QUERIES, PROOFS);
